export * from "./reviews/desk.ts";
export * from "./reviews/expenses.ts";
export * from "./reviews/experts.ts";
export * from "./reviews/panels.ts";
export * from "./reviews/results.ts";
export type { ReviewExclusion, ScoreEntries, ScoreSheet } from "./reviews/shared.ts";
