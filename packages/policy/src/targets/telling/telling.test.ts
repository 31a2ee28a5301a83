import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import type { Observation, TargetEvent } from "../contract.ts";
import { evaluated, happened, inline, parts, reported } from "../example-facts.ts";
import { registerTarget, registerTargets } from "../register/index.ts";
import { basisText } from "./basis-text.ts";
import { askedOf, tellCourse, tellTarget } from "./tell-target.ts";

const task = (name: string): string => `regional-centres-2023.${name}`;
const termsOf = (id: string) => {
  const terms = registerTarget(id);
  if (terms === undefined) throw new Error(id);
  return terms;
};

const told = (id: string, asOf: string, observations: readonly object[], path: object = {}) => {
  const output = evaluated({ targets: [{ id, ...path }], asOf, observations });
  const evaluation = output.evaluations.at(-1);
  if (evaluation === undefined) throw new Error(id);
  return { ...tellTarget({ ...termsOf(id), ...path }, evaluation), evaluation };
};

describe("目标的一句话", () => {
  it.each([
    ["task1.outpatient", "150万—200万人次", "2024年"],
    ["task1.inpatient", "高于10万人次", "2024年"],
    ["task1.level4-surgery", "高于35%", "2024年"],
    ["task1.alos", "低于8天", "2024年"],
    ["task1.emr", "达到5级", "2024年"],
    ["task1.performance-rank", "前100名", "2024年"],
    ["task1.research-funding", "不低于250万元", "2024年"],
    ["task3.performance-grade", "达到A", "2026年"],
  ])("%s:%s", (name, asked, by) => expect(askedOf(termsOf(task(name)))).toEqual({ asked, by }));

  it("每个目标都有一句,没有空话", () => {
    for (const terms of registerTargets) {
      const { asked, by } = askedOf(terms);
      expect(asked.length, terms.id).toBeGreaterThan(1);
      expect(by, terms.id).toMatch(/^\d{4}(年|-\d\d-\d\d)$/);
    }
  });

  it("差距用个百分点;正好在限上的另说", () => {
    const missed = told(task("task1.level4-surgery"), "2025-06-01", [
      reported(task("task1.level4-surgery"), "2024", parts(14_000, 50_000), { reportedOn: date("2025-01-20") }),
    ]);
    expect(missed.gap).toBe("差7.0个百分点，须超过");
    expect(missed.nextStep).toContain("到期未达标，差7.0个百分点");
    const equal = told(task("task1.level4-surgery"), "2025-06-01", [
      reported(task("task1.level4-surgery"), "2024", parts(17_500, 50_000), { reportedOn: date("2025-01-20") }),
    ]);
    expect(equal.gap).toBe("正好在限上，须再多一点");
  });

  it("越低越好的说高出多少", () => {
    const id = task("task1.alos");
    const of = (days: number) =>
      told(id, "2025-06-01", [reported(id, "2024", parts(days, 100_000), { reportedOn: date("2025-01-20") })]).gap;
    expect(of(840_000)).toBe("高出0.4天");
    expect(of(800_000)).toBe("正好在限上，须再低一点");
  });

  it("算出来的数留两位小数,很小的差距不写成零", () => {
    const id = task("task2.outpatient");
    const months = Array.from({ length: 9 }, (_, index) =>
      reported(id, `2026-0${index + 1}`, "57001", { reportedOn: date("2026-10-08") }),
    );
    expect(told(id, "2026-11-01", months)).toMatchObject({ projected: "68.4万人次", gap: "差13.7万人次" });
    const money = task("task1.research-funding");
    const short = told(money, "2025-06-01", [
      reported(money, "2024", { numerator: "7499.991", denominator: "3000" }, { reportedOn: date("2025-01-20") }),
    ]);
    expect(short.gap).toBe("差0.0003万元");
  });

  it("无数据的请补报,缺数不按零计", () =>
    expect(told(task("task1.level4-surgery"), "2025-06-01", []).nextStep).toContain("缺数不按零计"));

  it("落后的说出应达、实际和到期预计", () => {
    const path = { baseline: { year: 2022, value: "50" } };
    const { nextStep, evaluation } = told(
      task("task2.level4-surgery"),
      "2025-03-01",
      [reported(task("task2.level4-surgery"), "2024", parts(5_100, 10_000), { reportedOn: date("2025-01-20") })],
      path,
    );
    expect(evaluation.signal).toBe("behind");
    expect(nextStep).toBe("目前应达55.0%，实际51.0%，按现有进度到期约52.0%；请列出分期措施。");
  });
});

describe("数值的期间", () => {
  it.each([
    [["2024"], "2024年"],
    [["2024#2"], "2024年（含更正）"],
    [["2024-01", "2024-02", "2024-03"], "2024年1—3月"],
    [["2024-01", "2024-03"], "2024年1、3月"],
    [["2024-Q1", "2024-Q2"], "2024年1—6月"],
    [["2024-12-31"], "2024-12-31"],
    [["2023", "2024"], "2023年、2024年"],
    [[], ""],
  ])("%j → %s", (used, text) => expect(basisText(used)).toBe(text));
});

const monthly = (year: number, months: readonly number[], numerator: number, denominator: number): Observation[] =>
  months.map(
    (month) =>
      reported(task("task2.level4-surgery"), `${year}-${String(month).padStart(2, "0")}`, parts(numerator, denominator), {
        reportedOn: date(`${year + 1}-01-10`),
      }) as unknown as Observation,
  );
const all = Array.from({ length: 12 }, (_, index) => index + 1);

const course = (
  observations: readonly Observation[],
  definitions: Parameters<typeof tellCourse>[0]["definitions"] = [],
  asOf = "2025-12-31",
) => tellCourse({ terms: termsOf(task("task2.level4-surgery")), asOf: date(asOf), observations, events: [], definitions });

describe("同比和环比", () => {
  const two = [...monthly(2023, all, 500, 1000), ...monthly(2024, all, 520, 1000)];

  it("比率的同比是个百分点,两年各自先求和后相除", () =>
    expect(course(two).yearOnYear).toEqual({ text: "+2.00个百分点", note: null }));

  it("只有前三个月的年份与上年相同月份比", () => {
    const { yearOnYear } = course([...monthly(2023, all, 500, 1000), ...monthly(2024, [1, 2, 3], 480, 1000)]);
    expect(yearOnYear).toEqual({ text: "−2.00个百分点", note: "1—3月与上年相同月份相比" });
  });

  it("口径变更跨在两年之间的不比,说明原因", () => {
    const { yearOnYear } = course(two, [
      { version: 1, effectiveFrom: "2022-01-01", isBreak: false },
      { version: 2, effectiveFrom: "2024-01-01", isBreak: true },
    ]);
    expect(yearOnYear).toEqual({ text: "—", note: "口径第2版自2024-01-01起执行，与上年不可比" });
  });

  it("不断开的口径修订照常比", () =>
    expect(course(two, [{ version: 2, effectiveFrom: "2024-01-01", isBreak: false }]).yearOnYear.text).toBe("+2.00个百分点"));

  it("环比是最近一期与上一期;中间缺一期的不比", () => {
    expect(course(two).lastPeriod).toEqual({ text: "持平", note: "2024-12与2024-11相比" });
    expect(course([...monthly(2024, [1, 3], 500, 1000)]).lastPeriod.text).toBe("—");
  });

  it("累计数按比例,时点数按个数,上年为0不算增长率", () => {
    const flow = inline({ id: "F", unit: "人次", period: "annual-flow" });
    const one = (period: string, value: string) =>
      reported("F", period, value, { reportedOn: date("2025-01-10") }) as unknown as Observation;
    const changed = (before: string, now: string) =>
      tellCourse({
        terms: flow as never,
        asOf: date("2025-06-01"),
        observations: [one("2023", before), one("2024", now)],
        events: [],
        definitions: [],
      }).yearOnYear;
    expect(changed("1000", "1052").text).toBe("+5.2%");
    expect(changed("1000", "1000").text).toBe("持平");
    expect(changed("0", "5")).toEqual({ text: "—", note: "上年为0，不算增长率" });
  });
});

describe("趋势", () => {
  it("逐年数值与路径:不满一年的标明,多年以前的不画", () => {
    const { trend } = course([
      ...monthly(2017, all, 1, 2),
      ...monthly(2023, all, 500, 1000),
      ...monthly(2024, [1, 2], 480, 1000),
    ]);
    expect(trend.points).toEqual([
      { year: 2023, value: "50", display: "50.0%", isComplete: true },
      { year: 2024, value: "48", display: "48.0%", isComplete: false },
    ]);
    expect(trend.threshold).toEqual({ min: "60", max: null });
    expect(trend.path).toEqual([]);
  });

  it("逐项登记的数在每年年底点数", () => {
    const terms = termsOf(task("task1.provincial-labs"));
    const events = [happened(terms.id, "2022-05-01"), happened(terms.id, "2024-03-01")] as unknown as TargetEvent[];
    const { trend } = tellCourse({ terms, asOf: date("2024-06-30"), observations: [], events, definitions: [] });
    expect(trend.points.slice(-3).map(({ year, value, isComplete }) => [year, value, isComplete])).toEqual([
      [2022, "1", true],
      [2023, "1", true],
      [2024, "2", false],
    ]);
  });
});
