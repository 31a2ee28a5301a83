export * from "./answer-misfit.ts";
export type {
  AnswerContext,
  AnswerProblem,
  AnswerProblemCode,
  Answers,
  Attached,
  CallDates,
  DeclaringInstitution,
} from "./answer-problems.ts";
export { budgetOf, maxBudgetRows, supportOf } from "./budget-problems.ts";
export * from "./completed-years.ts";
export * from "./definition.ts";
export * from "./eligibility.ts";
export * from "./programmes.ts";
export * from "./questions.ts";
export { type TargetRow, targetLevels, targetOperators, targetsOf } from "./targets.ts";
export * from "./titles.ts";
export * from "./validate-answers.ts";
