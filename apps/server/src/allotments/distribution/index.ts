import type { Rooms } from "../../platform/index.ts";

export const distributionRoutes = (_rooms: Rooms): void => {};
