import type { Rooms } from "../../platform/index.ts";

export const noticesRoutes = (_rooms: Rooms): void => {};
