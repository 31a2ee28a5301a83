import type { Rooms } from "../../platform/index.ts";
import { exportBoardRoute } from "./export-board.ts";
import { listRankingRoute } from "./list-ranking.ts";
import { listSubjectsRoute } from "./list-subjects.ts";
import { showCentresRoute } from "./show-centres.ts";
import { showCoverageRoute } from "./show-coverage.ts";
import { showGoalsRoute } from "./show-goals.ts";
import { showOverviewRoute } from "./show-overview.ts";
import { showProvinceRoute } from "./show-province.ts";
import { showSubjectRoute } from "./show-subject.ts";

export { type BoardFacts, type BoardTarget, boardFacts, courseOf, definitionSpans } from "./board-facts.ts";

/** 看板: what the engine says, laid out for people. Boards keep nothing of their own and compute no verdict. */
export const boardRoutes = (rooms: Rooms): void => {
  listSubjectsRoute(rooms);
  showOverviewRoute(rooms);
  showSubjectRoute(rooms);
  showCentresRoute(rooms);
  showProvinceRoute(rooms);
  listRankingRoute(rooms);
  showCoverageRoute(rooms);
  showGoalsRoute(rooms);
  exportBoardRoute(rooms);
};
