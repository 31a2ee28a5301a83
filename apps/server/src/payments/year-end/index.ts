import type { Rooms } from "../../platform/index.ts";
import { disposeRoutes } from "./dispose.ts";
import { executionRoutes } from "./execution.ts";
import { mainUseRoutes } from "./main-use.ts";
import { printRecoveryRoute } from "./print-recovery.ts";
import { progressRoutes } from "./progress.ts";
import { radarRoutes } from "./radar.ts";

/** 年终: execution, what is left and what becomes of it, what will lapse, the pace over the year. */
export const yearEndRoutes = (rooms: Rooms): void => {
  executionRoutes(rooms);
  disposeRoutes(rooms);
  printRecoveryRoute(rooms);
  radarRoutes(rooms);
  progressRoutes(rooms);
  mainUseRoutes(rooms);
};
