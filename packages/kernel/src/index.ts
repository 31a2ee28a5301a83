export * from "./dates.ts";
export * from "./fields.ts";
export * from "./grouped.ts";
export * from "./money.ts";
export * from "./results.ts";
