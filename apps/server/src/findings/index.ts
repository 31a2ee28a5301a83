import type { Rooms } from "../platform/index.ts";
import { auditMatterRoutes } from "./audit-matters.ts";
import { boardRoutes } from "./board.ts";
import { caseRoutes } from "./cases.ts";
import { circularRoutes } from "./circulars.ts";
import { correctFindingRoutes } from "./correct-finding.ts";
import { fileRoutes } from "./files.ts";
import { inspectionRoutes } from "./inspections.ts";
import { judgeFindingRoutes } from "./judge-finding.ts";
import { listFindingsRoutes } from "./list-findings.ts";
import { planRoutes } from "./plans.ts";
import { raiseFindingRoute } from "./raise-finding.ts";
import { readFindingRoute } from "./read-finding.ts";
import { measureRoutes } from "./take-measures.ts";

export { findingTasks } from "./tasks.ts";

/** 监督检查: plans and inspections, findings that a second person confirms, corrections, measures, audit matters, and the board over them. */
export const findingsRoutes = (rooms: Rooms): void => {
  boardRoutes(rooms);
  planRoutes(rooms);
  inspectionRoutes(rooms);
  listFindingsRoutes(rooms);
  raiseFindingRoute(rooms);
  readFindingRoute(rooms);
  fileRoutes(rooms);
  judgeFindingRoutes(rooms);
  correctFindingRoutes(rooms);
  measureRoutes(rooms);
  circularRoutes(rooms);
  auditMatterRoutes(rooms);
  caseRoutes(rooms);
};
