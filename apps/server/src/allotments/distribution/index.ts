import type { Rooms } from "../../platform/index.ts";
import { draftReductionRoutes } from "./draft-reduction.ts";
import { issueRoutes } from "./issue-distribution.ts";
import { issueReductionRoutes } from "./issue-reduction.ts";
import { listDistributableRoutes } from "./list-distributable.ts";
import { printReturnsRoute } from "./print-returns.ts";
import { undistributedRoutes } from "./recall-undistributed.ts";
import { draftRoutes } from "./save-draft.ts";
import { saveEntriesRoute } from "./save-entries.ts";
import { showDistributionRoute } from "./show-distribution.ts";

/** 分解下达: what a bureau received goes on to those below it, by the plan where it says to whom, and by the region's choice where it does not. */
export const distributionRoutes = (rooms: Rooms): void => {
  listDistributableRoutes(rooms);
  showDistributionRoute(rooms);
  draftRoutes(rooms);
  saveEntriesRoute(rooms);
  issueRoutes(rooms);
  undistributedRoutes(rooms);
  draftReductionRoutes(rooms);
  issueReductionRoutes(rooms);
  printReturnsRoute(rooms);
};
