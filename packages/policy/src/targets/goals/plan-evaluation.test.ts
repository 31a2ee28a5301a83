import { describe, expect, it } from "vitest";
import { type EvaluatedGoal, evaluatedGoals, evaluationTitle, isRaised, missingJudgements } from "./plan-evaluation.ts";
import { planGoals } from "./plan-goals.ts";

const goalIn = (goals: readonly EvaluatedGoal[], name: string): EvaluatedGoal =>
  goals.find(({ clause }) => clause === `service-system-2023.${name}`) ?? expect.fail(name);
const names = (goals: readonly EvaluatedGoal[]) => goals.map(({ clause }) => clause.replace("service-system-2023.", ""));

describe("哪一份评估问哪些目标", () => {
  it.each([
    ["midterm", 2025, "2025年中期评估"],
    ["midterm", 2027, undefined],
    ["final", 2027, "2027年终期评估"],
    ["final", 2025, undefined],
    ["yearly", 2024, "2024年度体系绩效报告"],
    ["yearly", 2022, undefined],
  ] as const)("%s %i → %s", (kind, year, title) => expect(evaluationTitle(kind, year)).toBe(title));

  it("中期评2025年的目标,终期评2027年的;2035年的两次都书面评,改革环境只在年度报告", () => {
    const horizon = (year: number) => planGoals.filter((goal) => goal.horizon === year).map(({ clause }) => clause);
    const midterm = evaluatedGoals("midterm", 2025).map(({ clause }) => clause);
    expect(midterm).toEqual(expect.arrayContaining([...horizon(2025), ...horizon(2035)]));
    expect(midterm.filter((clause) => horizon(2027).includes(clause))).toEqual([]);
    expect(evaluatedGoals("final", 2027).map(({ clause }) => clause)).toEqual(expect.arrayContaining(horizon(2027)));
    expect(names(evaluatedGoals("yearly", 2024))).toContain("safeguard3.reform-environment");
    expect(names(evaluatedGoals("midterm", 2025))).not.toContain("safeguard3.reform-environment");
  });

  it("2035年的节点到2035年才有结果", () => {
    expect(goalIn(evaluatedGoals("final", 2027), "overall.goal-2035-integrated-system").isScored).toBe(false);
    expect(goalIn(evaluatedGoals("final", 2035), "overall.goal-2035-integrated-system").isScored).toBe(true);
  });
});

describe("缺哪一项书面评判", () => {
  const goals = evaluatedGoals("midterm", 2025);
  const all = goals.flatMap(({ clause, attributes }) =>
    attributes.map((attribute) => ({ goal: clause, attribute, rating: "good", text: "有据可查" })),
  );
  it("都写了就不缺", () => expect(missingJudgements(goals, all)).toEqual([]));
  it("只有空格不算写了;评了字没有评等次也算缺", () => {
    const missing = missingJudgements(
      goals,
      all.map((each, at) =>
        at === 0 ? { ...each, text: "  " } : each.attribute === "反应灵敏" ? { ...each, rating: null } : each,
      ),
    );
    expect(missing.map(({ attribute, lacksOnlyRating }) => [attribute, lacksOnlyRating])).toEqual([
      [all[0]?.attribute, false],
      ["反应灵敏", true],
    ]);
  });
  it("每缺一项都点名目标和方面", () => {
    for (const left of all) {
      const [only, ...rest] = missingJudgements(
        goals,
        all.filter((each) => each !== left),
      );
      expect([only?.goal.clause, only?.attribute, rest]).toEqual([left.goal, left.attribute, []]);
    }
  });
});

describe("调低自由,调高须有理由", () => {
  const goal = goalIn(evaluatedGoals("midterm", 2025), "overall.goal-2025-primary-net");
  it.each([
    ["achieved", "partly-achieved", false],
    ["achieved", "achieved", false],
    ["partly-achieved", "achieved", true],
    ["not-achieved", "partly-achieved", true],
    ["not-evaluable", "not-achieved", true],
    [null, "achieved", true],
  ] as const)("计算为%s,评为%s → 调高:%s", (computed, given, raised) => expect(isRaised(goal, computed, given)).toBe(raised));
  it("书面评判的目标没有计算结果,评判就是理由", () =>
    expect(isRaised(goalIn(evaluatedGoals("midterm", 2025), "s2.6.elderly-service-network"), null, "achieved")).toBe(false));
});
