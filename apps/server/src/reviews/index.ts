import type { Rooms } from "../platform/index.ts";
import { importFlow } from "../registers/index.ts";
import { answerInvitationRoutes } from "./answer-invitation.ts";
import { concludeReviewRoutes } from "./conclude-review.ts";
import { drawPanelRoutes } from "./draw-panel.ts";
import { expensesRoutes } from "./expenses.ts";
import { expertImport } from "./expert-import.ts";
import { exportExpertsRoute } from "./export-experts.ts";
import { formPanelRoutes } from "./form-panel.ts";
import { keepExpertsRoutes } from "./keep-experts.ts";
import { scorePapersRoutes } from "./score-papers.ts";
import { showExpertsRoutes } from "./show-experts.ts";
import { showPanelsRoutes } from "./show-panels.ts";
import { showResultsRoutes } from "./show-results.ts";

export { reviewTasks } from "./tasks.ts";

/** 评审: experts, draws, papers, sheets, results, conclusions, and what all that costs. */
export const reviewsRoutes = (rooms: Rooms): void => {
  showExpertsRoutes(rooms);
  keepExpertsRoutes(rooms);
  exportExpertsRoute(rooms);
  importFlow(rooms, expertImport);
  showPanelsRoutes(rooms);
  formPanelRoutes(rooms);
  drawPanelRoutes(rooms);
  answerInvitationRoutes(rooms);
  scorePapersRoutes(rooms);
  showResultsRoutes(rooms);
  concludeReviewRoutes(rooms);
  expensesRoutes(rooms);
};
