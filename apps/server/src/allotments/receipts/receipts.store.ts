import type { ReceiptDifference } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { IssuedRow } from "./issued-rows.store.ts";

export interface Receipt {
  readonly rowNo: number;
  readonly attempt: number;
  readonly state: "verified" | "mismatch" | "returned";
  readonly statedFen: bigint;
  readonly differences: readonly ReceiptDifference[];
  readonly reason: string | null;
  readonly on: PlainDate;
  readonly by: string;
}

/** What is known of the rows of one notice: every attempt to receive, and the query that is open on a row. */
export interface Standing {
  readonly receipts: readonly Receipt[];
  readonly openQueryId: string | undefined;
}

/** Rows already locked by the caller are read as they stand after whoever was faster. */
export const standingsOf = async (tx: Tx, actor: Actor, noticeId: string): Promise<(rowNo: number) => Standing> => {
  const [receipts, queries] = await Promise.all([
    sql<Receipt>`
      select row_no as "rowNo", attempt, state, stated_fen as "statedFen", differences, reason, received_on as "on", received_name as "by"
      from allotment_receipt where province = ${actor.province} and notice_id = ${noticeId}::uuid order by row_no, attempt`.execute(
      tx,
    ),
    sql<{ rowNo: number; id: string }>`
      select row_no as "rowNo", id from fund_query
      where province = ${actor.province} and notice_id = ${noticeId}::uuid and state = 'open' order by id`.execute(tx),
  ]);
  const byRow = new Map<number, Receipt[]>();
  for (const receipt of receipts.rows) byRow.set(receipt.rowNo, [...(byRow.get(receipt.rowNo) ?? []), receipt]);
  const open = new Map(queries.rows.map(({ rowNo, id }) => [rowNo, id]));
  return (rowNo) => ({ receipts: byRow.get(rowNo) ?? [], openQueryId: open.get(rowNo) });
};

export const stateOf = ({ receipts, openQueryId }: Standing): "pending" | "mismatch" | "open" | "verified" | "returned" => {
  const last = receipts.at(-1);
  if (last === undefined) return "pending";
  if (last.state !== "mismatch") return last.state;
  return openQueryId === undefined ? "open" : "mismatch";
};

export interface NewReceipt {
  readonly row: IssuedRow;
  readonly attempt: number;
  readonly state: Receipt["state"];
  readonly statedFen: bigint;
  readonly differences: readonly ReceiptDifference[];
  readonly reason?: string;
}

export const insertReceipts = async (
  tx: Tx,
  actor: Actor,
  { now, today }: { now: Date; today: PlainDate },
  receipts: readonly NewReceipt[],
): Promise<void> => {
  if (receipts.length === 0) return;
  const rows = receipts.map(({ row, attempt, state, statedFen, differences, reason }) => ({
    noticeId: row.noticeId,
    rowNo: row.rowNo,
    attempt,
    state,
    statedFen: statedFen.toString(),
    differences,
    reason: reason ?? null,
    city: row.city,
    county: row.county,
    institution: row.institution,
  }));
  await sql`
    insert into allotment_receipt (province, notice_id, row_no, attempt, state, stated_fen, differences, reason, received_on, received_by,
      received_name, received_at, city, county, institution)
    select ${actor.province}, "noticeId", "rowNo", attempt, state, "statedFen", differences, reason, ${today}::date, ${actor.userId},
      ${actor.name}, ${now}, city, county, institution
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row ("noticeId" uuid, "rowNo" int, attempt int, state text, "statedFen" bigint,
      differences jsonb, reason text, city text, county text, institution text)`.execute(tx);
};
