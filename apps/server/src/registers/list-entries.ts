import { type EntryState, listEntries, type RouteAnswer } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { type UnknownRegister, unknownRegister } from "./refusals.ts";
import type { Register } from "./register.ts";
import { within } from "./scope.ts";
import { shownEntries } from "./shown-entry.ts";
import { type ListedRow, listedColumns } from "./tables.ts";

export interface EntryFilter {
  readonly q?: string | undefined;
  readonly city?: string | undefined;
  readonly county?: string | undefined;
  readonly institution?: string | undefined;
  readonly year?: number | undefined;
  readonly state?: EntryState | undefined;
  readonly sort: "date" | "-date";
}

export const listEntriesRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    listEntries,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof listEntries>, UnknownRegister>> => {
      const register = registersById.get(params.register);
      if (!register) return refuse({ code: "register-not-found" });
      const [{ rows, next }, total] = await Promise.all([
        entryPage(tx, actor, register, query, query.limit, query.after),
        totalOf(tx, actor, register, query),
      ]);
      return ok({ items: await shownEntries(tx, actor, register, rows), next, total });
    },
    unknownRegister,
  );

interface Cursor {
  readonly sortOn: string;
  readonly entryNo: string;
}

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
  const cursor = after === undefined ? undefined : readCursor(after);
  const isDescending = filter.sort === "-date";
  const { rows } = await sql<ListedRow>`
    select ${listed} from register_entry entry
    where ${within(actor, "entry")} and entry.register = ${register.id} ${narrowed(filter)}
      ${cursor ? sql`and (entry.sort_on, entry.entry_no) ${isDescending ? sql`<` : sql`>`} (${cursor.sortOn}::date, ${cursor.entryNo})` : sql``}
    order by ${isDescending ? sql`entry.sort_on desc, entry.entry_no desc` : sql`entry.sort_on, entry.entry_no`}
    limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? writeCursor(last) : null };
};

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
        : [sql`and entry.search_text like ${`%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`}`]),
  ];
  return conditions.length === 0 ? sql`` : sql.join(conditions, sql` `);
};

const writeCursor = ({ sort_on, entry_no }: ListedRow): string =>
  Buffer.from(JSON.stringify([sort_on, entry_no])).toString("base64url");

const readCursor = (text: string): Cursor | undefined => {
  try {
    const [sortOn, entryNo] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    return typeof sortOn === "string" && /^\d{4}-\d{2}-\d{2}$/.test(sortOn) && typeof entryNo === "string"
      ? { sortOn, entryNo }
      : undefined;
  } catch {
    return undefined;
  }
};

/** From the kept totals, whatever the number of entries; null where words are searched for. */
export const totalOf = async (tx: Tx, actor: Actor, register: Register, filter: EntryFilter): Promise<number | null> => {
  if (filter.q !== undefined && filter.q !== "") return null;
  const own = placeOfActor(actor);
  const places = { city: filter.city, county: filter.county, institution: filter.institution };
  // Someone who asks for another place than his own finds nothing; the entries say the same.
  for (const level of ["city", "county", "institution"] as const) {
    if (own[level] !== undefined && places[level] !== undefined && own[level] !== places[level]) return 0;
  }
  const wanted = { ...places, ...own };
  const scope =
    wanted.institution !== undefined
      ? "institution"
      : wanted.county !== undefined
        ? "county"
        : wanted.city !== undefined
          ? "city"
          : "province";
  const { rows } = await sql<{ entries: bigint }>`
    select coalesce(sum(entries), 0)::bigint as entries from register_total
    where province = ${actor.province} and register = ${register.id} and scope = ${scope}
      ${wanted.institution === undefined ? sql`` : sql`and institution = ${wanted.institution}`}
      ${wanted.county === undefined ? sql`` : sql`and county = ${wanted.county}`}
      ${wanted.city === undefined ? sql`` : sql`and city = ${wanted.city}`}
      ${filter.year === undefined ? sql`` : sql`and year = ${filter.year}`}
      ${filter.state === undefined ? sql`` : sql`and state = ${filter.state}`}`.execute(tx);
  return Number(rows[0]?.entries ?? 0n);
};

interface OwnPlace {
  readonly city?: string;
  readonly county?: string;
  readonly institution?: string;
}

const placeOfActor = ({ level, city, county, institution }: Actor): OwnPlace => {
  if (level === "city") return { city: city ?? "" };
  if (level === "county") return { county: county ?? "" };
  if (level === "unit") return { institution: institution ?? "" };
  return {};
};
