export { type ComputedGoal, type EvaluationAt, evaluationsAt, goalYears, judgedGoals, provinceTargets } from "./judged-goals.ts";
export { closedPeriods, nodeFigures } from "./node-figures.ts";
export { toldView } from "./told-view.ts";
