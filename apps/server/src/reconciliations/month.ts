import type { ReconciliationSide } from "@qiangyi/api";
import { type Fen, fen } from "@qiangyi/kernel";
import { type PaidInMonth, paidByMonth, postingsOf } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";
import { type ComparedVoucher, compareSides, type Paid, type Sides, stateOf } from "./compare.ts";
import { currentStatements, type Reason, reasonsOf, rowsOf, type Statement } from "./statements.store.ts";

export interface Month {
  readonly place: PaidInMonth;
  readonly statements: readonly Statement[];
  readonly compared: readonly ComparedVoucher[];
  readonly reasons: ReadonlyMap<string, Reason>;
  readonly state: ReturnType<typeof stateOf>;
  readonly totals: { readonly [S in keyof Sides]?: Fen };
}

/** One unit's month with all its sides; undefined where the actor sees no payment of that unit in that year. */
export const loadMonth = async (
  tx: Tx,
  actor: Actor,
  { book, month }: { book: string; month: string },
): Promise<Month | undefined> => {
  const place = (await paidByMonth(tx, actor, Number(month.slice(0, 4)))).find((paid) => paid.book === book);
  if (!place) return undefined;
  const statements = await currentStatements(tx, actor, { book, month });
  const rows = await rowsOf(
    tx,
    actor,
    statements.map(({ id }) => id),
  );
  const sides: Sides = {
    platform: await paidFromLedger(tx, actor, book, month),
    ...Object.fromEntries(statements.map(({ id, side }) => [side, rows.get(id) ?? []])),
  };
  const compared = compareSides(sides);
  const reasons = new Map((await reasonsOf(tx, actor, { book, month })).map((reason) => [reason.voucher, reason]));
  return {
    place,
    statements,
    compared,
    reasons,
    state: stateOf(sidesOf(statements), compared, new Set(reasons.keys())),
    totals: Object.fromEntries(Object.entries(sides).map(([side, paid]) => [side, totalOf(paid)])),
  };
};

export const sidesOf = (statements: readonly Statement[]): ReconciliationSide[] => statements.map(({ side }) => side);
export const totalOf = (paid: readonly Paid[]): Fen => fen(paid.reduce((sum, { amount }) => sum + amount, 0n));

/** 已支付 (1107) of the month by voucher: payments, and what came back. */
const paidFromLedger = async (tx: Tx, actor: Actor, book: string, month: string): Promise<readonly Paid[]> =>
  (await postingsOf(tx, actor, { book }))
    .filter(({ debit, credit, effectiveOn }) => (debit === "1107" || credit === "1107") && effectiveOn.startsWith(month))
    .map(({ document, effectiveOn, debit, amountFen }) => ({
      voucher: document.number,
      on: effectiveOn,
      payee: null,
      amount: fen(debit === "1107" ? amountFen : -amountFen),
    }));
