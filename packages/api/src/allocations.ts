export * from "./allocations/money-in.ts";
export * from "./allocations/plan-lines.ts";
export * from "./allocations/plans.ts";
export * from "./allocations/publications.ts";
export * from "./allocations/what-if.ts";
