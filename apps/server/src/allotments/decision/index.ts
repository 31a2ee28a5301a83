import type { Rooms } from "../../platform/index.ts";

export const decisionRoutes = (_rooms: Rooms): void => {};
