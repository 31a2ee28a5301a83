import type { ReportEntry } from "@qiangyi/api";
import type { EnteredValue, ReportedKind } from "@qiangyi/projects";
import { isBlankEntry, isLabelled } from "@qiangyi/projects";
import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import { type Actor, regionOfActor, type Tx, within } from "../../platform/index.ts";
import { institutionNames, officeName } from "../../registry/index.ts";
import { partOf } from "./part-of-report.ts";
import type { ReportAct, ReportTables } from "./tables.ts";

export type StoredReport = Selectable<ReportTables["indicator_report"]>;
export type StoredValue = Selectable<ReportTables["indicator_report_value"]>;
export type StoredReportFile = Selectable<ReportTables["indicator_report_file"]>;
export type StoredReportStep = Selectable<ReportTables["indicator_report_step"]>;

export const reportsIn = (tx: Tx) => tx.withTables<ReportTables>();

const reportQuery = (tx: Tx, actor: Actor) =>
  reportsIn(tx)
    .selectFrom("indicator_report")
    .selectAll()
    .where("province", "=", actor.province)
    .where(within(actor, "indicator_report"));

export const findReport = (tx: Tx, actor: Actor, id: string): Promise<StoredReport | undefined> =>
  reportQuery(tx, actor).where("id", "=", id).executeTakeFirst();

/** The same, locked until the transaction ends: of two writers one comes second. */
export const lockReport = (tx: Tx, actor: Actor, id: string): Promise<StoredReport | undefined> =>
  reportQuery(tx, actor).where("id", "=", id).forUpdate().executeTakeFirst();

/** The report of a period itself, not its corrections. */
export const reportOf = (tx: Tx, actor: Actor, subject: string, period: string): Promise<StoredReport | undefined> =>
  reportQuery(tx, actor)
    .where("subject", "=", subject)
    .where("period", "=", period)
    .where("corrects", "is", null)
    .executeTakeFirst();

/** Reports of a year, corrections included, the latest period first. */
export const reportsOfYear = (
  tx: Tx,
  actor: Actor,
  { year, subject }: { readonly year: number; readonly subject?: string },
): Promise<StoredReport[]> =>
  reportQuery(tx, actor)
    .where("period", ">=", String(year))
    .where("period", "<", String(year + 1))
    .$if(subject !== undefined, (query) => query.where("subject", "=", subject ?? ""))
    .orderBy("period", "desc")
    .orderBy("id")
    .execute();

/** False where the report exists already: two people touched it at the same moment. */
export const insertReport = async (tx: Tx, row: Insertable<ReportTables["indicator_report"]>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await reportsIn(tx)
    .insertInto("indicator_report")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

export const changeReport = async (
  tx: Tx,
  { province, id }: Pick<StoredReport, "province" | "id">,
  change: Updateable<ReportTables["indicator_report"]>,
): Promise<void> => {
  await reportsIn(tx)
    .updateTable("indicator_report")
    .set((set) => ({ ...change, version: set("version", "+", 1) }))
    .where("province", "=", province)
    .where("id", "=", id)
    .execute();
};

export const valuesOf = (tx: Tx, { province, id }: Pick<StoredReport, "province" | "id">): Promise<StoredValue[]> =>
  reportsIn(tx)
    .selectFrom("indicator_report_value")
    .selectAll()
    .where("province", "=", province)
    .where("report", "=", id)
    .execute();

/** "report indicator" of every row that has a number or says why there is none. */
export const filledRows = async (tx: Tx, { province }: Actor, reports: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ row: string }>`
    select report || ' ' || indicator as row from indicator_report_value v where province = ${province} and report = any(${[...reports]}::uuid[])
      and (num_nonnulls(v.value, v.label, v.numerator, v.denominator) > 0 or length(v.note) >= 2)`.execute(tx);
  return new Set(rows.map(({ row }) => row));
};

export const writeValue = async (tx: Tx, row: StoredValue): Promise<void> => {
  const { province: _, report: __, indicator: ___, city: ____, county: _____, institution: ______, ...written } = row;
  await reportsIn(tx)
    .insertInto("indicator_report_value")
    .values(row)
    .onConflict((conflict) => conflict.columns(["province", "report", "indicator"]).doUpdateSet(written))
    .execute();
};

/** After any entry: whose hand it was, and how much of the report is filled. */
export const touchReport = async (tx: Tx, report: StoredReport, actor: Actor): Promise<number> => {
  const { rows } = await sql<{ filled: number }>`
    update indicator_report r set version = r.version + 1,
      people = case when ${actor.userId} = any(r.people) then r.people else r.people || ${actor.userId}::text end,
      filled = least(r.asked, (select count(*) from indicator_report_value v where v.province = r.province and v.report = r.id
        and (num_nonnulls(v.value, v.label, v.numerator, v.denominator) > 0 or length(v.note) >= 2))::integer)
    where r.province = ${report.province} and r.id = ${report.id} returning filled`.execute(tx);
  return rows[0]?.filled ?? 0;
};

/** Numbers as the grid shows them: without the zeros that only the store keeps. */
export const entryOf = (stored: StoredValue | undefined): EnteredValue => ({
  value: stored?.label ?? stored?.value ?? "",
  numerator: stored?.numerator ?? "",
  denominator: stored?.denominator ?? "",
  note: stored?.note ?? "",
  isConfirmed: stored?.is_confirmed ?? false,
});

/** The columns that an entry goes to: labels of levels and grades have one of their own. */
export const columnsOf = (kind: ReportedKind, { value, numerator, denominator, note, isConfirmed }: ReportEntry) => ({
  value: isLabelled({ kind }) || value === "" ? null : value,
  label: isLabelled({ kind }) && value !== "" ? value : null,
  numerator: numerator === "" ? null : numerator,
  denominator: denominator === "" ? null : denominator,
  note,
  is_confirmed: isConfirmed && !isBlankEntry({ value, numerator, denominator, note, isConfirmed }),
});

export const filesOf = (tx: Tx, { province, id }: Pick<StoredReport, "province" | "id">): Promise<StoredReportFile[]> =>
  reportsIn(tx)
    .selectFrom("indicator_report_file")
    .selectAll()
    .where("province", "=", province)
    .where("report", "=", id)
    .where("removed_at", "is", null)
    .orderBy("added_at")
    .execute();

export const stepsOf = (tx: Tx, { province, id }: Pick<StoredReport, "province" | "id">): Promise<StoredReportStep[]> =>
  reportsIn(tx)
    .selectFrom("indicator_report_step")
    .selectAll()
    .where("province", "=", province)
    .where("report", "=", id)
    .orderBy("seq")
    .execute();

interface Step {
  readonly act: ReportAct;
  readonly at: Date;
  readonly round?: number;
  readonly opinion?: string | null;
  readonly content?: object;
}

export const addStep = async (
  tx: Tx,
  actor: Actor,
  report: StoredReport,
  { act, at, round, opinion, content }: Step,
): Promise<void> => {
  await sql`
    insert into indicator_report_step (province, report, seq, act, round, city, county, institution, by_user, by_name, by_office, at, opinion, content)
    select ${report.province}, ${report.id}, coalesce(max(seq), 0) + 1, ${act}, ${round ?? report.round}, ${report.city}, ${report.county},
      ${report.institution}, ${actor.userId}, ${actor.name}, ${await officeOfActor(tx, actor)}, ${at}, ${opinion ?? null},
      ${content === undefined ? null : JSON.stringify(content)}::jsonb
    from indicator_report_step where province = ${report.province} and report = ${report.id}`.execute(tx);
};

/** The unit, or the health authority of the region. */
export const officeOfActor = async (tx: Tx, actor: Actor): Promise<string> => {
  if (actor.institution !== null) {
    return (await institutionNames(tx, actor, [actor.institution])).get(actor.institution) ?? actor.institution;
  }
  const part = partOf(actor);
  if (part) return part.office;
  return officeName("health", regionOfActor(actor) ?? `${actor.province}0000`);
};
