export * from "./budget.ts";
export * from "./calls/definition.ts";
export * from "./calls/programmes.ts";
export * from "./library/states.ts";
export * from "./library/transitions.ts";
