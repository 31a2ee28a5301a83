import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { PublishedComparison, PublishedLine } from "./published-parts.ts";

const batch = 1000;

/** In batches of one statement per table: a province has thousands of lines. */
export const insertPublishedLines = async (
  tx: Tx,
  province: string,
  publicationId: string,
  lines: readonly PublishedLine[],
): Promise<void> => {
  for (let from = 0; from < lines.length; from += batch) {
    const part = lines.slice(from, from + batch);
    await insertLines(tx, province, publicationId, part);
    await insertShares(tx, province, publicationId, part);
    await insertFacts(tx, province, publicationId, part);
  }
};

const textOf = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

const insertLines = async (tx: Tx, province: string, publicationId: string, lines: readonly PublishedLine[]): Promise<void> => {
  const rows = lines.map(({ line, allocated, factCount, explanation }) => ({ ...line, allocated, factCount, explanation }));
  await sql`
    insert into published_line (province, publication_id, line_no, line, year, subject, title, place, city, county, institution,
      institution_name, status, amount_fen, held_fen, recovery_fen, manual_fen, allocated_fen, fact_count, errors, clauses, explanation, search)
    select ${province}, ${publicationId}::uuid, "lineNo", line, year, subject, title, place, city, county, institution, "institutionName", status,
      amount, held, recovery, manual, allocated, "factCount", errors, clauses, explanation,
      concat_ws(' ', subject, title, place, institution, "institutionName")
    from jsonb_to_recordset(${textOf(rows)}::jsonb) as row ("lineNo" int, line text, year int, subject text, title text, place text, city text,
      county text, institution text, "institutionName" text, status text, amount bigint, held bigint, recovery bigint, manual bigint,
      allocated bigint, "factCount" int, errors text[], clauses text[], explanation jsonb)`.execute(tx);
};

const insertShares = async (tx: Tx, province: string, publicationId: string, lines: readonly PublishedLine[]): Promise<void> => {
  const rows = lines.flatMap(({ line: { lineNo }, shares }) => shares.map((share, shareNo) => ({ ...share, lineNo, shareNo })));
  await sql`
    insert into published_share (province, publication_id, line_no, share_no, city, county, institution, institution_name, is_standing, due_fen, proposed_fen,
      held_fen, recovery_fen)
    select ${province}, ${publicationId}::uuid, "lineNo", "shareNo", city, county, institution, "institutionName", "isStanding", due, proposed, held, recovery
    from jsonb_to_recordset(${textOf(rows)}::jsonb) as row ("lineNo" int, "shareNo" int, city text, county text, institution text,
      "institutionName" text, "isStanding" boolean, due bigint, proposed bigint, held bigint, recovery bigint)`.execute(tx);
};

const insertFacts = async (tx: Tx, province: string, publicationId: string, lines: readonly PublishedLine[]): Promise<void> => {
  const rows = lines.flatMap(({ line: { lineNo }, facts }) => facts.map((fact, factNo) => ({ ...fact, lineNo, factNo })));
  await sql`
    insert into published_fact (province, publication_id, line_no, fact_no, fact_id, type, fields, city, county, institution)
    select ${province}, ${publicationId}::uuid, "lineNo", "factNo", "factId", type, fields, city, county, institution
    from jsonb_to_recordset(${textOf(rows)}::jsonb) as row ("lineNo" int, "factNo" int, "factId" text, type text, fields jsonb, city text,
      county text, institution text)`.execute(tx);
};

export const insertPublishedComparisons = async (
  tx: Tx,
  province: string,
  publicationId: string,
  rows: readonly PublishedComparison[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into published_comparison (province, publication_id, line, city, county, institution, last_year_fen, allocated_fen,
      allocated_last_year_fen, allocated_ever_fen)
    select ${province}, ${publicationId}::uuid, line, coalesce(city, ''), coalesce(county, ''), coalesce(institution, ''), "lastYear", allocated,
      "allocatedLastYear", "allocatedEver"
    from jsonb_to_recordset(${textOf(rows)}::jsonb) as row (line text, city text, county text, institution text, "lastYear" bigint,
      allocated bigint, "allocatedLastYear" bigint, "allocatedEver" bigint)`.execute(tx);
};
