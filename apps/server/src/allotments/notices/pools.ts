import type { Fen } from "@qiangyi/kernel";
import type { Earmark } from "@qiangyi/ledger";
import { poolEarmark, postAppropriations, provincialBook, yearBudgets } from "../../allocations/index.ts";
import { balanceOf } from "../../ledger/index.ts";
import type { Actor, Clock, Tx } from "../../platform/index.ts";

/** The pools that a year's lines are issued from, by the budgets as they are recorded. */
export const poolsOf = async (tx: Tx, province: string, year: number): Promise<(line: string) => Earmark | undefined> => {
  const { rows } = await yearBudgets(tx, province, year);
  const pools = new Map(rows.map((row) => [row.line, poolEarmark(row)]));
  return (line) => pools.get(line);
};

/** What still lies in the pool of a line at 省财政厅. */
export const poolBalance = (tx: Tx, province: string, earmark: Earmark): Promise<Fen> =>
  balanceOf(tx, { book: provincialBook(province).id, earmark, account: "1101" });

/**
 * Budgets that were recorded before the books were kept, or wait for money to come back, are entered before they are issued from. While a notice is
 * drafted a refusal is of no moment: it is met again when it is issued.
 */
export const enterBudgets = (tx: Tx, actor: Actor, clock: Clock, year: number, lines: Iterable<string>) =>
  postAppropriations(tx, actor, clock, year, [...new Set(lines)]);
