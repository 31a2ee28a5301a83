import type { Fen, PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";
import type { IssuedRow } from "../receipts/issued-rows.store.ts";
import { officesToTell, type Side, upperBookOf } from "./offices.ts";

export interface QueryToOpen {
  readonly row: IssuedRow;
  readonly amountFen: Fen;
  readonly isWhole: boolean;
  /** What the caller freezes in the ledger, in the same transaction. */
  readonly frozenFen: Fen;
  readonly reason: string;
  readonly discoveredAt: Date;
  readonly id?: string;
}

export const sideOf = (actor: Actor): Side => {
  if (actor.level === "unit") return "unit";
  return actor.permissions.has("notices.countersign") ? "health" : "finance";
};

/** Opens queries and tells every office that must know, in the act itself: there is no query that nobody was told of. */
export const openQueries = async (
  tx: Tx,
  actor: Actor,
  { now }: { now: Date; today: PlainDate },
  queries: readonly QueryToOpen[],
): Promise<ReadonlyMap<number, string>> => {
  if (queries.length === 0) return new Map();
  const side = sideOf(actor);
  const rows = queries.map(({ row, amountFen, isWhole, frozenFen, reason, discoveredAt, id = newId() }) => ({
    id,
    noticeId: row.noticeId,
    rowNo: row.rowNo,
    book: row.receiver,
    upperBook: upperBookOf(row),
    amountFen: amountFen.toString(),
    isWhole,
    frozenFen: frozenFen.toString(),
    reason: reason.slice(0, 1000),
    discoveredAt: discoveredAt.toISOString(),
    city: row.city,
    county: row.county,
    institution: row.institution,
  }));
  await sql`
    insert into fund_query (province, id, notice_id, row_no, book, upper_book, amount_fen, is_whole, frozen_fen, reason, discovered_at, raised_by,
      raised_name, raised_side, raised_at, city, county, institution)
    select ${actor.province}, id, "noticeId", "rowNo", book, "upperBook", "amountFen", "isWhole", "frozenFen", reason, "discoveredAt",
      ${actor.userId}, ${actor.name}, ${side}, ${now}, city, county, institution
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, "noticeId" uuid, "rowNo" int, book text, "upperBook" text,
      "amountFen" bigint, "isWhole" boolean, "frozenFen" bigint, reason text, "discoveredAt" timestamptz, city text, county text,
      institution text)`.execute(tx);
  const deliveries = rows.flatMap(({ id, book, upperBook }) =>
    officesToTell(side, { book, upperBook }).map(({ party, region }) => ({ id, party, region })),
  );
  await sql`
    insert into fund_query_delivery (province, query_id, party, region, delivered_at)
    select ${actor.province}, id, party, region, ${now}
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) as row (id uuid, party text, region text)`.execute(tx);
  return new Map(rows.map(({ rowNo, id }) => [rowNo, id]));
};
