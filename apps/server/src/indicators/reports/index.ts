import type { Rooms } from "../../platform/index.ts";

export const reportRoutes = (_rooms: Rooms): void => {};
