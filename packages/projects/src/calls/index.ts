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
export { conditionsOf } from "./definition-references.ts";
export type { DefinitionProblem } from "./definition-shape.ts";
export { classLabel, economicClasses, isKnownClass } from "./economic-classes.ts";
export * from "./eligibility.ts";
export * from "./identities.ts";
export * from "./parse-definition.ts";
export * from "./precheck.ts";
export * from "./programmes.ts";
export * from "./questions.ts";
export { type TargetRow, targetLevels, targetOperators, targetsOf } from "./targets.ts";
export { templateOf } from "./templates/index.ts";
export { type LinfenDepartment, linfenDepartments } from "./templates/linfen.ts";
export * from "./titles.ts";
export * from "./validate-answers.ts";
