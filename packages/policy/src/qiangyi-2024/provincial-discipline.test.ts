import { describe, expect, it } from "vitest";
import { evaluateFacts, numbers, type Row, resultOf, wanTotal } from "./example-province.ts";

const line = "provincial-discipline";
const discipline = (id: string, tier: "top" | "key", rest: Row = {}): Row => ({
  id,
  type: "discipline",
  institution: "P1",
  discipline: `学科${id}`,
  tier,
  year: 2025,
  ...rest,
});
const list = (count: number, tier: "top" | "key"): readonly Row[] => numbers(count).map((n) => discipline(`${tier}${n}`, tier));

describe("第七条（一）5 每年10个拔尖学科，每个20万元 [qiangyi-2024.art7.1.5.b]", () => {
  it("10个共200万元，第11个超过数量", () => {
    const output = evaluateFacts(list(11, "top"));
    expect(wanTotal(output, line)).toBe(200);
    expect(resultOf(output, "top0011")).toMatchObject({
      status: "not_payable",
      amount: "0.00",
      held: "0.00",
      errors: ["QUOTA_EXCEEDED"],
    });
  });

  it("2024、2025、2026年都在名单上，每年20万元，共60万元", () => {
    const facts = [2024, 2025, 2026].map((year) => discipline(`d${year}`, "top", { discipline: "麻醉学", year }));
    const output = evaluateFacts(facts);
    expect(output.totals.map(({ year, amount }) => [year, amount])).toEqual([
      [2024, "200000.00"],
      [2025, "200000.00"],
      [2026, "200000.00"],
    ]);
    expect(wanTotal(output, line)).toBe(60);
  });
});

describe("第七条（一）5 每年50个重点学科，每个15万元 [qiangyi-2024.art7.1.5.c]", () => {
  it("50个共750万元；加10个拔尖学科共950万元；第51个超过数量", () => {
    expect(wanTotal(evaluateFacts(list(50, "key")), line)).toBe(750);
    const output = evaluateFacts([...list(51, "key"), ...list(10, "top")]);
    expect(wanTotal(output, line)).toBe(950);
    expect(resultOf(output, "key0051")).toMatchObject({ status: "not_payable", errors: ["QUOTA_EXCEEDED"] });
  });

  it("数量按年按档次统计", () =>
    expect(evaluateFacts([...list(51, "key"), ...list(9, "top")]).quantities).toEqual([
      { line, kind: "yearly", year: 2025, group: "top", target: 10, actual: 9, difference: -1 },
      { line, kind: "yearly", year: 2025, group: "key", target: 50, actual: 51, difference: 1 },
    ]));

  it("discipline.tiers=included：拔尖占用重点的名额", () => {
    const output = evaluateFacts([...list(50, "key"), ...list(10, "top")], { readings: { "discipline.tiers": "included" } });
    expect(wanTotal(output, line)).toBe(200 + 40 * 15);
    expect(resultOf(output, "key0041")).toMatchObject({ errors: ["QUOTA_EXCEEDED"], readings: ["discipline.tiers=included"] });
  });
});

describe("第七条（一）5 一年一个档次", () => {
  it("2024年拔尖、2025年重点可以；2025年两个档次都占，编号大的一条不补", () => {
    const same = { discipline: "麻醉学" };
    const output = evaluateFacts([
      discipline("a", "top", { ...same, year: 2024 }),
      discipline("b", "key", same),
      discipline("c", "top", same),
    ]);
    expect(resultOf(output, "a")).toMatchObject({ amount: "200000.00" });
    expect(resultOf(output, "b")).toMatchObject({ amount: "150000.00" });
    expect(resultOf(output, "c")).toMatchObject({ status: "not_payable", amount: "0.00", errors: ["TIER_CONFLICT"] });
  });

  it("同年同档次重复填报", () =>
    expect(resultOf(evaluateFacts([discipline("a", "top"), discipline("b", "top", { discipline: "学科a" })]), "b")).toMatchObject(
      {
        errors: ["DUPLICATE_CLAIM"],
      },
    ));
});
