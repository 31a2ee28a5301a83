import type { Rooms } from "../../platform/index.ts";

export const exchangeRoutes = (_rooms: Rooms): void => {};
