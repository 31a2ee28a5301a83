export * from "./projects/calls.ts";
export * from "./projects/checks.ts";
export * from "./projects/declarations.ts";
export * from "./projects/library.ts";
export * from "./projects/overlaps.ts";
export * from "./projects/programmes.ts";
export * from "./projects/selection.ts";
export * from "./projects/shared.ts";
