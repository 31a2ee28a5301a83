export { unbalanced } from "./balanced.ts";
export { chainBroken, postedAfterClosing } from "./chain.ts";
export { type AllocationRow, allocationsDiffer, documentsDiffer, type PublishedDocument } from "./documents.ts";
export { cashAheadOfAllotment, inTransit, overdrawn, type PaymentLimits, paid, paidBeyondLimits } from "./limits.ts";
export { arrangedDiffersFromWhereItLies, jointsDiffer, sourcesDifferFromUses } from "./sums.ts";
export type { Violation } from "./violation.ts";
export { type Known, violations } from "./violations.ts";
