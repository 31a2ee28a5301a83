export * from "./indicators/boards.ts";
export * from "./indicators/centre-money.ts";
export * from "./indicators/dictionary.ts";
export * from "./indicators/evaluations.ts";
export * from "./indicators/exchange.ts";
export * from "./indicators/papers.ts";
export * from "./indicators/reports.ts";
export * from "./indicators/targets.ts";
