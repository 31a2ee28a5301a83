export * from "./registry/institutions.ts";
export * from "./registry/regions.ts";
export * from "./registry/words.ts";
