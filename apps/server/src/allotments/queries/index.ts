import type { Rooms } from "../../platform/index.ts";
import { closeQueryRoute } from "./close-query.ts";
import { raiseQueryRoutes } from "./raise-query.ts";
import { showQueriesRoutes } from "./show-queries.ts";

/** 存疑 (qiangyi-2024.art8.4): frozen where it lies, reported at once, decided by the level above. */
export const queriesRoutes = (rooms: Rooms): void => {
  showQueriesRoutes(rooms);
  raiseQueryRoutes(rooms);
  closeQueryRoute(rooms);
};
