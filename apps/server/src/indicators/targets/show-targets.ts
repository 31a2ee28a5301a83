import type { Rooms } from "../../platform/index.ts";

export const showTargetRoutes = (_rooms: Rooms): void => {};
