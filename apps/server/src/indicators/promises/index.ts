import type { Rooms } from "../../platform/index.ts";
import { showPromisesRoute } from "./show-promises.ts";

export { promisesSheet } from "./promises-sheet.ts";
export { promiseBoard } from "./show-promises.ts";

/** 省规划指标: how the quotas and indicators of 晋政发〔2023〕15号 stand, counted from rosters and approved values. */
export const promiseRoutes = (rooms: Rooms): void => showPromisesRoute(rooms);
