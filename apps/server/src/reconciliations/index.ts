import type { Rooms } from "../platform/index.ts";
import { explainDifferenceRoute } from "./explain-difference.ts";
import { listReconciliationsRoute } from "./list-reconciliations.ts";
import { readReconciliationRoute } from "./read-reconciliation.ts";
import { sendStatementRoutes } from "./send-statement.ts";

export { reconciliationTasks } from "./tasks.ts";

/** 三方对账: finance, unit and bank beside what the ledger says was paid, voucher by voucher, each month. */
export const reconciliationsRoutes = (rooms: Rooms): void => {
  listReconciliationsRoute(rooms);
  sendStatementRoutes(rooms);
  readReconciliationRoute(rooms);
  explainDifferenceRoute(rooms);
};
