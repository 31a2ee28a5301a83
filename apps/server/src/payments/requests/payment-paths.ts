import { sql } from "kysely";
import { type DocumentFinder, documentKey } from "../../ledger/index.ts";

/** The page of the request behind a freeze (its own number) or behind a voucher of the treasury; the row policy leaves out other units'. */
export const paymentPaths: DocumentFinder = async (tx, { province }, documents) => {
  const { rows } = await sql<{ id: string; issuer: string; number: string }>`
    with d as (select * from unnest(${documents.map(({ issuer }) => issuer)}::text[], ${documents.map(({ number }) => number)}::text[]) d(issuer, number))
    select r.id, d.issuer, d.number from payment_request r join d on d.issuer = r.book and d.number = r.number where r.province = ${province}
    union
    select r.id, d.issuer, d.number from payment_request r join d on d.issuer = r.bureau and d.number = r.voucher_number where r.province = ${province}
    union
    select m.request, d.issuer, d.number from payment_movement m join d on d.issuer = m.bureau and d.number = m.voucher_number where m.province = ${province}`.execute(
    tx,
  );
  return new Map(rows.map((row) => [documentKey(row), `/payments/requests/${row.id}`]));
};
