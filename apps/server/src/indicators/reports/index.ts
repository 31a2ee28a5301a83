import type { Rooms } from "../../platform/index.ts";
import { importFlows } from "../../registers/index.ts";
import { checkReportRoutes } from "./check-reports.ts";
import { completenessRoutes } from "./completeness.ts";
import { correctReportRoute } from "./correct-report.ts";
import { reportFileRoutes } from "./files.ts";
import { handInRoutes } from "./hand-in.ts";
import { listReportsRoute } from "./list-reports.ts";
import { openReportRoute } from "./open-report.ts";
import { reportImport, reportImportPrefix } from "./report-import.ts";
import { reviewListRoute } from "./review-list.ts";
import { saveValueRoute } from "./save-value.ts";
import { scheduleRoutes } from "./schedule-routes.ts";
import { showReportRoute } from "./show-report.ts";

export {
  type Drafted,
  type DraftedValue,
  type DraftRefusal,
  draftValuesFrom,
  type GivenReport,
} from "./draft-values.ts";
export { openAnswers, shutAnswers } from "./refusals.ts";
export { reportTasks } from "./tasks.ts";

/** 指标填报: what a unit reports for a period, its way up to approval, corrections, and who is complete and in time. */
export const reportRoutes = (rooms: Rooms): void => {
  listReportsRoute(rooms);
  openReportRoute(rooms);
  showReportRoute(rooms);
  saveValueRoute(rooms);
  handInRoutes(rooms);
  checkReportRoutes(rooms);
  correctReportRoute(rooms);
  reviewListRoute(rooms);
  completenessRoutes(rooms);
  scheduleRoutes(rooms);
  reportFileRoutes(rooms);
  importFlows(rooms, reportImportPrefix, (tx, actor, id) => reportImport(tx, actor, rooms.clock, id));
};
