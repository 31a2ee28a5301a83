import type { Rooms } from "../../platform/index.ts";
import { acceptProjectRoute } from "./accept-project.ts";
import type { StagesMissing } from "./closing.ts";
import { fundRequestRoutes } from "./fund-request.ts";
import { judgeChangeRoute } from "./judge-change.ts";
import { listProjectsRoutes } from "./list-projects.ts";
import { moveProjectRoute } from "./move-project.ts";
import { readLibraryRecordRoute } from "./read-record.ts";
import { requestChangeRoutes } from "./request-change.ts";
import { signChangeRoutes } from "./sign-change.ts";
import { supportPlanRoutes } from "./support-plan.ts";

/** 项目库: what is kept of a project after its selection, and what draws on it. */
export const libraryRoutes = (rooms: Rooms, stagesMissing: StagesMissing): void => {
  listProjectsRoutes(rooms);
  readLibraryRecordRoute(rooms);
  moveProjectRoute(rooms, stagesMissing);
  requestChangeRoutes(rooms);
  signChangeRoutes(rooms);
  judgeChangeRoute(rooms);
  acceptProjectRoute(rooms);
  supportPlanRoutes(rooms);
  fundRequestRoutes(rooms);
};
