import type { Rooms } from "../../platform/index.ts";

export const queriesRoutes = (_rooms: Rooms): void => {};
