import { describe, expect, it } from "vitest";
import { happened, inline, problemsOf, type Row, reported } from "./example-facts.ts";

const outpatient = "regional-centres-2023.task1.outpatient";
const withTarget = (terms: Row) => problemsOf({ asOf: "2025-01-01", targets: [{ ...inline({}), ...terms }] });
const withObservation = (extra: Row, terms: Row = {}) =>
  problemsOf({
    asOf: "2025-01-01",
    targets: [{ ...inline({}), ...terms }],
    observations: [{ ...reported("T", "2024", "10"), ...extra }],
  });

it("空值与空列表可以不写,尾随的零可以写", () => {
  expect(problemsOf({ asOf: "2025-01-01", targets: [], observations: null, events: null })).toEqual([]);
  expect(
    withTarget({
      value: "10.00",
      min: null,
      max: null,
      scale: null,
      from: 2023,
      baseline: null,
      milestones: [],
      roster: [],
      per: null,
    }),
  ).toEqual([]);
});

describe("目标:每个问题一行,各指出路径", () => {
  it.each([
    [{ op: "above" }, "$.targets[0].op"],
    [{ value: 10 }, "$.targets[0].value"],
    [{ value: "1e3" }, "$.targets[0].value"],
    [{ value: "1,000" }, "$.targets[0].value"],
    [{ value: "010" }, "$.targets[0].value"],
    [{ value: null }, "$.targets[0].value"],
    [{ op: null }, "$.targets[0].value"],
    [{ min: "1" }, "$.targets[0].min"],
    [{ op: "range", value: null, min: "5", max: "4" }, "$.targets[0].min"],
    [{ op: "range", value: null, min: "5" }, "$.targets[0].max"],
    [{ op: "range", min: "5", max: "6" }, "$.targets[0].value"],
    [{ op: "rank-within", period: "stock", value: "0" }, "$.targets[0].value"],
    [{ op: "rank-within", value: "8" }, "$.targets[0].period"],
    [{ op: "reach-level", period: "stock", value: "5" }, "$.targets[0].scale"],
    [{ op: "reach-level", period: "stock", value: "9", scale: "emr" }, "$.targets[0].value"],
    [{ op: "reach-level", period: "stock", value: "a", scale: ["a", "a"] }, "$.targets[0].scale"],
    [{ scale: "emr" }, "$.targets[0].scale"],
    [{ period: "monthly" }, "$.targets[0].period"],
    [{ period: "each-year" }, "$.targets[0].from"],
    [{ period: "each-year", from: 2025 }, "$.targets[0].from"],
    [{ period: "increment" }, "$.targets[0].baselineDate"],
    [{ by: "2024-12-31" }, "$.targets[0].by"],
    [{ by: "2024-02-30", period: "stock" }, "$.targets[0].by"],
    [{ by: 24 }, "$.targets[0].by"],
    [{ per: "0" }, "$.targets[0].per"],
    [{ roster: ["甲"] }, "$.targets[0].roster"],
    [{ roster: ["甲", "甲"], period: "stock" }, "$.targets[0].roster[1]"],
    [{ baseline: { year: 2024, value: "1" } }, "$.targets[0].baseline.year"],
    [{ baseline: { year: 2022 } }, "$.targets[0].baseline.value"],
    [{ milestones: [{ year: 2025, value: "1" }] }, "$.targets[0].milestones[0].year"],
    [{ subject: undefined }, "$.targets[0].subject"],
    [{ unit: 3 }, "$.targets[0].unit"],
    [{ weight: 3 }, "$.targets[0].weight"],
  ])("%j → %s", (terms, path) => {
    const problems = withTarget(terms);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.split(" ")[0]).toBe(path);
  });

  it("登记之外的编号、重复的目标、改写登记的目标", () => {
    const problem = (targets: readonly unknown[]) =>
      problemsOf({ asOf: "2025-01-01", targets }).map((line) => line.split(" ")[0]);
    expect(problem(["regional-centres-2023.measure1"])).toEqual(["$.targets[0]"]);
    expect(problem(["service-system-2023.s5.2.primary-volume-share"])).toEqual(["$.targets[0]"]);
    expect(problem([outpatient, outpatient])).toEqual(["$.targets[1]"]);
    expect(problem([{ id: outpatient, value: "1" }])).toEqual(["$.targets[0].value"]);
    expect(problem([{ id: outpatient, baseline: { year: 2022, value: "1000000" } }])).toEqual([]);
    expect(problem([{ id: outpatient, baseline: { year: 2024, value: "1000000" } }])).toEqual(["$.targets[0].baseline.year"]);
  });

  it.each([[[]], [null], ["x"]])("整个输入是%j", (input) => expect(problemsOf(input as unknown as Row)).toHaveLength(1));
  it("缺少截止日期和目标", () => expect(problemsOf({})).toEqual(["$.asOf 截止日期必填", "$.targets 必填"]));
});

describe("数据:每个问题一行", () => {
  it.each([
    [{ target: "X" }, {}, "$.observations[0].target"],
    [{ period: "2024-13" }, {}, "$.observations[0].period"],
    [{ period: "2024-Q5" }, {}, "$.observations[0].period"],
    [{ period: "2024-05-01" }, {}, "$.observations[0].period"],
    [{ period: "2024-05" }, { period: "stock" }, "$.observations[0].period"],
    [{ period: "2024-05-01" }, { period: "assessment-year" }, "$.observations[0].period"],
    [{ value: 10 }, {}, "$.observations[0].value"],
    [{ value: "十" }, {}, "$.observations[0].value"],
    [{ value: null }, {}, "$.observations[0]"],
    [{ numerator: "1", denominator: "2" }, {}, "$.observations[0]"],
    [{ value: null, numerator: "1", denominator: "2" }, {}, "$.observations[0].numerator"],
    [{ value: null, numerator: "1", denominator: "-2" }, { period: "annual-ratio" }, "$.observations[0].denominator"],
    [{ value: "1.5" }, { op: "rank-within", period: "assessment-year" }, "$.observations[0].value"],
    [{ value: "A等" }, { op: "grade", value: "A", period: "assessment-year" }, "$.observations[0].value"],
    [{ state: "final" }, {}, "$.observations[0].state"],
    [{ reportedOn: null }, {}, "$.observations[0].reportedOn"],
    [{ version: 0 }, {}, "$.observations[0].version"],
    [{ note: "x" }, {}, "$.observations[0].note"],
  ])("%j 目标%j → %s", (extra, terms, path) => {
    const problems = withObservation(extra, terms);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.split(" ")[0]).toBe(path);
  });

  it("同一目标、期间和版本两次", () => {
    const row = reported("T", "2024", "10");
    const facts = (second: Row) => problemsOf({ asOf: "2025-01-01", targets: [inline({})], observations: [row, second] });
    expect(facts(row)).toHaveLength(1);
    expect(facts({ ...row, version: 2 })).toEqual([]);
  });

  it("事件只用于存量和增量,不与数据并用", () => {
    const facts = (terms: Row, observations: readonly Row[] = []) =>
      problemsOf({
        asOf: "2025-01-01",
        targets: [{ ...inline({}), ...terms }],
        observations,
        events: [happened("T", "2024-01-01")],
      }).map((line) => line.split(" ")[0]);
    expect(facts({ period: "stock" })).toEqual([]);
    expect(facts({})).toEqual(["$.events[0].target"]);
    expect(facts({ period: "stock", op: "reach-level", scale: "emr", value: "5" })).toEqual(["$.events[0].target"]);
    expect(facts({ period: "stock" }, [reported("T", "2024", "1")])).toEqual(["$.events[0].target"]);
  });
});
