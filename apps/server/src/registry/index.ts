import type { Rooms } from "../platform/index.ts";

export const registryRoutes = (_rooms: Rooms): void => {};
