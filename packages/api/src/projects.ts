export * from "./projects/calls.ts";
export * from "./projects/checks.ts";
export * from "./projects/declarations.ts";
export * from "./projects/shared.ts";
