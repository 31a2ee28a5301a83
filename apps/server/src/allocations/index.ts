import type { Rooms } from "../platform/index.ts";
import { buildPlanRoute } from "./build-plan.ts";
import { closePlanRoutes } from "./close-plan.ts";
import { comparePlanRoute } from "./compare-plan.ts";
import { decideResultRoutes } from "./decide-result.ts";
import { explainDueRoute } from "./explain-due.ts";
import { explainLineRoute } from "./explain-line.ts";
import { exportDuesRoute } from "./export-dues.ts";
import { exportPlanRoutes } from "./export-plan.ts";
import { listDuesRoutes } from "./list-dues.ts";
import { planLinesRoutes } from "./list-plan-lines.ts";
import { moneyWorkbookRoutes } from "./money-workbooks.ts";
import { publishPlanRoute } from "./publish-plan.ts";
import { readPlanRoutes } from "./read-plan.ts";
import { rebuildPlanRoutes } from "./rebuild-plan.ts";
import { allocatedRoutes } from "./record-allocated.ts";
import { budgetsRoutes } from "./record-budgets.ts";
import { investmentRoutes } from "./record-investment.ts";
import { manualAmountRoutes } from "./set-manual-amount.ts";
import { whatIfRoutes } from "./what-if.ts";

export { poolEarmark, postAppropriations, provincialBook, type WaitingBudget } from "./appropriations.ts";
export { canonicalJson, sha256 } from "./canonical.ts";
export {
  allocatedInYear,
  budgetObstacles,
  type ChangeRefusal,
  changedVersion,
  frozenPlan,
  frozenPlans,
  type IssuedAmount,
  type LineChange,
  linesWithMoney,
  linesWithoutReview,
  manualReasons,
  type Plan,
  type PlanLine,
  proposedOf,
  recordIssued,
  unitsOfClaims,
  yearBudgets,
} from "./for-decision.ts";
export { type LineBudget, lineBudgets } from "./line-budgets.ts";
export { placeName } from "./places.ts";
export { yearsOfPlans } from "./plans.store.ts";
export { type PublishedProject, publishedProjects } from "./published-projects.ts";
export { seedDemoAllocations, seedDemoDrafts } from "./seed-demo.ts";
export { findPlansByText, planTasks, publicationTasks } from "./tasks.ts";

/** 资金分配: budgets and what came before, the plan of a year, its explanation, decisions, what-if, versions and exports; below the province the own part of what was published. */
export const allocationsRoutes = (rooms: Rooms): void => {
  budgetsRoutes(rooms);
  allocatedRoutes(rooms);
  investmentRoutes(rooms);
  moneyWorkbookRoutes(rooms);
  readPlanRoutes(rooms);
  buildPlanRoute(rooms);
  rebuildPlanRoutes(rooms);
  planLinesRoutes(rooms);
  explainLineRoute(rooms);
  decideResultRoutes(rooms);
  manualAmountRoutes(rooms);
  comparePlanRoute(rooms);
  whatIfRoutes(rooms);
  closePlanRoutes(rooms);
  exportPlanRoutes(rooms);
  publishPlanRoute(rooms);
  listDuesRoutes(rooms);
  explainDueRoute(rooms);
  exportDuesRoute(rooms);
};
