export * from "./budget.ts";
export * from "./calls/index.ts";
export * from "./library/change.ts";
export * from "./library/selection.ts";
export * from "./library/states.ts";
export * from "./library/transitions.ts";
