import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import {
  arrangedDiffering,
  balancesDiffering,
  type Check,
  cashAhead,
  chainBroken,
  jointsDiffering,
  overdrawn,
  paidBeyondAllotment,
  postedAfterClosing,
  sourcesDiffering,
  unsound,
} from "./invariants.store.ts";

export interface LedgerVerification {
  readonly transfers: number;
  readonly earmarks: number;
  /** One sentence for each violation, with its invariant in front. */
  readonly violations: readonly string[];
}

const checks: readonly Check[] = [
  balancesDiffering,
  unsound,
  sourcesDiffering,
  jointsDiffering,
  overdrawn,
  arrangedDiffering,
  chainBroken,
  paidBeyondAllotment,
  postedAfterClosing,
  cashAhead,
];

/**
 * The invariants of packages/ledger over everything that is stored, one statement for each, so that the time grows with the postings and not with the
 * earmarks. Needs sight of all books: run it with the rights of the system. I6, I9 and the contracts and approvals of I8 compare with documents: the
 * rooms that keep those add them.
 */
export const verifyLedger = async (tx: Tx, { province }: Actor): Promise<LedgerVerification> => {
  const { rows } = await sql<{ transfers: number; earmarks: number }>`
    select (select count(*)::integer from ledger_transfer where province = ${province}) as transfers,
      (select count(*)::integer from ledger_earmark where province = ${province}) as earmarks`.execute(tx);
  const violations: string[] = [];
  for (const check of checks) violations.push(...(await check(tx, province)));
  return { transfers: rows[0]?.transfers ?? 0, earmarks: rows[0]?.earmarks ?? 0, violations };
};
