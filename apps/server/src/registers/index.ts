import type { Rooms } from "../platform/index.ts";

export const registersRoutes = (_rooms: Rooms): void => {};
