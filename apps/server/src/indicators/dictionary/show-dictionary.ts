import type { Rooms } from "../../platform/index.ts";

export const showDictionaryRoutes = (_rooms: Rooms): void => {};
