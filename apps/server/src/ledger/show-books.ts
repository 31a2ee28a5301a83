import { closeBook, listBooks, type RouteAnswer, readBook } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, covers, handle, type Rooms, type Tx, within } from "../platform/index.ts";
import { lineOrder } from "../policy/index.ts";
import { regionName } from "../registry/index.ts";
import { type CloseRefusal, closeAnswers, closePeriod } from "./close-period.ts";
import { booksIn, type FigureRow, figureColumns, figureOf, figuresOf, levelColumn, sumOfFigures } from "./figures.ts";
import type { LedgerTables } from "./tables.ts";
import { bookTitles, type EarmarkRow, earmarksShown, levelOfBook, type ProjectNamer } from "./titles.ts";

type BookNotFound = Refusal<"book-not-found">;
export const bookNotFound: Answers<BookNotFound> = { "book-not-found": [404, "找不到这本账簿，或者它不在您的查看范围内"] };

const closingAnswers: Answers<BookNotFound | CloseRefusal> = { ...closeAnswers, ...bookNotFound };

/** The lists of books, one book with its pages, and its closing. */
export const showBooksRoutes = (rooms: Rooms, nameProjects: ProjectNamer): void => {
  handle(rooms, listBooks, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listBooks>, never>> => {
    const rows = await bookPage(tx, actor, query);
    const shown = rows.slice(0, query.limit);
    const title = await bookTitles(
      tx,
      actor,
      shown.map(({ id }) => id),
    );
    return ok({
      items: shown.map((row) => ({
        id: row.id,
        title: title(row.id),
        level: row.level,
        place: row.seat === null ? "省本级" : regionName(row.seat),
        pages: row.pages,
        ...figuresOf(row),
      })),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
      total: null,
    });
  });

  handle(
    rooms,
    readBook,
    async ({ tx, actor, clock, params, query }): Promise<Result<RouteAnswer<typeof readBook>, BookNotFound>> => {
      const book = await findBook(tx, actor, params.book);
      if (!book) return refuse({ code: "book-not-found" });
      const [rows, title, closings] = await Promise.all([
        pagesOf(tx, actor, params.book, query),
        bookTitles(tx, actor, [book.id]),
        closingsOf(tx, actor, book.id),
      ]);
      const earmarks = await earmarksShown(tx, actor, rows, nameProjects);
      const pages = rows
        .toSorted((a, b) => b.year - a.year || lineOrder(a.line) - lineOrder(b.line) || a.id - b.id)
        .flatMap((row) => {
          const earmark = earmarks.get(row.id);
          return earmark ? [{ earmark, lastOn: row.lastOn, ...figuresOf(row) }] : [];
        });
      const year = Number(clock.today().slice(0, 4));
      const closable = clock.today().endsWith("12-31") ? year : year - 1;
      return ok({
        id: book.id,
        title: title(book.id),
        level: levelOfBook(book.id),
        place: book.county ?? book.city ?? `${actor.province}0000`,
        pages,
        total: figuresOf(sumOfFigures(rows)),
        closings: closings.map(({ year: closed, recorded_on }) => ({ year: closed, recordedOn: recorded_on })),
        closableYear: mayClose(actor, book) && !closings.some(({ year: closed }) => closed === closable) ? closable : null,
      });
    },
    bookNotFound,
  );

  handle(
    rooms,
    closeBook,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof closeBook>, BookNotFound | CloseRefusal>> => {
      const book = await findBook(tx, actor, params.book);
      if (!book || !mayClose(actor, book)) return refuse({ code: "book-not-found" });
      const closed = await closePeriod(tx, actor, { book: book.id, year: body.year }, { now: clock.now() });
      return closed.ok ? ok({ year: body.year }) : refuse(closed.refusal);
    },
    closingAnswers,
  );
};

/** A finance bureau closes its own book and those of the units of its level; a city leaves a county's books to the county. */
const mayClose = (actor: Actor, book: BookRow): boolean =>
  actor.permissions.has("books.close") &&
  covers(actor, book) &&
  (actor.level === "system" || (actor.city === book.city && actor.county === book.county));

interface BookRow {
  readonly id: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

export const findBook = (tx: Tx, actor: Actor, id: string): Promise<BookRow | undefined> =>
  tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_book")
    .select(["id", "city", "county", "institution"])
    .where(within(actor, "ledger_book"))
    .where("id", "=", id)
    .executeTakeFirst();

const closingsOf = (tx: Tx, actor: Actor, book: string) =>
  tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_closing")
    .select(["year", "recorded_on"])
    .where("province", "=", actor.province)
    .where("book", "=", book)
    .orderBy("year", "desc")
    .execute();

type BookPageRow = FigureRow & {
  readonly id: string;
  readonly level: "province" | "city" | "county" | "unit";
  readonly seat: string | null;
  readonly pages: number;
};

interface BooksAsked {
  readonly year: number;
  readonly line?: string | undefined;
  readonly region?: string | undefined;
  readonly level?: string | undefined;
  readonly having?: keyof typeof figureOf | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One more than the page holds, so that it is known whether another follows. */
const bookPage = async (tx: Tx, actor: Actor, asked: BooksAsked): Promise<readonly BookPageRow[]> => {
  const { year, line, region, level, having, after, limit } = asked;
  const { rows } = await sql<BookPageRow>`
    select b.id, ${levelColumn} as level, coalesce(b.county, b.city) as seat, count(distinct c.earmark)::integer as pages, ${figureColumns}
    from ledger_book b
    join ledger_cell c on c.province = b.province and c.book = b.id
    join ledger_earmark e on e.province = c.province and e.id = c.earmark
    where ${within(actor, "b")} and ${booksIn(region)} and e.year = ${year}
      and ${line === undefined ? sql`true` : sql`e.line = ${line}`}
      and ${level === undefined ? sql`true` : sql`${levelColumn} = ${level}`}
      and ${after === undefined ? sql`true` : sql`b.id > ${after}`}
    group by b.province, b.id, b.keeper, b.city, b.county
    having ${having === undefined ? sql`true` : sql`${figureOf[having]} <> 0`}
    order by b.id
    limit ${limit + 1}`.execute(tx);
  return rows;
};

type PageRow = FigureRow & EarmarkRow & { readonly lastOn: string };

const pagesOf = async (
  tx: Tx,
  actor: Actor,
  book: string,
  { year, line }: { readonly year?: number | undefined; readonly line?: string | undefined },
): Promise<readonly PageRow[]> => {
  const { rows } = await sql<PageRow>`
    select e.id, e.year, e.line, e.nature, e.source_level, e.project, e.function_class, e.track_tag, max(c.last_on) as "lastOn", ${figureColumns}
    from ledger_cell c join ledger_earmark e on e.province = c.province and e.id = c.earmark
    where c.province = ${actor.province} and c.book = ${book}
      and ${year === undefined ? sql`true` : sql`e.year = ${year}`} and ${line === undefined ? sql`true` : sql`e.line = ${line}`}
    group by e.province, e.id`.execute(tx);
  return rows;
};
