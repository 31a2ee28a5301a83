import type { Rooms } from "../platform/index.ts";

export { registers, registersById } from "./declarations.ts";
export { entriesByFactIds, type FactEntry, factsForEngine, factsRevision, streamFacts } from "./engine-facts.ts";
export type { ApplicableRow, Difference, ImportTarget, JudgedRow } from "./imports/import-target.ts";
export { ImportCollision } from "./imports/import-target.ts";
export type { Register } from "./register.ts";

export const registersRoutes = (_rooms: Rooms): void => {};
