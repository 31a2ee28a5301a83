import type { Rooms } from "../../platform/index.ts";

export const recordListRoute = (_rooms: Rooms): void => {};
