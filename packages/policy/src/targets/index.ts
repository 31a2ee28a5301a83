export * from "./contract.ts";
export { type DictionaryIndicator, type DictionaryKind, dictionaryIndicators, indicatorOfTarget } from "./dictionary/index.ts";
export { evaluateTargets, targetsToJson } from "./evaluate-targets.ts";
export type { GoalMeasure, PlanGoal } from "./goals/goal.ts";
export {
  type GoalFacts,
  type GoalResult,
  groupResults,
  type JudgedGoal,
  type JudgedMeasure,
  judgeGoal,
} from "./goals/judge-goal.ts";
export { planGoals, planHorizons } from "./goals/plan-goals.ts";
export { parseTargetsInput } from "./parse-targets-input.ts";
export { registerTarget, registerTargets } from "./register/index.ts";
export { builtInScales } from "./scales.ts";
export type { RegisterTarget } from "./target.ts";
export type { DefinitionSpan } from "./telling/comparison.ts";
export { askedOf, type ToldCourse, type ToldTarget, tellCourse, tellTarget, valueOfYear } from "./telling/tell-target.ts";
