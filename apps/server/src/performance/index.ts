import type { Rooms } from "../platform/index.ts";
import type { StagesMissing } from "../projects/index.ts";
import { laySheetRoute } from "./lay-sheet.ts";
import { listPerformanceRoute } from "./list-performance.ts";
import { knownOf } from "./opened.ts";
import { readPerformanceRoute } from "./read-performance.ts";
import { recordMonitoringRoute } from "./record-monitoring.ts";
import { recordReviewRoute } from "./record-review.ts";
import { recordUseRoute } from "./record-use.ts";
import { ruleOf } from "./rule.ts";
import { selfEvaluationRoutes } from "./self-evaluate.ts";
import { missingStages, stagesOf } from "./stages.ts";

/* The door of the room: its routes, and what closing a project asks. */

/** 结项 needs all five stages, in their order; the programmes of a city are bound by neither regulation. */
export const stagesMissing: StagesMissing = async (tx, project) => {
  const rule = ruleOf(project.programme);
  if (!rule) return undefined;
  const { grounds, records } = await knownOf(tx, project);
  const stages = missingStages(stagesOf(rule, grounds, records));
  return stages.length > 0 ? { stages, clause: rule.clause } : undefined;
};

/** 绩效: the five stages of every project of the fund. */
export const performanceRoutes = (rooms: Rooms): void => {
  listPerformanceRoute(rooms);
  readPerformanceRoute(rooms);
  laySheetRoute(rooms);
  recordMonitoringRoute(rooms);
  selfEvaluationRoutes(rooms);
  recordReviewRoute(rooms);
  recordUseRoute(rooms);
};
