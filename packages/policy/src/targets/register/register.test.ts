import { describe, expect, it } from "vitest";
import { clause, clauses } from "../../register/index.ts";
import { evaluated, judged, reported } from "../example-facts.ts";
import { decimal, toDecimal } from "../fraction.ts";
import { parseTargetsInput } from "../parse-targets-input.ts";
import type { RegisterTarget } from "../target.ts";
import { registerTargets } from "./index.ts";

const ofTask = (task: number) => registerTargets.filter(({ id }) => id.startsWith(`regional-centres-2023.task${task}.`));

/** The clause register counts in 万 what the targets count in ones. */
const inUnits = (unit: unknown, figure: unknown): string | undefined => {
  if (typeof figure !== "number") return undefined;
  const factor = typeof unit === "string" && /^万(人次|例次)$/.test(unit) ? 10_000n : 1n;
  const { numerator, denominator } = decimal(String(figure));
  return toDecimal({ numerator: numerator * factor, denominator });
};

const expectedOperator = (target: RegisterTarget, op: unknown): unknown => {
  if (op === "full-coverage") return "gte";
  return op === "range" && target.unit === "张" ? "range-strict" : op;
};

describe("登记的目标与条款登记簿一致", () => {
  it.each(registerTargets.map((each) => [each.id, each] as const))("%s", (id, target) => {
    const parameters = clause(id)?.parameters ?? expect.fail("no such clause");
    expect(target.op).toBe(expectedOperator(target, parameters["op"]));
    expect(target.unit).toBe(String(parameters["unit"]).replace(/^万(?=人次|例次)/, ""));
    for (const name of ["min", "max"] as const) expect(target[name]).toBe(inUnits(parameters["unit"], parameters[name]));
    const value = parameters["value"] ?? parameters["rank"] ?? parameters["level"];
    if (typeof value === "number") expect(target.value).toBe(inUnits(parameters["unit"], value));
    if (parameters["by"] !== undefined) expect(String(target.by)).toBe(String(parameters["by"]));
    if (parameters["names"] !== undefined) expect(target.roster).toEqual(parameters["names"]);
    if (parameters["county"] !== undefined) expect(target.subject).toBe(parameters["county"]);
    if (parameters["hospital"] !== undefined) expect(target.subject).toBe(parameters["hospital"]);
    if (parameters["due_basis"] === "inferred") expect(target.isInferred).toBe(true);
  });

  it("每个有运算符和限值的指标、数量条款都有登记的目标", () => {
    const withThreshold = clauses().filter(
      ({ kind, parameters: { op, value, min, level, rank, grade } }) =>
        (kind === "indicator-target" || kind === "quota-target") &&
        op !== undefined &&
        [value, min, level, rank, grade].some((each) => each !== undefined),
    );
    expect(new Set(registerTargets.map(({ id }) => id))).toEqual(new Set(withThreshold.map(({ id }) => id)));
    expect(registerTargets).toHaveLength(withThreshold.length);
  });

  it("登记的目标逐个可以评价", () => {
    const input = parseTargetsInput({ asOf: "2030-01-01", targets: registerTargets.map(({ id }) => id) });
    expect(input.ok).toBe(true);
  });
});

describe("四家医院合计70项 [regional-centres-2023.targets.total]", () => {
  it("各家18、16、16、20项,汇总行不计", () => {
    const counts = [1, 2, 3, 4].map((task) => ofTask(task).filter(({ isRollUp }) => !isRollUp).length);
    expect(counts).toEqual([18, 16, 16, 20]);
    expect([1, 2, 3, 4].flatMap(ofTask)).toHaveLength(71);
  });

  it("达标率以全部目标为分母:10项达标、4项未达标、2项无数据为62.5%,不是10/14", () => {
    const targets = ofTask(2);
    const names = targets.map(({ id }) => id);
    const best = (target: RegisterTarget): string => {
      if (target.op === "rank-within") return "1";
      return target.op === "lt" ? "0" : target.op === "reach-level" ? "8" : target.unit === "" ? "10" : "100000000";
    };
    const worst = (target: RegisterTarget): string => (target.op === "rank-within" ? "99" : target.op === "lt" ? "90" : "0");
    // The rank comes among the reported ones: unreported it would be pending, not without data.
    const ordered = targets.toSorted((a, b) => Number(b.op === "rank-within") - Number(a.op === "rank-within"));
    const observations = ordered
      .slice(0, 14)
      .map((target, index) => reported(target.id, "2026", index < 10 ? best(target) : worst(target)));
    const { subjects } = evaluated({ asOf: "2027-06-30", targets: names, observations });
    expect(subjects).toEqual([
      {
        subject: targets[0]?.subject,
        targets: 16,
        met: 10,
        notMet: 4,
        pending: 0,
        noData: 2,
        metRatio: "62.5",
        completeness: "87.5",
      },
    ]);
  });
});

it("阶段目标只影响进度,不影响结论 [regional-centres-2023.targets.no-interim]", () => {
  const id = "regional-centres-2023.task2.outpatient";
  const facts = { asOf: "2026-02-01", observations: [reported(id, "2025", "580000")] };
  const baseline = { year: 2022, value: "500000" };
  const straight = judged({ id, baseline }, facts);
  const staged = judged({ id, baseline, milestones: [{ year: 2025, value: "600000" }] }, facts);
  expect(straight).toMatchObject({ verdict: "pending", required: "612500", pathRatio: "0.711", signal: "behind" });
  expect(staged).toMatchObject({ verdict: "pending", required: "600000", pathRatio: "0.800", signal: "behind" });
  const kept = judged({ id, baseline, milestones: [{ year: 2025, value: "580000" }] }, facts);
  expect(kept).toMatchObject({ verdict: "pending", pathRatio: "1.000", projected: "606666.6666666667", signal: "at-risk" });
});
