import type { Rooms } from "../platform/index.ts";
import { exportCalendarRoute } from "./export-calendar.ts";
import { listClocksRoute } from "./list-clocks.ts";
import { stopClockRoute } from "./stop-clock.ts";

export { clockTasks } from "./tasks.ts";

/** 期限: what runs, since when, by which clause, until when and for whom. Keeps nothing of its own but the stops that are recorded by hand. */
export const clocksRoutes = (rooms: Rooms): void => {
  listClocksRoute(rooms);
  exportCalendarRoute(rooms);
  stopClockRoute(rooms);
};
