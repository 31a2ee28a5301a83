import { describe, expect, it } from "vitest";
import { registerTargets } from "../register/index.ts";
import type { RegisterTarget } from "../target.ts";
import { dictionaryIndicators, indicatorOfTarget } from "./index.ts";

const byCode = new Map(dictionaryIndicators.map((each) => [each.code, each]));
const indicatorOf = (target: RegisterTarget) => byCode.get(indicatorOfTarget(target)) ?? expect.fail(target.id);

describe("指标词典", () => {
  it("代码和名称都不重复，公式都写明", () => {
    expect(byCode.size).toBe(dictionaryIndicators.length);
    expect(new Set(dictionaryIndicators.map(({ title }) => title)).size).toBe(dictionaryIndicators.length);
    for (const { code, formula } of dictionaryIndicators) {
      expect(code).toMatch(/^[a-z][a-z0-9_]{1,59}$/);
      expect(formula.length).toBeGreaterThan(2);
      expect(formula).not.toContain("undefined");
    }
  });

  it.each(registerTargets.map((each) => [each.id, each] as const))("%s的指标在词典里，单位、方向、算法一致", (_, target) => {
    const indicator = indicatorOf(target);
    expect(indicator.unit).toBe(target.unit);
    expect(indicator.isPartOfWhole).toBe(indicator.kind === "share" || target.isPartOfWhole === true);
    expect(indicator.isPrintedInTenThousands).toBe(target.isPrintedInTenThousands === true);
    expect(indicator.plausible).toEqual(target.plausible ?? null);
    expect(indicator.per).toBe(target.per ?? (target.unit === "%" ? "100" : "1"));
    if (target.op === "gt" || target.op === "gte" || target.op === "range") expect(indicator.direction).toBe("up");
    if (target.op === "lt" || target.op === "lte" || target.op === "rank-within") expect(indicator.direction).toBe("down");
  });

  it("时期的算法与指标的类别相符", () => {
    const kinds = new Map<string, Set<string>>();
    for (const target of registerTargets)
      kinds.set(target.period, (kinds.get(target.period) ?? new Set()).add(indicatorOf(target).kind));
    expect(Object.fromEntries([...kinds].map(([period, of]) => [period, [...of].toSorted()]))).toEqual({
      "annual-flow": ["amount"],
      "annual-ratio": ["ratio"],
      "each-year": ["amount"],
      stock: ["events", "level", "stock"],
      increment: ["events"],
      "assessment-year": ["grade", "rank", "stock"],
      "roster-share": ["share"],
    });
  });

  it("同一主体的一个指标至多一个系列有不同限值；两条文字说同一件事时共用一个系列", () => {
    const series = new Map<string, RegisterTarget[]>();
    for (const target of registerTargets) {
      const name = `${target.subject} ${indicatorOfTarget(target)}`;
      series.set(name, [...(series.get(name) ?? []), target]);
    }
    const shared = [...series.values()].filter(({ length }) => length > 1);
    expect(shared.map((targets) => targets.map(({ id }) => id))).toEqual([
      ["service-system-2023.s1.4.county-key-specialties-100", "service-system-2023.s3.3.county-key-specialties"],
    ]);
    for (const targets of shared) expect(new Set(targets.map(({ value }) => value)).size).toBe(1);
  });
});
