import type { ProjectState } from "@qiangyi/projects";
import { type RawBuilder, sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { keepPlans, rowsFor, walkInOrder } from "../page-plans.ts";
import type { StoredProject } from "../project.store.ts";
import { holdsWords, type Matches, projectsWithWords } from "../search.store.ts";
import { type ListedProject, listedColumns } from "../shown-project.ts";

export type ProjectPhase = "declared" | "library" | "ended";

const phases: Readonly<Record<ProjectPhase, readonly ProjectState[]>> = {
  declared: ["submitted", "county_passed", "city_passed", "form_passed", "reviewed", "returned"],
  library: ["reserved", "in_library", "funded", "implementing", "accepted", "suspended"],
  ended: ["closed", "rejected", "terminated"],
};

export interface ProjectFilter {
  readonly text?: string | undefined;
  readonly state?: ProjectState | undefined;
  readonly phase?: ProjectPhase | undefined;
  readonly programme?: StoredProject["programme"] | undefined;
  /** Any of these, where several rooms' rules draw the line. */
  readonly programmes?: readonly StoredProject["programme"][] | undefined;
  readonly states?: readonly ProjectState[] | undefined;
  readonly year?: number | undefined;
  readonly call?: string | undefined;
  readonly region?: string | undefined;
  readonly institution?: string | undefined;
}

export type ProjectSort = "-changed" | "-amount" | "number";

export interface ProjectQuery extends ProjectFilter {
  readonly sort: ProjectSort;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ProjectPage {
  readonly rows: readonly ListedProject[];
  readonly next: string | null;
  /** How many the filter finds; null for more than anyone counts through. */
  readonly total: number | null;
}

/** A page of the library with its total. Page and total leave in one packet, so that both cost one round trip. */
export const projectPage = async (tx: Tx, actor: Actor, query: ProjectQuery): Promise<ProjectPage> => {
  const [matches] = await Promise.all([matchesOf(tx, actor, query), walksIndex(query) && keepPlans(tx)]);
  const isFirst = query.after === undefined;
  const [, rows, counted] = await Promise.all([
    matches === "many" && walkInOrder(tx),
    readPage(tx, actor, query, matches),
    // What many hold is not counted, because the words would have to be compared row by row; a few are counted as they are sorted.
    matches === "many" || (matches !== undefined && isFirst) ? null : countUpTo(tx, actor, query, matches),
  ]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const found = rows[0]?.found;
  return {
    rows: shown,
    next: rows.length > query.limit && last ? keyOf(query.sort, last) : null,
    total: isFirst && rows.length <= query.limit ? rows.length : found !== undefined ? Number(found) : counted,
  };
};

/** All that the filter finds, in the order of numbers, for an export. */
export async function* projectPages(tx: Tx, actor: Actor, filter: ProjectFilter): AsyncGenerator<readonly ListedProject[]> {
  const matches = await matchesOf(tx, actor, filter);
  let after: string | undefined;
  do {
    const query = { ...filter, sort: "number", after, limit: 500 } as const;
    const rows = await readPage(tx, actor, query, matches);
    const shown = rows.slice(0, query.limit);
    yield shown;
    const last = shown.at(-1);
    after = rows.length > query.limit && last ? keyOf("number", last) : undefined;
  } while (after !== undefined);
}

const matchesOf = async (tx: Tx, actor: Actor, { text }: ProjectFilter): Promise<Matches | undefined> =>
  text === undefined || text === "" ? undefined : projectsWithWords(tx, actor, text);

/** Whether the page is a piece of an index in its order, whatever the values. A whole city is not: its seats are many. */
const walksIndex = ({ text, region, sort }: ProjectQuery): boolean =>
  (text === undefined || text === "") && sort === "-changed" && !isCity(region);

const isCity = (region: string | undefined): boolean => region?.endsWith("00") ?? false;

/** Within the actor's sight, and narrowed. Drafts are the unit's own affair and stand under 我的申报. */
const wanted = (actor: Actor, filter: ProjectFilter) => {
  const { state, states, phase, programme, programmes, year, call, region, institution } = filter;
  const conditions = [
    sql`${within(actor, "project")} and project.signed_round > 0`,
    ...(state === undefined ? [] : [sql`project.state = ${state}`]),
    ...(states === undefined ? [] : [sql`project.state = any(${states}::text[])`]),
    ...(phase === undefined ? [] : [sql`project.state = any(${phases[phase]}::text[])`]),
    ...(programme === undefined ? [] : [sql`project.programme = ${programme}`]),
    ...(programmes === undefined ? [] : [sql`project.programme = any(${programmes}::text[])`]),
    ...(year === undefined ? [] : [sql`project.year = ${year}`]),
    ...(call === undefined ? [] : [sql`project.call = ${call}::uuid`]),
    ...(institution === undefined ? [] : [sql`project.institution = ${institution}`]),
    ...(region === undefined || region === "140000" ? [] : [seatIn(region)]),
  ];
  return sql.join(conditions, sql` and `);
};

/** Comparisons and not LIKE, which the row policy would have judged row by row. */
const seatIn = (region: string): RawBuilder<unknown> =>
  isCity(region)
    ? sql`project.seat >= ${region} and project.seat <= ${`${region.slice(0, 4)}99`}`
    : sql`project.seat = ${region}`;

const columns = sql.join(listedColumns.map((name) => sql.ref(`project.${name}`)));

/** `found`: how many hold the words, on the first page of a search. */
type FoundProject = ListedProject & { readonly found?: bigint };

const readPage = async (
  tx: Tx,
  actor: Actor,
  query: ProjectQuery,
  matches: Matches | undefined,
): Promise<readonly FoundProject[]> => {
  const order = orders[query.sort];
  const from = sql`from project where ${wanted(actor, query)} ${order.after(query.after)}`;
  const { text = "" } = query;
  const found =
    matches === undefined
      ? sql`select ${columns} ${from}`
      : matches === "many"
        ? // The inner list is walked in its order until the page is full; `offset 0` keeps the words out of it.
          sql`select ${columns} from (select project.* ${from} order by ${order.by} offset 0) project where ${holdsWords(text, matches)}`
        : sql`select ${columns} ${query.after === undefined ? sql`, count(*) over () as found` : sql``} ${from} and ${holdsWords(text, matches)}`;
  return (await sql<FoundProject>`${found} order by ${order.by} limit ${rowsFor(query.limit)}`.execute(tx)).rows;
};

interface Order {
  readonly by: RawBuilder<unknown>;
  readonly after: (cursor: string | undefined) => RawBuilder<unknown>;
}

/** Condition of what comes after a row of the page before; a damaged cursor starts from the beginning. */
const beyond =
  (fits: (key: string) => boolean, condition: (key: string, id: string) => RawBuilder<unknown>) =>
  (cursor: string | undefined): RawBuilder<unknown> => {
    const [key = "", id = ""] = cursor?.split("|") ?? [];
    return /^[0-9a-f-]{36}$/.test(id) && fits(key) ? condition(key, id) : sql``;
  };

const orders: Readonly<Record<ProjectSort, Order>> = {
  "-changed": {
    by: sql`project.changed_at desc, project.id desc`,
    after: beyond(
      (key) => !Number.isNaN(Date.parse(key)),
      (key, id) => sql`and (project.changed_at, project.id) < (${key}::timestamptz, ${id}::uuid)`,
    ),
  },
  "-amount": {
    by: sql`project.support_fen desc, project.id desc`,
    after: beyond(
      (key) => /^\d{1,18}$/.test(key),
      (key, id) => sql`and (project.support_fen, project.id) < (${key}::bigint, ${id}::uuid)`,
    ),
  },
  number: {
    by: sql`project.number, project.id`,
    after: beyond(
      () => true,
      (key, id) => sql`and (project.number, project.id) > (${key}, ${id}::uuid)`,
    ),
  },
};

const keyOf = (sort: ProjectSort, { id, number, support_fen, changed_at }: ListedProject): string =>
  `${sort === "-amount" ? support_fen : sort === "number" ? number : changed_at.toISOString()}|${id}`;

/** Counted as far as anyone reads: each row is judged by its policy, and "more than a thousand" is told by the absence of a number. */
const mostCounted = 1_000;

const countUpTo = async (tx: Tx, actor: Actor, filter: ProjectFilter, matches: Matches | undefined): Promise<number | null> => {
  const { text = "" } = filter;
  const { rows } = await sql<{ total: bigint }>`
    select count(*) as total from (select from project where ${wanted(actor, filter)}
      ${matches === undefined ? sql`` : sql`and ${holdsWords(text, matches)}`} limit ${sql.lit(mostCounted + 1)}) counted`.execute(
    tx,
  );
  const total = Number(rows[0]?.total ?? 0n);
  return total > mostCounted ? null : total;
};
