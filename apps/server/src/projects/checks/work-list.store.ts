import type { CheckBox } from "@qiangyi/api";
import { type PlainDate } from "@qiangyi/kernel";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { rowsFor } from "../page-plans.ts";
import type { StoredProject } from "../project.store.ts";
import { holdsWords, type Matches, projectsWithWords } from "../search.store.ts";
import { listedColumns } from "../shown-project.ts";

export interface WorkFilter {
  readonly box: CheckBox;
  readonly year?: number | undefined;
  readonly call?: string | undefined;
  readonly programme?: string | undefined;
  readonly city?: string | undefined;
  readonly county?: string | undefined;
  readonly institution?: string | undefined;
  readonly due?: "overdue" | "soon" | undefined;
  readonly q?: string | undefined;
  readonly sort: WorkSort;
}
export type WorkSort = "arrived" | "-arrived" | "amount" | "-amount";

const workColumns = [
  ...listedColumns,
  "signed_round",
  "returned_times",
  "read_at",
] as const satisfies readonly (keyof StoredProject)[];
/** What the check page and the tasks read of a project. */
export type CheckedRow = Pick<StoredProject, (typeof workColumns)[number]>;
export type WorkRow = CheckedRow & { readonly handled_at: Date | null };

const columns = sql.join(workColumns.map((name) => sql.ref(`project.${name}`)));

/** Everything that a person did with projects, or that was done for him: steps and fund checks. The trail is append-only, so nothing leaves it. */
const actsOf = ({ province, userId }: Actor) => sql`(
  select project, at, action from project_step where province = ${province} and by_user = ${userId}
  union all select project, at, action from project_step where province = ${province} and for_user = ${userId}
  union all select project, at, 'fundCheck' from project_fund_check where province = ${province} and by_user = ${userId}
  union all select project, at, 'fundCheck' from project_fund_check where province = ${province} and for_user = ${userId})`;

/**
 * The latest act of the person on each project, newest first, no more than a page needs: a career of acts costs the same as a week. Each of
 * the four sources gives its own latest, and only those that no other source has a later one for.
 */
const latestActsOf = ({ province, userId }: Actor, cursor: { value: string; id: string } | undefined, limit: number) => {
  const before = cursor ? sql`and (act.at, act.project) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)` : sql``;
  const source = (table: "project_step" | "project_fund_check", person: "by_user" | "for_user") => sql`(
    select act.project, act.at from ${sql.table(table)} act where act.province = ${province} and ${sql.ref(`act.${person}`)} = ${userId} ${before}
      and not exists (select from project_step later where later.province = act.province and later.project = act.project
        and ${userId} in (later.by_user, later.for_user) and later.at > act.at)
      and not exists (select from project_fund_check later where later.province = act.province and later.project = act.project
        and ${userId} in (later.by_user, later.for_user) and later.at > act.at)
    order by act.at desc, act.project desc limit ${limit})`;
  return sql`(select project, max(at) as at from (
    ${source("project_step", "by_user")} union all ${source("project_step", "for_user")}
    union all ${source("project_fund_check", "by_user")} union all ${source("project_fund_check", "for_user")}) every_act group by project)`;
};

const isFinanceDesk = ({ permissions }: Actor): boolean =>
  permissions.has("projects.checkFunds") && !permissions.has("projects.check");

/** Finance waits for what its conclusion is asked on, a unit's head for what he must sign; every other desk for the check of its level. */
const waitingHere = (actor: Actor): RawBuilder<SqlBool> => {
  if (actor.level === "unit") return sql`project.state = 'to_sign'`;
  return isFinanceDesk(actor)
    ? sql`project.waits_at = ${actor.level} and exists (select from call c where c.province = project.province and c.id = project.call
        and c.definition #>> '{budget,matching}' = 'required')
      and not exists (select from project_fund_check f where f.province = project.province and f.project = project.id
        and f.round = project.signed_round and f.level = project.waits_at)`
    : sql`project.waits_at = ${actor.level}`;
};

const levelsBelow: Readonly<Record<string, readonly string[]>> = { city: ["county"], province: ["county", "city"] };

/** What a box holds; "handled" is a join of its own. */
const inBox = (actor: Actor, box: Exclude<CheckBox, "handled">): RawBuilder<SqlBool> => {
  switch (box) {
    case "waiting":
      return waitingHere(actor);
    case "below":
      return sql`project.waits_at = any(${levelsBelow[actor.level] ?? []}::text[])`;
    case "returned":
      return sql`project.state = 'returned'`;
  }
};

const narrowed = (filter: WorkFilter, today: PlainDate, matches?: Matches) => {
  const conditions = [
    ...(filter.year === undefined ? [] : [sql`and project.year = ${filter.year}`]),
    ...(filter.call === undefined ? [] : [sql`and project.call = ${filter.call}::uuid`]),
    ...(filter.programme === undefined ? [] : [sql`and project.programme = ${filter.programme}`]),
    // By where it lies: a project that goes to the organiser alone has no authorities on its route.
    ...(filter.city === undefined ? [] : [sql`and left(project.seat, 4) = ${filter.city.slice(0, 4)}`]),
    ...(filter.county === undefined ? [] : [sql`and project.seat = ${filter.county}`]),
    ...(filter.institution === undefined ? [] : [sql`and project.institution = ${filter.institution}`]),
    ...(filter.due === undefined ? [] : [sql`and ${lastDay} < ${today}::date + ${filter.due === "overdue" ? 0 : 4}::int`]),
    ...(filter.due === "soon" ? [sql`and ${lastDay} >= ${today}::date`] : []),
    ...(matches === undefined ? [] : [sql`and ${holdsWords(filter.q ?? "", matches)}`]),
  ];
  return conditions.length === 0 ? sql`` : sql.join(conditions, sql` `);
};

/** Last day of the correction, or of this level's check where the call sets days for it. */
const lastDay = sql`(case when project.state = 'returned' then project.correct_by
  when project.waits_at is not null then (project.changed_at at time zone 'Asia/Shanghai')::date + (select (c.definition ->> 'checkDays')::int from call c where c.province = project.province and c.id = project.call)
  end)`;

const isNarrowed = ({ year, call, programme, city, county, institution, due, q }: WorkFilter): boolean =>
  [year, call, programme, city, county, institution, due, q].some((value) => value !== undefined && value !== "");

/** Whether a page of the box is a piece of an index in its order, whatever the values. */
export const walksIndex = (filter: WorkFilter): boolean =>
  (filter.box === "waiting" || filter.box === "returned") && filter.sort.endsWith("arrived") && !isNarrowed(filter);

interface Page {
  readonly rows: readonly WorkRow[];
  readonly next: string | null;
}

/** One page of a box. `after` is the `next` of the page before; a damaged one, or one of another order, starts from the beginning. */
export const workPage = async (
  tx: Tx,
  actor: Actor,
  filter: WorkFilter,
  today: PlainDate,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page> => {
  const isHandled = filter.box === "handled";
  // What I did last stands first, whatever order was asked for.
  const order = isHandled ? "-handled" : filter.sort;
  const isDescending = order.startsWith("-");
  const isAmount = order.endsWith("amount");
  const key = isHandled ? sql`acts.at` : isAmount ? sql`project.support_fen` : sql`project.changed_at`;
  const cursor = after === undefined ? undefined : readCursor(after, order);
  const matches = filter.q === undefined || filter.q === "" ? undefined : await projectsWithWords(tx, actor, filter.q);
  const { rows } = await sql<WorkRow>`
    select ${columns}, ${isHandled ? sql`acts.at` : sql`null::timestamptz`} as handled_at from project
    ${isHandled ? sql`join ${isNarrowed(filter) ? sql`(select project, max(at) as at from ${actsOf(actor)} every_act group by project)` : latestActsOf(actor, cursor, limit + 1)} acts on acts.project = project.id` : sql``}
    where ${within(actor, "project")} ${filter.box === "handled" ? sql`` : sql`and ${inBox(actor, filter.box)}`} ${narrowed(filter, today, matches)}
      ${cursor ? sql`and (${key}, project.id) ${isDescending ? sql`<` : sql`>`} (${cursor.value}::${isAmount ? sql`bigint` : sql`timestamptz`}, ${cursor.id}::uuid)` : sql``}
    order by ${key} ${isDescending ? sql`desc` : sql``}, project.id ${isDescending ? sql`desc` : sql``}
    limit ${rowsFor(limit)}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || !last) return { rows: shown, next: null };
  const value = isHandled ? last.handled_at?.toISOString() : isAmount ? String(last.support_fen) : last.changed_at.toISOString();
  return { rows: shown, next: Buffer.from(JSON.stringify([order, value, last.id])).toString("base64url") };
};

const readCursor = (text: string, order: string): { value: string; id: string } | undefined => {
  try {
    const [ofOrder, value, id] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    const isFitting =
      ofOrder === order &&
      typeof value === "string" &&
      (order.endsWith("amount") ? /^\d{1,18}$/.test(value) : !Number.isNaN(Date.parse(value))) &&
      typeof id === "string" &&
      /^[0-9a-f-]{36}$/.test(id);
    return isFitting ? { value, id } : undefined;
  } catch {
    return undefined;
  }
};

/** Whoever looks at a whole level finds its number kept; finance, a unit and narrower questions count their few rows. */
const isKept = (actor: Actor, { box, institution, due }: WorkFilter): boolean =>
  actor.level !== "unit" && !(box === "waiting" && isFinanceDesk(actor)) && institution === undefined && due === undefined;

/** How many the whole box holds under the filter; null where words are searched for, and for 已办, which grows for ever. */
export const workTotal = async (tx: Tx, actor: Actor, filter: WorkFilter, today: PlainDate): Promise<number | null> => {
  const { box, q } = filter;
  if (box === "handled" || (q !== undefined && q !== "")) return null;
  if (isKept(actor, filter)) return keptTotal(tx, actor, filter);
  const { rows } = await sql<{ total: bigint }>`
    select count(*) as total from project
    where ${within(actor, "project")} and ${inBox(actor, box)} ${narrowed(filter, today)}`.execute(tx);
  return Number(rows[0]?.total ?? 0n);
};

const bucketsOf = ({ level }: Actor, box: CheckBox): readonly string[] =>
  box === "returned" ? ["returned"] : box === "below" ? (levelsBelow[level] ?? []) : [level];

const keptTotal = async (tx: Tx, actor: Actor, { box, year, call, programme, city, county }: WorkFilter): Promise<number> => {
  const ofCall = [
    ...(year === undefined ? [] : [sql`and c.year = ${year}`]),
    ...(programme === undefined ? [] : [sql`and c.programme = ${programme}`]),
  ];
  const { rows } = await sql<{ total: bigint | null }>`
    select sum(kept.projects)::bigint as total from project_waiting_count kept
    ${ofCall.length === 0 ? sql`` : sql`join call c on c.province = kept.province and c.id = kept.call ${sql.join(ofCall, sql` `)}`}
    where ${within(actor, "kept")} and kept.bucket = any(${bucketsOf(actor, box)}::text[])
      ${call === undefined ? sql`` : sql`and kept.call = ${call}::uuid`}
      ${city === undefined ? sql`` : sql`and left(kept.seat, 4) = ${city.slice(0, 4)}`}
      ${county === undefined ? sql`` : sql`and kept.seat = ${county}`}`.execute(tx);
  return Number(rows[0]?.total ?? 0n);
};

/** What I did last with each of these projects. */
export const lastActsOf = async (
  tx: Tx,
  actor: Actor,
  projects: readonly Pick<StoredProject, "id">[],
): Promise<ReadonlyMap<string, { readonly action: string; readonly at: Date }>> => {
  if (projects.length === 0) return new Map();
  const { rows } = await sql<{ project: string; action: string; at: Date }>`
    select distinct on (project) project, action, at from ${actsOf(actor)} every_act
    where project = any(${projects.map(({ id }) => id)}::uuid[]) order by project, at desc`.execute(tx);
  return new Map(rows.map(({ project, action, at }) => [project, { action, at }]));
};

/** Calls with anything waiting here, for the filter of the list. */
export const waitingByCall = async (tx: Tx, actor: Actor): Promise<{ id: string; title: string; waiting: number }[]> => {
  const waiting = isKept(actor, { box: "waiting", sort: "arrived" })
    ? sql`select kept.province, kept.call, sum(kept.projects) as count from project_waiting_count kept
        where ${within(actor, "kept")} and kept.bucket = ${actor.level} and kept.projects > 0 group by kept.province, kept.call`
    : sql`select project.province, project.call, count(*) as count from project
        where ${within(actor, "project")} and ${inBox(actor, "waiting")} group by project.province, project.call`;
  const { rows } = await sql<{ id: string; title: string; waiting: number }>`
    select c.id, c.title, waiting.count::int as waiting from (${waiting}) waiting
    join call c on c.province = waiting.province and c.id = waiting.call order by waiting.count desc, c.title limit 200`.execute(
    tx,
  );
  return rows;
};
