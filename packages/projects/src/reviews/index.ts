export * from "./conflicts.ts";
export * from "./draw.ts";
export * from "./panel.ts";
export * from "./paper.ts";
export * from "./ranking.ts";
export * from "./scores.ts";
export * from "./severity.ts";
export * from "./sha256.ts";
