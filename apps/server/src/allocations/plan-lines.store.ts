import type { Fen } from "@qiangyi/kernel";
import { type RawBuilder, sql } from "kysely";
import { containing, type Tx } from "../platform/index.ts";
import type { PlanLine } from "./plan-line.ts";

const columns = sql`line_no as "lineNo", line, year, subject, title, place, city, county, institution, institution_name as "institutionName",
  status, amount_fen as amount, held_fen as held, recovery_fen as recovery, splits, errors, clauses, readings, is_key as "isKey",
  manual_fen as manual, manual_due_fen as "manualDue", adjustment_id as "adjustmentId"`;

type Stored = Omit<PlanLine, "shares"> & {
  readonly splits: readonly (Omit<PlanLine["shares"][number], "amount"> & { amount: string })[];
};

const lineFrom = ({ splits, ...row }: Stored): PlanLine => ({
  ...row,
  shares: splits.map((share) => ({ ...share, amount: BigInt(share.amount) as Fen })),
});

export const replaceLines = async (tx: Tx, province: string, planId: string, lines: readonly PlanLine[]): Promise<void> => {
  await sql`delete from plan_line where province = ${province} and plan_id = ${planId}`.execute(tx);
  const batch = 2000;
  for (let from = 0; from < lines.length; from += batch) await insertLines(tx, province, planId, lines.slice(from, from + batch));
};

const insertLines = async (tx: Tx, province: string, planId: string, lines: readonly PlanLine[]): Promise<void> => {
  const text = JSON.stringify(lines, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  await sql`
    insert into plan_line (province, plan_id, line_no, line, year, subject, title, place, city, county, institution, institution_name, status,
      amount_fen, held_fen, recovery_fen, splits, errors, clauses, readings, is_key, manual_fen, manual_due_fen, adjustment_id, search)
    select ${province}, ${planId}::uuid, "lineNo", line, year, subject, title, place, city, county, institution, "institutionName", status,
      amount, held, recovery, shares, errors, clauses, readings, "isKey", manual, "manualDue", "adjustmentId",
      concat_ws(' ', subject, title, place, institution, "institutionName")
    from jsonb_to_recordset(${text}::jsonb) as row ("lineNo" int, line text, year int, subject text, title text, place text, city text,
      county text, institution text, "institutionName" text, status text, amount bigint, held bigint, recovery bigint, shares jsonb,
      errors text[], clauses text[], readings text[], "isKey" boolean, manual bigint, "manualDue" bigint, "adjustmentId" uuid)`.execute(
    tx,
  );
};

export interface LineFilter {
  readonly line?: string | undefined;
  /** '' is 省本级 and, for a county, 市本级. */
  readonly city?: string | undefined;
  readonly county?: string | undefined;
  /** '' stands for lines without a single institution. */
  readonly institution?: string | undefined;
  readonly status?: string | undefined;
  readonly code?: string | undefined;
  readonly isManual?: boolean | undefined;
  readonly text?: string | undefined;
}

const matching = (province: string, planId: string, filter: LineFilter): RawBuilder<boolean> => {
  const conditions: RawBuilder<unknown>[] = [sql`province = ${province} and plan_id = ${planId}`];
  const { line, city, county, institution, status, code, isManual, text } = filter;
  if (line !== undefined) conditions.push(sql`line = ${line}`);
  if (city !== undefined) conditions.push(sql`coalesce(city, '') = ${city}`);
  if (county !== undefined) conditions.push(sql`coalesce(county, '') = ${county}`);
  if (institution === "") conditions.push(sql`institution is null`);
  else if (institution !== undefined) {
    // A line that several institutions share is listed under each of them.
    const shared = JSON.stringify([{ institution }]);
    conditions.push(sql`(institution = ${institution} or splits @> ${shared}::jsonb)`);
  }
  if (status !== undefined) conditions.push(sql`status = ${status}`);
  if (code !== undefined) conditions.push(sql`${code} = any(errors)`);
  if (isManual !== undefined) conditions.push(isManual ? sql`manual_fen is not null` : sql`manual_fen is null`);
  if (text !== undefined && text !== "") {
    conditions.push(sql`search ilike ${containing(text)}`);
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
};

export interface LinePage {
  readonly sort: "order" | "amount";
  /** Last key of the page before: the line number and, when sorted by amount, its amount. */
  readonly after: { readonly lineNo: number; readonly proposed: Fen } | undefined;
  readonly limit: number;
}

export const findLines = async (
  tx: Tx,
  province: string,
  planId: string,
  filter: LineFilter,
  { sort, after, limit }: LinePage,
): Promise<PlanLine[]> => {
  const later =
    after === undefined
      ? sql`true`
      : sort === "order"
        ? sql`line_no > ${after.lineNo}`
        : sql`(proposed_fen < ${after.proposed} or (proposed_fen = ${after.proposed} and line_no > ${after.lineNo}))`;
  const order = sort === "order" ? sql`line_no` : sql`proposed_fen desc, line_no`;
  const { rows } = await sql<Stored>`
    select ${columns} from plan_line where ${matching(province, planId, filter)} and ${later} order by ${order} limit ${limit}`.execute(
    tx,
  );
  return rows.map(lineFrom);
};

/** Bounded by the lines of one plan. */
export const countLines = async (
  tx: Tx,
  province: string,
  planId: string,
  filter: LineFilter,
): Promise<{ count: number; proposed: Fen }> => {
  const { rows } = await sql<{ count: number; proposed: Fen }>`
    select count(*)::int as count, coalesce(sum(proposed_fen), 0)::bigint as proposed from plan_line
    where ${matching(province, planId, filter)}`.execute(tx);
  return rows[0] ?? { count: 0, proposed: 0n as Fen };
};

export const findLine = async (tx: Tx, province: string, planId: string, lineNo: number): Promise<PlanLine | undefined> => {
  const { rows } = await sql<Stored>`
    select ${columns} from plan_line where province = ${province} and plan_id = ${planId} and line_no = ${lineNo}`.execute(tx);
  return rows.map(lineFrom)[0];
};

export const allLines = (tx: Tx, province: string, planId: string, line?: string): Promise<PlanLine[]> =>
  findLines(tx, province, planId, { line }, { sort: "order", after: undefined, limit: 1_000_000 });

export const updateManual = async (
  tx: Tx,
  province: string,
  planId: string,
  { lineNo, manual, manualDue, adjustmentId }: Pick<PlanLine, "lineNo" | "manual" | "manualDue" | "adjustmentId">,
): Promise<void> => {
  await sql`
    update plan_line set manual_fen = ${manual}, manual_due_fen = ${manualDue}, adjustment_id = ${adjustmentId}
    where province = ${province} and plan_id = ${planId} and line_no = ${lineNo}`.execute(tx);
};

export const markKeyInDrafts = async (tx: Tx, province: string, line: string, subject: string, isKey: boolean): Promise<void> => {
  await sql`
    update plan_line set is_key = ${isKey}
    from allocation_plan p
    where p.province = plan_line.province and p.id = plan_line.plan_id and p.state = 'draft'
      and plan_line.province = ${province} and plan_line.line = ${line} and plan_line.subject = ${subject}`.execute(tx);
};
