import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import { type Account, type BookId, type Earmark, earmarkKey } from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { earmarkOfKey } from "./stored-entry.ts";
import type { LedgerTables } from "./tables.ts";

const db = (tx: Tx) => tx.withTables<LedgerTables>();

export interface CellAsked {
  readonly book: BookId;
  readonly earmark: Earmark;
  readonly account: Account;
  /** Without it: of all counterparts together. */
  readonly counterpart?: BookId;
  /** Effective day; without it: everything posted, also what counts from a later day. */
  readonly asOf?: PlainDate;
}

/** Balance of an account of a book for one earmark, as the actor of the transaction may see it. */
export const balanceOf = async (tx: Tx, { book, earmark, account, counterpart, asOf }: CellAsked): Promise<Fen> => {
  const party = counterpart === undefined ? sql`` : sql`and m.party = ${counterpart}`;
  const cellParty = counterpart === undefined ? sql`` : sql`and c.counterpart = ${counterpart}`;
  const { rows } =
    asOf === undefined
      ? await sql<{ balance: string }>`select coalesce(sum(c.balance_fen), 0)::text as balance from ledger_cell c
          join ledger_earmark e on e.province = c.province and e.id = c.earmark
          where e.province = current_setting('qiangyi.province') and e.key = ${earmarkKey(earmark)}
            and c.book = ${book} and c.account = ${account} ${cellParty}`.execute(tx)
      : await sql<{ balance: string }>`select coalesce(sum(m.change), 0)::text as balance from ledger_earmark e
          join ledger_transfer t on t.province = e.province and t.earmark = e.id and t.book = ${book} and t.effective_on <= ${asOf},
          lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
          where e.province = current_setting('qiangyi.province') and e.key = ${earmarkKey(earmark)}
            and m.account = ${account} ${party}`.execute(tx);
  return fen(BigInt(rows[0]?.balance ?? "0"));
};

export interface CellBalance {
  readonly book: BookId;
  readonly earmark: Earmark;
  readonly earmarkId: number;
  readonly account: Account;
  readonly counterpart: BookId | undefined;
  readonly amountFen: Fen;
}

/** All cells of a book that are not zero, by earmark and account. */
export const bookBalances = async (
  tx: Tx,
  actor: Actor,
  { book, year, line }: { readonly book: BookId; readonly year?: number; readonly line?: string },
): Promise<readonly CellBalance[]> => {
  const rows = await db(tx)
    .selectFrom("ledger_cell as c")
    .innerJoin("ledger_earmark as e", (join) => join.onRef("e.province", "=", "c.province").onRef("e.id", "=", "c.earmark"))
    .select(["c.book", "c.earmark", "c.account", "c.counterpart", "c.balance_fen", "e.key"])
    .where("c.province", "=", actor.province)
    .where("c.book", "=", book)
    .where("c.balance_fen", "<>", 0n)
    .where("c.account", "<>", "9901")
    .$if(year !== undefined, (query) => query.where("e.year", "=", year as number))
    .$if(line !== undefined, (query) => query.where("e.line", "=", line as string))
    .orderBy("c.earmark")
    .orderBy("c.account")
    .orderBy("c.counterpart")
    .execute();
  return rows.map((row) => ({
    book: row.book,
    earmark: earmarkOfKey(row.key),
    earmarkId: row.earmark,
    account: row.account as Account,
    counterpart: row.counterpart === "" ? undefined : row.counterpart,
    amountFen: fen(row.balance_fen),
  }));
};
