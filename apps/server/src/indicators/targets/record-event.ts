import type { Rooms } from "../../platform/index.ts";

export const recordEventRoutes = (_rooms: Rooms): void => {};
