import { type Fen, fen } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

export interface HeldOfYear {
  readonly book: string;
  readonly city: string | null;
  readonly county: string | null;
  /** Null for a finance bureau. */
  readonly institution: string | null;
  /** Budget year of the money. */
  readonly year: number;
  /** 待分配, 单位可用 and 冻结 together: neither passed on nor paid. */
  readonly held: Fen;
}

/** What each book within the actor's scope still holds of the budget years up to `until`; prepayments are paid and stand apart. */
export const heldByYear = async (tx: Tx, actor: Actor, until: number): Promise<readonly HeldOfYear[]> => {
  const { rows } = await sql<Omit<HeldOfYear, "held"> & { readonly held: string }>`
    select b.id as book, b.city, b.county, b.institution, k.year, sum(c.balance_fen)::text as held
    from ledger_book b
    join ledger_cell c on c.province = b.province and c.book = b.id and c.account in ('1101', '1105', '1106') and c.balance_fen > 0
    join ledger_earmark k on k.province = c.province and k.id = c.earmark and k.year <= ${until}
    where ${within(actor, "b")}
    group by 1, 2, 3, 4, 5 order by 1, 5`.execute(tx);
  return rows.map((row) => ({ ...row, held: fen(BigInt(row.held)) }));
};
