import { sql } from "kysely";
import { type DocumentFinder, documentKey } from "../../ledger/index.ts";

/** The page of an issued notice, by its issuer and number; the row policy leaves out what the actor may not open. */
export const noticePaths: DocumentFinder = async (tx, { province }, documents) => {
  const { rows } = await sql<{ id: string; issuer: string; number: string }>`
    select n.id, n.issuer, n.number from allotment_notice n
    join unnest(${documents.map(({ issuer }) => issuer)}::text[], ${documents.map(({ number }) => number)}::text[]) d(issuer, number)
      on d.issuer = n.issuer and d.number = n.number
    where n.province = ${province} and n.state = 'issued'`.execute(tx);
  return new Map(rows.map((row) => [documentKey(row), `/allotments/notices/${row.id}`]));
};
