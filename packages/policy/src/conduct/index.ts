export * from "./approximate-quantity.ts";
export * from "./audit-route.ts";
export * from "./background.ts";
export * from "./candidates.ts";
export * from "./economic-classes.ts";
export * from "./emphases.ts";
export * from "./expense-categories.ts";
export * from "./fund-sources.ts";
export * from "./investment-plan.ts";
export * from "./key-projects.ts";
export * from "./main-share.ts";
export * from "./objectives.ts";
export * from "./payment-standards.ts";
export * from "./positive-evaluation.ts";
export * from "./procurement.ts";
export * from "./referral-network.ts";
export {
  type ConductCode,
  type Effect,
  type Finding,
  type Given,
  type GivenRecord,
  type Occasion,
  type Requirement,
  type Verdict,
} from "./requirement.ts";
export { type ScholarCategory, scholarCategories } from "./requirements/scholars.ts";
export * from "./requirements.ts";
export * from "./result-linkage.ts";
export * from "./rolling-list.ts";
export * from "./specialty-layout.ts";
export * from "./steps.ts";
export * from "./subtotals.ts";
export * from "./telemedicine-items.ts";
export * from "./telemedicine-use.ts";
export * from "./use-of-money.ts";
export * from "./use-scopes.ts";
