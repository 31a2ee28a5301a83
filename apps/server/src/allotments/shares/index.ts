import type { Rooms } from "../../platform/index.ts";
import { methodRoutes } from "./methods.ts";
import { sheetRoutes } from "./sheet-routes.ts";

/** 本级预算编列: the projects that the province has fixed, the share of each level by 负担办法, saved by finance and countersigned by health. */
export const budgetShareRoutes = (rooms: Rooms): void => {
  methodRoutes(rooms);
  sheetRoutes(rooms);
};
