import type { Rooms } from "../platform/index.ts";

export const allocationsRoutes = (_rooms: Rooms): void => {};
