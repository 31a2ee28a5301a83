import type { Ledger } from "../ledger.ts";
import { unbalanced } from "./balanced.ts";
import { chainBroken, postedAfterClosing } from "./chain.ts";
import { type AllocationRow, allocationsDiffer, documentsDiffer, type PublishedDocument } from "./documents.ts";
import { cashAheadOfAllotment, overdrawn, type PaymentLimits, paidBeyondLimits } from "./limits.ts";
import { arrangedDiffersFromWhereItLies, jointsDiffer, sourcesDifferFromUses } from "./sums.ts";
import type { Violation } from "./violation.ts";

/** What the ledger itself does not hold, and I6, I8 and I9 compare it with. */
export interface Known {
  readonly documents: readonly PublishedDocument[];
  readonly allocations: readonly AllocationRow[];
  readonly limits: PaymentLimits;
}

/** All eleven, over all books of a province. */
export const violations = ({ lines, closings }: Ledger, { documents, allocations, limits }: Known): readonly Violation[] => [
  ...unbalanced(lines),
  ...sourcesDifferFromUses(lines),
  ...jointsDiffer(lines),
  ...overdrawn(lines),
  ...arrangedDiffersFromWhereItLies(lines),
  ...documentsDiffer(lines, documents),
  ...chainBroken(lines),
  ...paidBeyondLimits(lines, limits),
  ...allocationsDiffer(lines, allocations),
  ...postedAfterClosing(lines, closings),
  ...cashAheadOfAllotment(lines),
];
