import type { Rooms } from "../../platform/index.ts";

export const boardRoutes = (_rooms: Rooms): void => {};
