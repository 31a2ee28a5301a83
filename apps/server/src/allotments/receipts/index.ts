import type { Rooms } from "../../platform/index.ts";

export const receiptsRoutes = (_rooms: Rooms): void => {};
