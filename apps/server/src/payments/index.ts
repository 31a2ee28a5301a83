import type { Rooms } from "../platform/index.ts";
import { auditFileRoutes } from "./audit-file/export-audit-file.ts";
import { configurationRoutes } from "./configuration.ts";
import { procurementRoutes } from "./procurements.ts";
import { afterRoutes } from "./requests/after.ts";
import { decideRoutes } from "./requests/decide.ts";
import { fileRoutes } from "./requests/files.ts";
import { payRoutes } from "./requests/pay.ts";
import { recordRefusedPayments } from "./requests/refused.ts";
import { showRoutes } from "./requests/show.ts";
import { submitRoutes } from "./requests/submit.ts";
import { suspensionRoutes } from "./suspensions.ts";
import { yearEndRoutes } from "./year-end/index.ts";

export { paymentPaths } from "./requests/payment-paths.ts";
export {
  cameBack,
  liftedSuspensions,
  type StoppedInPlace,
  stoppedByPlace,
} from "./supervised.ts";
export { liftUnitSuspension, suspendUnit } from "./suspend-unit.ts";
export { paymentTasks } from "./tasks.ts";
export { unitPages } from "./unit-pages.ts";
export { verifyPayments } from "./verify-payments.ts";

/** 支付: requests of units, the checks of the clauses, approval, payment by the treasury, what came back, the year's end. */
export const paymentsRoutes = (rooms: Rooms): void => {
  recordRefusedPayments(rooms);
  showRoutes(rooms);
  submitRoutes(rooms);
  decideRoutes(rooms);
  payRoutes(rooms);
  afterRoutes(rooms);
  fileRoutes(rooms);
  procurementRoutes(rooms);
  configurationRoutes(rooms);
  suspensionRoutes(rooms);
  yearEndRoutes(rooms);
  auditFileRoutes(rooms);
};
