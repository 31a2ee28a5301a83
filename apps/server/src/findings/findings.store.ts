import { type Selectable, type SqlBool, sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { within } from "../platform/index.ts";
import { titleOfActor } from "./office.ts";
import type { FindingAct, FindingTables } from "./tables.ts";
import { underCorrection } from "./transitions.ts";

export type StoredFinding = Selectable<FindingTables["finding"]>;
export type StoredCorrection = Selectable<FindingTables["finding_correction"]>;
export type StoredStep = Selectable<FindingTables["finding_step"]>;
export type StoredFile = Selectable<FindingTables["finding_file"]>;

export const findingsIn = (tx: Tx) => tx.withTables<FindingTables>();

/** Short words of numbers: 检查、问题、审计、追责. */
const letters = { inspection: "JC", finding: "WT", audit: "SJ", case: "ZZ" } as const;

/** The next number of the year; its row is locked until the transaction ends, so numbers have no twins. */
export const nextNumber = async (tx: Tx, province: string, kind: keyof typeof letters, year: number): Promise<string> => {
  const { last } = await findingsIn(tx)
    .insertInto("finding_number")
    .values({ province, kind, year, last: 1 })
    .onConflict((at) =>
      at.columns(["province", "kind", "year"]).doUpdateSet((set) => ({ last: set("finding_number.last", "+", 1) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return `${letters[kind]}-${year}-${String(last).padStart(4, "0")}`;
};

export const findFinding = (tx: Tx, actor: Actor, id: string): Promise<StoredFinding | undefined> =>
  findingsIn(tx)
    .selectFrom("finding")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "finding"))
    .executeTakeFirst();

/** The same, locked until the transaction ends. */
export const lockFinding = (tx: Tx, actor: Actor, id: string): Promise<StoredFinding | undefined> =>
  findingsIn(tx)
    .selectFrom("finding")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "finding"))
    .forUpdate()
    .executeTakeFirst();

export const findingsById = (tx: Tx, actor: Actor, ids: readonly string[]): Promise<StoredFinding[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : findingsIn(tx)
        .selectFrom("finding")
        .selectAll()
        .where("province", "=", actor.province)
        .where("id", "in", [...ids])
        .where(within(actor, "finding"))
        .orderBy("id", "desc")
        .execute();

type Of = Pick<StoredFinding, "province" | "id">;

export const correctionOf = (tx: Tx, { province, id }: Of): Promise<StoredCorrection | undefined> =>
  findingsIn(tx)
    .selectFrom("finding_correction")
    .selectAll()
    .where("province", "=", province)
    .where("finding", "=", id)
    .executeTakeFirst();

export const correctionsOf = async (
  tx: Tx,
  province: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredCorrection>> => {
  if (ids.length === 0) return new Map();
  const rows = await findingsIn(tx)
    .selectFrom("finding_correction")
    .selectAll()
    .where("province", "=", province)
    .where("finding", "in", [...ids])
    .execute();
  return new Map(rows.map((row) => [row.finding, row]));
};

/** The trail, oldest first. */
export const stepsOf = (tx: Tx, { province, id }: Of): Promise<StoredStep[]> =>
  findingsIn(tx)
    .selectFrom("finding_step")
    .selectAll()
    .where("province", "=", province)
    .where("finding", "=", id)
    .orderBy("seq")
    .execute();

export const filesOf = (tx: Tx, { province, id }: Of): Promise<StoredFile[]> =>
  findingsIn(tx)
    .selectFrom("finding_file")
    .selectAll()
    .where("province", "=", province)
    .where("finding", "=", id)
    .orderBy("at")
    .execute();

/** One line of the trail; the finding must be locked. */
export const addStep = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  finding: Pick<StoredFinding, "province" | "id" | "state">,
  step: { readonly act: FindingAct; readonly note: string; readonly files?: readonly string[] },
): Promise<void> => {
  const { province, id, state } = finding;
  await sql`insert into finding_step (province, finding, seq, act, note, files, to_state, by_user, by_name, by_office, at)
    select ${province}, ${id}::uuid, coalesce(max(seq), 0) + 1, ${step.act}, ${step.note}, ${[...(step.files ?? [])]}::uuid[], ${state},
      ${actor.userId}, ${actor.name}, ${await titleOfActor(tx, actor)}, ${at}::timestamptz
    from finding_step where province = ${province} and finding = ${id}::uuid`.execute(tx);
};

export interface FindingFilter {
  readonly text?: string | undefined;
  readonly state?: StoredFinding["state"] | undefined;
  readonly grade?: StoredFinding["grade"] | undefined;
  readonly source?: StoredFinding["source"] | undefined;
  readonly year?: number | undefined;
  readonly region?: string | undefined;
  readonly institution?: string | undefined;
  readonly project?: string | undefined;
  readonly earmark?: string | undefined;
  readonly inspection?: string | undefined;
  readonly overdue?: "true" | "false" | undefined;
  readonly open?: "true" | "false" | undefined;
}

/** CORRECTION_OVERDUE of a finding `f` with its correction `c`: the day itself is not late. */
export const overdueOn = (today: string) =>
  sql<SqlBool>`coalesce(c.due_on < ${today}::date and f.state = any(${[...underCorrection]}::text[]), false)`;

const like = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

const wanted = (actor: Actor, today: string, filter: FindingFilter) => {
  const { text, region } = filter;
  const equal = (["state", "grade", "source", "year", "institution", "project", "earmark", "inspection"] as const).flatMap(
    (name) => (filter[name] === undefined ? [] : [sql`f.${sql.ref(name)} = ${filter[name]}`]),
  );
  const conditions = [
    sql`${within(actor, "f")}`,
    ...equal,
    ...(text === undefined || text === ""
      ? []
      : [
          sql`(f.title || ' ' || f.number || ' ' || coalesce(f.institution_name, '') || ' ' || coalesce(f.project_title, '')) ilike ${like(text)}`,
        ]),
    ...(region === undefined || region.endsWith("0000") ? [] : [sql`${region} in (f.city, f.county)`]),
    ...(filter.overdue === "true" ? [overdueOn(today)] : []),
    ...(filter.open === "true" ? [sql`f.state in ('raised', 'correcting', 'answered')`] : []),
  ];
  return sql.join(conditions, sql` and `);
};

const joined = sql`from finding f left join finding_correction c on c.province = f.province and c.finding = f.id`;

/** Overdue first, then the newest; one more than asked, so that a next page is known. */
export const findingPage = async (
  tx: Tx,
  actor: Actor,
  today: string,
  { after, limit, ...filter }: FindingFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly (StoredFinding & { readonly is_overdue: boolean })[]> => {
  const [, flag, id] = /^([01])\|([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  const beyond = id === undefined ? sql`` : sql`and (${overdueOn(today)}, f.id) < (${flag === "1"}, ${id}::uuid)`;
  const { rows } = await sql<StoredFinding & { is_overdue: boolean }>`
    select f.*, ${overdueOn(today)} as is_overdue ${joined}
    where ${wanted(actor, today, filter)} ${beyond} order by is_overdue desc, f.id desc limit ${limit + 1}`.execute(tx);
  return rows;
};

export const countFindings = async (tx: Tx, actor: Actor, today: string, filter: FindingFilter): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count ${joined} where ${wanted(actor, today, filter)}`.execute(tx);
  return rows[0]?.count ?? 0;
};
