import type { Rooms } from "../platform/index.ts";

export const workbenchRoutes = (_rooms: Rooms): void => {};
