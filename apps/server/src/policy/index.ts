import type { Rooms } from "../platform/index.ts";

export { readingsInForce, valuesInForce } from "./in-force.ts";

export const policyRoutes = (_rooms: Rooms): void => {};
