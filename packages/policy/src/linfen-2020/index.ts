export * from "./centres.ts";
export * from "./plan-entries.ts";
export * from "./plan-facts.ts";
