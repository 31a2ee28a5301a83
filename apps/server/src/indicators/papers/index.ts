import type { Rooms } from "../../platform/index.ts";
import { quarterlyReportRoute } from "./quarterly-report.ts";

/** Papers of the room that leave it as Word files. */
export const paperRoutes = (rooms: Rooms): void => {
  quarterlyReportRoute(rooms);
};
