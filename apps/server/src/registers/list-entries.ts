import { type EntrySort, type EntryState, listEntries, type RouteAnswer } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, containing, handle, type Rooms, type Tx, within } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { rememberInstitutions } from "./institution-names.ts";
import { type ListRefusal, listAnswers } from "./refusals.ts";
import type { Register, SortName } from "./register.ts";
import { entriesNamedBy } from "./shown-entry.ts";
import { type ListedRow, listedColumns } from "./tables.ts";
import { totalsOf } from "./totals.store.ts";

export interface EntryFilter {
  readonly q?: string | undefined;
  readonly city?: string | undefined;
  readonly county?: string | undefined;
  readonly institution?: string | undefined;
  readonly year?: number | undefined;
  readonly state?: EntryState | undefined;
  readonly sort: EntrySort;
}

export const listEntriesRoute = (rooms: Rooms): void => {
  const institutionsOf = rememberInstitutions();
  handle(
    rooms,
    listEntries,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof listEntries>, ListRefusal>> => {
      const register = registersById.get(params.register);
      if (!register) return refuse({ code: "register-not-found" });
      if (!canSort(register, query.sort)) return refuse({ code: "sort-not-offered" });
      const [institutions, , { rows, next }, total] = await Promise.all([
        institutionsOf(tx, actor),
        walksIndex(query) && keepPlans(tx),
        entryPage(tx, actor, register, query, query.limit, query.after),
        totalOf(tx, actor, register, query),
      ]);
      return ok({ items: await entriesNamedBy(institutions, tx, actor, register, rows), next, total });
    },
    listAnswers,
  );
};

/** As a page of the screens has; written into the statement, so that a plan for any values knows how little is wanted. */
const usualLimit = 50;
const usual = sql.lit(usualLimit + 1);

/**
 * Whether the page is a piece of the index of its place, by date, whatever the values: then PostgreSQL may keep the plan. It would otherwise
 * find the plan for these values a little better each time, and making it costs as much as reading the page. In the other orders it must
 * not: a plan for any year gathers the year's entries and sorts them, hundreds of times the work.
 */
const walksIndex = ({ q, state, sort, limit }: EntryFilter & { readonly limit: number }): boolean =>
  nameOf(sort) === "date" && (q === undefined || q === "") && state === undefined && limit === usualLimit;

const keepPlans = (tx: Tx) => sql`set local plan_cache_mode = force_generic_plan`.execute(tx);

const nameOf = (sort: EntrySort): SortName => sort.replace("-", "") as SortName;

/** A register that has no county or no amount cannot be ordered by it; by date every one can. */
export const canSort = ({ sorts }: Register, sort: EntrySort): boolean =>
  nameOf(sort) === "date" || Object.values(sorts).includes(nameOf(sort));

interface SortColumn {
  readonly column: "sort_on" | "institution" | "county" | "sort_amount" | "entry_no";
  readonly type: "date" | "text" | "numeric";
}

/**
 * The columns of each order, those of an index. The last one tells all entries apart. What can be missing is never sorted by: an entry of
 * a register with a county has one, and an amount not known yet is stored as the lowest.
 */
const orders: Readonly<Record<SortName, readonly SortColumn[]>> = {
  date: [{ column: "sort_on", type: "date" }],
  institution: [
    { column: "institution", type: "text" },
    { column: "sort_on", type: "date" },
  ],
  county: [
    { column: "county", type: "text" },
    { column: "sort_on", type: "date" },
  ],
  amount: [{ column: "sort_amount", type: "numeric" }],
};
const columnsOf = (sort: EntrySort): SortColumn[] => [...orders[nameOf(sort)], { column: "entry_no", type: "text" }];

const listed = sql.raw(listedColumns.map((name) => `entry.${name}`).join(", "));

/** One page in the order of the list. `after` is the `next` of the page before; a damaged one starts from the beginning. */
export const entryPage = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  filter: EntryFilter,
  limit: number,
  after?: string,
): Promise<{ rows: ListedRow[]; next: string | null }> => {
  const columns = columnsOf(filter.sort);
  const cursor = after === undefined ? undefined : readCursor(after, filter.sort);
  const isDescending = filter.sort.startsWith("-");
  const byAmount = nameOf(filter.sort) === "amount";
  const named = columns.map(({ column }) => `entry.${column}`);
  const { rows } = await sql<ListedRow & { readonly sort_amount?: string }>`
    select ${listed}${byAmount ? sql`, entry.sort_amount` : sql``} from register_entry entry
    where ${within(actor, "entry")} and entry.register = ${register.id} ${narrowed(filter)}
      ${byAmount ? sql`and entry.sort_amount is not null` : sql``}
      ${cursor ? sql`and (${sql.raw(named.join(", "))}) ${isDescending ? sql`<` : sql`>`} (${bound(columns, cursor)})` : sql``}
    order by ${sql.raw(
      orderOf(columns, isNarrow(actor, filter))
        .map((term) => (isDescending ? `${term} desc` : term))
        .join(", "),
    )}
    limit ${limit === usualLimit ? usual : limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next:
      rows.length > limit && last
        ? writeCursor(
            filter.sort,
            columns.map(({ column }) => String(last[column])),
          )
        : null,
  };
};

/** One county or institution has few entries, but they lie far apart in the orders of the whole province. */
const isNarrow = ({ level }: Actor, { county, institution }: EntryFilter): boolean =>
  level === "county" || level === "unit" || county !== undefined || institution !== undefined;

/**
 * For a narrow list the term is one that no index knows: PostgreSQL then reads the few entries of the place and sorts them. Left the choice it
 * walks an index of the province and throws nearly everything away: among 200,000 entries it reads three times as many pages.
 */
const orderOf = (columns: readonly SortColumn[], narrow: boolean): string[] =>
  columns.map(({ column, type }) =>
    !narrow || type === "date" || column === "entry_no"
      ? `entry.${column}`
      : type === "numeric"
        ? `(entry.${column} + 0)`
        : `(entry.${column} || '')`,
  );

const bound = (columns: readonly SortColumn[], values: readonly string[]) =>
  sql.join(columns.map(({ type }, index) => sql`${values[index]}::${sql.raw(type)}`));

const narrowed = ({ q, city, county, institution, year, state }: EntryFilter) => {
  const conditions = [
    ...(city === undefined ? [] : [sql`and entry.city = ${city}`]),
    ...(county === undefined ? [] : [sql`and entry.county = ${county}`]),
    ...(institution === undefined ? [] : [sql`and entry.institution = ${institution}`]),
    // The bounds on the sorted column let the index of the list find the year.
    ...(year === undefined
      ? []
      : [sql`and entry.year = ${year} and entry.sort_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`]),
    ...(state === undefined ? [] : [sql`and entry.state = ${state}`]),
    ...(q === undefined || q === ""
      ? []
      : /^[a-z]{2}\d{6,}$/i.test(q)
        ? [sql`and entry.entry_no = ${q.toUpperCase()}`]
        : [sql`and entry.search_text like ${containing(q.toLowerCase())}`]),
  ];
  return conditions.length === 0 ? sql`` : sql.join(conditions, sql` `);
};

/** The place of the last row in its order. */
const writeCursor = (sort: EntrySort, place: readonly string[]): string =>
  Buffer.from(JSON.stringify([sort, ...place])).toString("base64url");

const fits: Readonly<Record<SortColumn["type"], RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  numeric: /^(-?\d+(\.\d+)?|-Infinity)$/,
  text: /^[^\0]*$/,
};

/** One of another order, or one that nobody gave out, starts from the beginning. */
const readCursor = (text: string, sort: EntrySort): string[] | undefined => {
  try {
    const [ofSort, ...values] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    const columns = columnsOf(sort);
    const isFitting = columns.every(({ type }, index) => {
      const value = values[index];
      return typeof value === "string" && fits[type].test(value);
    });
    return ofSort === sort && values.length === columns.length && isFitting ? (values as string[]) : undefined;
  } catch {
    return undefined;
  }
};

/** From the kept totals, whatever the number of entries; null where words are searched for. */
const totalOf = async (tx: Tx, actor: Actor, register: Register, filter: EntryFilter): Promise<number | null> => {
  if (filter.q !== undefined && filter.q !== "") return null;
  const totals = await totalsOf(tx, actor, { ...filter, register: register.id });
  return totals.reduce((sum, { entries }) => sum + entries, 0);
};
