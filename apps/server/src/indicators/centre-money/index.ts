import type { Rooms } from "../../platform/index.ts";

export const centreMoneyRoutes = (_rooms: Rooms): void => {};
