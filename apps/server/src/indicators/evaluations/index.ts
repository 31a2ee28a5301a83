import type { Rooms } from "../../platform/index.ts";
import { evaluationPaperRoute } from "./evaluation-paper.ts";
import { openEvaluationRoute } from "./open-evaluation.ts";
import { settleEvaluationRoutes } from "./settle-evaluation.ts";
import { showEvaluationsRoutes } from "./show-evaluations.ts";
import { writeEvaluationRoutes } from "./write-evaluation.ts";

export { evaluationTasks } from "./tasks.ts";

/** 规划评估: the plan judged goal by goal; what is computed helps, people judge in writing, a second person approves. */
export const evaluationRoutes = (rooms: Rooms): void => {
  showEvaluationsRoutes(rooms);
  openEvaluationRoute(rooms);
  writeEvaluationRoutes(rooms);
  settleEvaluationRoutes(rooms);
  evaluationPaperRoute(rooms);
};
