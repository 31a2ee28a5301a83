import type { Rooms } from "../platform/index.ts";
import { decisionRoutes } from "./decision/index.ts";
import { distributionRoutes } from "./distribution/index.ts";
import { noticesRoutes } from "./notices/index.ts";
import { queriesRoutes } from "./queries/index.ts";
import { receiptsRoutes } from "./receipts/index.ts";
import { budgetShareRoutes } from "./shares/index.ts";
import { suspensionRoutes } from "./suspensions/index.ts";

export { type Arrival, arrivalsAt, noticedProjects, projectTitles } from "./arrivals.store.ts";
export { allotmentClockEvents, type ClockEvent } from "./clock-events.ts";
export { noticePaths } from "./notices/notice-paths.ts";
export { lineSuspensionOver } from "./suspensions/index.ts";
export { allotmentTasks } from "./tasks.ts";
export { approvedByProject, verifyAllotments } from "./verify-allotments.ts";

/** 下达: the decision on a plan, the notices that carry its money down, their receipt, distribution and what is in doubt on the way. */
export const allotmentsRoutes = (rooms: Rooms): void => {
  decisionRoutes(rooms);
  noticesRoutes(rooms);
  receiptsRoutes(rooms);
  distributionRoutes(rooms);
  queriesRoutes(rooms);
  budgetShareRoutes(rooms);
  suspensionRoutes(rooms);
};
