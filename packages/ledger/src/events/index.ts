export * from "./allotment-events.ts";
export * from "./cash-events.ts";
export { reverse } from "./reverse.ts";
