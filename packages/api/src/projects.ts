export * from "./projects/shared.ts";
