import { centreTownshipPromises } from "./centre-township.ts";
import { coreSystemPromises } from "./core-system-checks.ts";
import { countyCentrePromises } from "./county-centres.ts";
import { countyHospitalPromises } from "./county-hospitals.ts";
import { countyTcmPromises } from "./county-tcm.ts";
import { directionPromises } from "./direction-promises.ts";
import { hospitalSharePromises } from "./hospital-shares.ts";
import type { PlanPromise } from "./promise.ts";
import { reimbursementPromises } from "./reimbursement.ts";
import { supervisionPromises } from "./supervision.ts";

/** Promises that are coverages, shares and directions, beside those of numbers. */

export * from "./centre-township.ts";
export * from "./core-system-checks.ts";
export * from "./core-systems.ts";
export * from "./counties.ts";
export * from "./county-centres.ts";
export * from "./county-hospitals.ts";
export * from "./county-tcm.ts";
export * from "./direction-promises.ts";
export * from "./domains.ts";
export * from "./hospital-shares.ts";
export * from "./reimbursement.ts";
export * from "./reported-ratios.ts";
export * from "./supervision.ts";

export const coveragePromises: readonly PlanPromise[] = [
  ...centreTownshipPromises,
  ...countyHospitalPromises,
  ...countyCentrePromises,
  ...countyTcmPromises,
  ...hospitalSharePromises,
  ...coreSystemPromises,
  ...supervisionPromises,
  ...reimbursementPromises,
  ...directionPromises,
];
