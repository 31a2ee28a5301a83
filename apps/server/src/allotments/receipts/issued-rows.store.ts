import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import type { BookId } from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { AllotmentRow } from "../notices/notice.ts";
import { rowColumns } from "../notices/rows.store.ts";

/** A row of an issued notice with what its notice says of it. */
export interface IssuedRow extends AllotmentRow {
  readonly noticeId: string;
  readonly number: string;
  readonly kind: "early" | "final" | "distribution" | "reduction";
  readonly fund: string;
  readonly year: number;
  readonly issuer: BookId;
  readonly issuerCity: string | null;
  readonly issuerCounty: string | null;
  readonly issuedOn: PlainDate;
  readonly planId: string | null;
  readonly upstreamId: string | null;
  readonly trackTag: string | null;
  readonly standardFen: bigint | null;
  readonly allocatedFen: bigint;
  readonly earlierFen: bigint;
  readonly thisFen: bigint;
  readonly targets: unknown;
}

const columns = sql`${rowColumns}, r.notice_id as "noticeId", n.number, n.kind, n.fund, n.year, n.issuer, n.issuer_city as "issuerCity",
  n.issuer_county as "issuerCounty", n.issued_on as "issuedOn", n.plan_id as "planId", n.upstream_id as "upstreamId", n.track_tag as "trackTag",
  r.standard_fen as "standardFen", r.allocated_fen as "allocatedFen", r.earlier_fen as "earlierFen", r.this_fen as "thisFen", r.targets`;

interface Choice {
  readonly noticeId: string;
  readonly receiver?: string;
  readonly rowNos?: readonly number[];
  /** Two clerks on one row are taken one after the other: the second reads what the first has done. */
  readonly lock?: boolean;
}

export const issuedRows = async (tx: Tx, actor: Actor, { noticeId, receiver, rowNos, lock }: Choice): Promise<IssuedRow[]> =>
  (
    await sql<IssuedRow>`
      select ${columns} from allotment_row r
      join allotment_notice n on n.province = r.province and n.id = r.notice_id
      where r.province = ${actor.province} and r.notice_id = ${noticeId}::uuid and n.state = 'issued'
        and (${receiver ?? null}::text is null or r.receiver = ${receiver ?? null})
        and (${rowNos === undefined ? null : [...rowNos]}::int[] is null or r.row_no = any(${rowNos === undefined ? null : [...rowNos]}::int[]))
      order by r.row_no ${lock === true ? sql`for update of r` : sql``}`.execute(tx)
  ).rows;

/** Rows that others have named by notice and number, as one list. */
export const issuedRowsAt = async (
  tx: Tx,
  actor: Actor,
  keys: readonly { readonly noticeId: string; readonly rowNo: number }[],
): Promise<IssuedRow[]> =>
  keys.length === 0
    ? []
    : (
        await sql<IssuedRow>`
          select ${columns} from allotment_row r
          join allotment_notice n on n.province = r.province and n.id = r.notice_id
          join jsonb_to_recordset(${JSON.stringify(keys.map(({ noticeId, rowNo }) => ({ noticeId, rowNo })))}::jsonb) as k ("noticeId" uuid, "rowNo" int)
            on k."noticeId" = r.notice_id and k."rowNo" = r.row_no
          where r.province = ${actor.province} and n.state = 'issued' order by r.notice_id, r.row_no`.execute(tx)
      ).rows;

/** 提前下达, at whatever level it stands: no other money goes down without a project. */
export const isEarlyMoney = ({ kind, project }: Pick<IssuedRow, "kind" | "project">): boolean =>
  kind === "early" || (kind === "distribution" && project === null);

/** The document of every posting on a row: the notice that its issuer numbered. */
export const documentOf = ({ issuer, number, rowNo }: Pick<IssuedRow, "issuer" | "number" | "rowNo">) => ({
  issuer,
  number,
  row: rowNo,
});

export type ReturnKind = "withdrawn" | "reduced" | "recalled";

export interface ReturnedPart {
  readonly id: string;
  readonly row: IssuedRow;
  readonly kind: ReturnKind;
  readonly amountFen: Fen;
  readonly document: { readonly issuer: string; readonly number: string; readonly row: number };
  readonly reason: string;
}

/** What went back up, in one statement: rows keep what was issued, and these say what became of it. */
export const insertReturns = async (
  tx: Tx,
  actor: Actor,
  { now, today }: { now: Date; today: PlainDate },
  parts: readonly ReturnedPart[],
): Promise<void> => {
  if (parts.length === 0) return;
  const rows = parts.map(({ id, row, kind, amountFen, document, reason }) => ({
    id,
    noticeId: row.noticeId,
    rowNo: row.rowNo,
    kind,
    amountFen: amountFen.toString(),
    documentIssuer: document.issuer,
    documentNumber: document.number,
    documentRow: document.row,
    reason,
    issuerCity: row.issuerCity,
    issuerCounty: row.issuerCounty,
    city: row.city,
    county: row.county,
    institution: row.institution,
  }));
  await sql`
    insert into allotment_return (province, id, notice_id, row_no, kind, amount_fen, document_issuer, document_number, document_row, reason,
      issuer_city, issuer_county, city, county, institution, returned_on, returned_by, returned_name, returned_at)
    select ${actor.province}, id, "noticeId", "rowNo", kind, "amountFen", "documentIssuer", "documentNumber", "documentRow", reason,
      "issuerCity", "issuerCounty", city, county, institution, ${today}::date, ${actor.userId}, ${actor.name}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, "noticeId" uuid, "rowNo" int, kind text, "amountFen" bigint,
      "documentIssuer" text, "documentNumber" text, "documentRow" int, reason text, "issuerCity" text, "issuerCounty" text, city text,
      county text, institution text)`.execute(tx);
};

export const sumFen = (amounts: Iterable<bigint>): Fen => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return fen(total);
};
