import type { BookFigures, BookLevel, FigureName } from "@qiangyi/api";
import { type RawBuilder, sql } from "kysely";

/** Sum of balances of some accounts over the cells `c` of a group. */
const of = (...accounts: readonly string[]): RawBuilder<bigint> =>
  sql<bigint>`coalesce(sum(c.balance_fen) filter (where c.account in (${sql.join(accounts.map((account) => sql.lit(account)))})), 0)::bigint`;

/** One figure for each group of accounts that officials speak of; sources and uses are reckoned from them. */
export const figureOf: { readonly [Name in FigureName]: RawBuilder<bigint> } = {
  arrangedFen: of("2102"),
  fromAboveFen: sql<bigint>`(${of("2101")} - ${of("2109")})`,
  carriedInFen: of("2103"),
  reassignedFen: of("2104", "2105"),
  undistributedFen: of("1101"),
  awaitingFen: of("1102"),
  passedDownFen: of("1103", "1104"),
  availableFen: of("1105"),
  frozenFen: of("1106"),
  paidFen: of("1107"),
  carriedOutFen: of("1108"),
  recoveredFen: of("1109"),
};
const names = Object.keys(figureOf) as FigureName[];

export const figureColumns = sql.join(names.map((name) => sql`${figureOf[name]} as ${sql.ref(name)}`));

export type FigureRow = Readonly<Record<FigureName, bigint>>;

const sources = ["arrangedFen", "fromAboveFen", "carriedInFen", "reassignedFen"] as const;
const uses = names.filter((name) => !(sources as readonly string[]).includes(name));

export const sourcesOf = (row: FigureRow): bigint => sources.reduce((sum, name) => sum + row[name], 0n);
export const usesOf = (row: FigureRow): bigint => uses.reduce((sum, name) => sum + row[name], 0n);

export const figuresOf = (row: FigureRow): BookFigures => ({
  ...(Object.fromEntries(names.map((name) => [name, String(row[name])])) as Record<FigureName, string>),
  sourcesFen: String(sourcesOf(row)),
  usesFen: String(usesOf(row)),
});

export const sumOfFigures = (rows: readonly FigureRow[]): FigureRow =>
  Object.fromEntries(names.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0n)])) as unknown as FigureRow;

/** Level of a book `b`, as SQL and of a row. */
export const levelColumn = sql<BookLevel>`case when b.keeper = 'unit' then 'unit' when b.county is not null then 'county' when b.city is not null then 'city' else 'province' end`;

/** The books of a region and below; nothing for the whole province. */
export const booksIn = (region: string | undefined): RawBuilder<boolean> =>
  region === undefined || region.endsWith("0000")
    ? sql`true`
    : region.endsWith("00")
      ? sql`b.city = ${region}`
      : sql`b.county = ${region}`;
