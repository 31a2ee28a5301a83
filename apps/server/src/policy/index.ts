import type { Rooms } from "../platform/index.ts";

export const policyRoutes = (_rooms: Rooms): void => {};
