import { date } from "@qiangyi/kernel";
import {
  builtInScales,
  evaluateTargets,
  indicatorOfTarget,
  type Observation,
  parseTargetsInput,
  registerTarget,
} from "@qiangyi/policy/targets";
import { type AskedIndicator, blankEntry, hindersReport, judgeReport } from "@qiangyi/projects";
import { describe, expect, it } from "vitest";

/** Promises whose acceptance speaks of the verdict and of what a report holds or refuses. */

const asked = (more: Partial<AskedIndicator>): AskedIndicator => ({
  code: "one",
  title: "外转率",
  unit: "%",
  kind: "ratio",
  per: "100",
  scale: null,
  isPartOfWhole: true,
  plausibleMin: null,
  plausibleMax: null,
  quantities: {},
  threshold: null,
  lastPeriod: null,
  lastYear: null,
  ...more,
});

const judged = (id: string, year: number, reading: Partial<Observation> | null) => {
  const observation = { target: id, period: String(year), state: "approved", reportedOn: `${year + 1}-01-20`, version: 1 };
  const input = parseTargetsInput({
    asOf: date(`${year + 1}-03-31`),
    targets: [id],
    observations: reading === null ? [] : [{ ...observation, ...reading }],
  });
  if (!input.ok) throw new Error(JSON.stringify(input.refusal.problems));
  return evaluateTargets(input.value).evaluations[0] ?? expect.fail("no evaluation");
};

describe("外转率低于一个很小的数:等于不算,零是数据,误填成小数的先挂起", () => {
  it.each([
    ["task1", 2024, 100, 200_000, "0.05", "0.0005"],
    ["task2", 2026, 100, 500_000, "0.02", "0.0002"],
    ["task4", 2027, 200, 100_000, "0.2", "0.002"],
  ] as const)("[regional-centres-2023.%s.referral-out] %i年", (task, year, at, all, threshold, slip) => {
    const id = `regional-centres-2023.${task}.referral-out`;
    const parts = (numerator: number) => judged(id, year, { numerator: String(numerator), denominator: String(all) });
    expect(parts(at)).toMatchObject({ verdict: "not-met", completion: "99.9" });
    expect(parts(at - 1).verdict).toBe("met");
    expect(parts((at * 6) / 5)).toMatchObject({ verdict: "not-met", completion: "83.3" });
    expect(parts(0)).toMatchObject({ verdict: "met", completion: "100.0" });
    expect(judged(id, year, null)).toMatchObject({ verdict: "no-data", value: null });

    expect(registerTarget(id)?.value).toBe(threshold);
    const one = asked({ threshold });
    const readyMade = { ...blankEntry, value: slip };
    const [held] = judgeReport([one], new Map([["one", readyMade]]));
    expect(held).toMatchObject({ severity: "hold", field: "numerator" });
    expect(held?.message).toContain("数值疑似未按百分数填报");
    expect(held && hindersReport(held)).toBe(true);
    expect(judgeReport([one], new Map([["one", { ...readyMade, isConfirmed: true }]]))).toEqual([]);
  });
});

it("中医医院绩效考核进入A等,别的榜单不作数,没有的等级不收 [regional-centres-2023.task3.performance-grade]", () => {
  const id = "regional-centres-2023.task3.performance-grade";
  const grade = (value: string) => judged(id, 2026, { value });
  expect(["A", "A+", "A++"].map((each) => grade(each).verdict)).toEqual(["met", "met", "met"]);
  expect(grade("B++")).toMatchObject({ verdict: "not-met", gap: { value: "1", unit: "级" }, completion: null });
  // 综合医院榜的等级是另一个指标，填在那里的值到不了这个目标
  const own = registerTarget(id) ?? expect.fail("no target");
  const general = registerTarget("regional-centres-2023.task4.performance-grade") ?? expect.fail("no target");
  expect(indicatorOfTarget(own)).not.toBe(indicatorOfTarget(general));
  expect(judged(id, 2026, null)).toMatchObject({ value: null });

  const one = asked({ title: "等级", unit: "等", kind: "grade", per: "1", isPartOfWhole: false, scale: builtInScales.grade });
  const findings = judgeReport([one], new Map([["one", { ...blankEntry, value: "E" }]]));
  expect(findings).toMatchObject([{ severity: "malformed", field: "value" }]);
});
