import type { Rooms } from "../../platform/index.ts";

export const amendTargetRoutes = (_rooms: Rooms): void => {};
