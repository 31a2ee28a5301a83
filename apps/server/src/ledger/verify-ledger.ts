import {
  arrangedDiffersFromWhereItLies,
  cashAheadOfAllotment,
  chainBroken,
  jointsDiffer,
  type Line,
  overdrawn,
  postedAfterClosing,
  sourcesDifferFromUses,
  unbalanced,
} from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { loadLedger } from "./load-ledger.ts";
import type { LedgerTables } from "./tables.ts";

export interface LedgerVerification {
  readonly transfers: number;
  readonly earmarks: number;
  /** One sentence for each violation, with its invariant in front. */
  readonly violations: readonly string[];
}

/**
 * The invariants of packages/ledger over everything that is stored, one earmark after the other, because an invariant speaks of one earmark; and the
 * kept balances against the postings that they come from. Needs sight of all books: run it with the rights of the system. I6, I8 and I9 compare
 * with documents that the rooms of notices and payments keep.
 */
export const verifyLedger = async (tx: Tx, actor: Actor): Promise<LedgerVerification> => {
  const earmarks = await tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_earmark")
    .select(["id", "key"])
    .where("province", "=", actor.province)
    .orderBy("id")
    .execute();
  const found = new Set<string>(await balancesDiffering(tx, actor));
  let transfers = 0;
  for (const { id, key } of earmarks) {
    const { lines, closings } = await loadLedger(tx, actor, id);
    const own = lines.filter(({ earmarkKey }) => earmarkKey === key);
    transfers += own.length;
    for (const { invariant, because } of [...judge(own), ...chainBroken(lines), ...postedAfterClosing(own, closings)])
      found.add(`${invariant} ${because}`);
  }
  return { transfers, earmarks: earmarks.length, violations: [...found] };
};

const judge = (lines: readonly Line[]) =>
  [unbalanced, sourcesDifferFromUses, jointsDiffer, overdrawn, arrangedDiffersFromWhereItLies, cashAheadOfAllotment].flatMap(
    (check) => check(lines),
  );

const balancesDiffering = async (tx: Tx, { province }: Actor): Promise<readonly string[]> => {
  const { rows } = await sql<{ book: string; account: string; kept: bigint | null; posted: bigint | null }>`
    select coalesce(c.book, s.book) as book, coalesce(c.account, s.account) as account, c.balance_fen as kept, s.balance as posted
    from (select * from ledger_cell where province = ${province}) c
    full join (
      select t.book, t.earmark, m.account, m.party, sum(m.change)::bigint as balance
      from ledger_transfer t, lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
      where t.province = ${province} group by 1, 2, 3, 4) s
      on s.book = c.book and s.earmark = c.earmark and s.account = c.account and s.party = c.counterpart
    where c.balance_fen is distinct from s.balance
    order by 1, 2`.execute(tx);
  return rows.map(
    ({ book, account, kept, posted }) => `余额 ${book}：${account}留存${kept ?? "无"}分，逐笔合计${posted ?? "无"}分`,
  );
};
