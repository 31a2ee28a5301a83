import type { Rooms } from "../../platform/index.ts";
import { exportRoutes } from "./export-routes.ts";
import { importRoutes } from "./import-routes.ts";
import { showMappingRoute } from "./show-mapping.ts";

export { ratioOf } from "./ratio.ts";

/** 数据交换: values from other systems into a unit's own draft, approved values to them. */
export const exchangeRoutes = (rooms: Rooms): void => {
  showMappingRoute(rooms);
  importRoutes(rooms);
  exportRoutes(rooms);
};
