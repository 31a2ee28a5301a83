import type { Rooms } from "../../platform/index.ts";

export const confirmEventRoutes = (_rooms: Rooms): void => {};
