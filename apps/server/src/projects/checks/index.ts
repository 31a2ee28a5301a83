import type { Rooms } from "../../platform/index.ts";
import { checkInBatchRoute } from "./check-in-batch.ts";
import { checkRoutes } from "./check-routes.ts";
import { concludeFundCheckRoute } from "./conclude-fund-check.ts";
import { flagKeyProjectRoute } from "./flag-key-project.ts";
import { listChecksRoutes } from "./list-checks.ts";
import { recordFundingRoute } from "./project-funding.ts";
import { projectTaskRoutes } from "./project-tasks.ts";
import { readProjectRoute } from "./read-project.ts";

export { projectTasks } from "./tasks.ts";

/** Checks up the levels: what waits, the three conclusions, finance, the page of a project. */
export const checksRoutes = (rooms: Rooms): void => {
  listChecksRoutes(rooms);
  checkRoutes(rooms);
  checkInBatchRoute(rooms);
  concludeFundCheckRoute(rooms);
  recordFundingRoute(rooms);
  flagKeyProjectRoute(rooms);
  projectTaskRoutes(rooms);
  readProjectRoute(rooms);
};
