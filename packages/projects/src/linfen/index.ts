export * from "./assignments.ts";
export * from "./candidate-pool.ts";
export * from "./counts.ts";
export * from "./departments.ts";
export * from "./persons.ts";
export * from "./places.ts";
export * from "./specialties.ts";
export * from "./trend.ts";
