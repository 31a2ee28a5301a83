import type { Rooms } from "../../platform/index.ts";

export const defineIndicatorRoutes = (_rooms: Rooms): void => {};
