import { listPostings, type RouteAnswer, readAccountPage, readStatement } from "@qiangyi/api";
import { fen, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import {
  accounts,
  balances,
  inTransit,
  type Line,
  linesAsOf,
  sources,
  statement,
  steps,
  totalsByAccount,
  uses,
} from "@qiangyi/ledger";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../platform/index.ts";
import { type DocumentFinder, documentKey, findPaths } from "./document-paths.ts";
import { linesOfPage } from "./load-ledger.ts";
import { postingPage } from "./postings-of.ts";
import { bookNotFound, findBook } from "./show-books.ts";
import type { LedgerTables } from "./tables.ts";
import { bookTitles, earmarksShown, levelOfBook, type ProjectNamer } from "./titles.ts";

type PageNotFound = Refusal<"book-not-found"> | Refusal<"account-page-not-found">;
const answers: Answers<PageNotFound> = {
  ...bookNotFound,
  "account-page-not-found": [404, "这本账簿没有这个用途的账页"],
};

/** 账页: balances of any day as known on any day, every posting with its document, 明细账. */
export const showPagesRoutes = (rooms: Rooms, finders: readonly DocumentFinder[], nameProjects: ProjectNamer): void => {
  handle(
    rooms,
    readAccountPage,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof readAccountPage>, PageNotFound>> => {
      const page = await findPage(tx, actor, params, nameProjects);
      if (!page.ok) return page;
      const lines = linesAsOf(await linesOfPage(tx, actor, params), knownAt(query));
      const all = balances(lines);
      const title = await bookTitles(tx, actor, [params.book, ...all.flatMap(({ counterpart }) => counterpart ?? [])]);
      const totals = totalsByAccount(lines);
      const sumOf = (of: readonly (keyof typeof accounts)[]) =>
        of.reduce((sum, account) => sum + (totals.get(account) ?? 0n), 0n);
      return ok({
        book: { id: params.book, title: title(params.book), level: levelOfBook(params.book) },
        earmark: page.value,
        on: query.on ?? null,
        knownOn: query.knownOn ?? null,
        balances: all.map(({ account, counterpart, amount }) => ({
          account,
          title: accounts[account].title,
          kind: accounts[account].kind,
          side: accounts[account].side,
          counterpart: counterpart ?? null,
          counterpartTitle: counterpart === undefined ? null : title(counterpart),
          balanceFen: String(amount),
        })),
        sourcesFen: String(sumOf(sources) - sumOf(["2109"])),
        usesFen: String(sumOf(uses)),
        inTransitFen: String(params.book.startsWith("U") ? inTransit(lines) : fen(0n)),
      });
    },
    answers,
  );

  handle(
    rooms,
    listPostings,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof listPostings>, PageNotFound>> => {
      const page = await findPage(tx, actor, params, nameProjects);
      if (!page.ok) return page;
      const rows = await postingPage(tx, actor, { ...params, ...query });
      const shown = rows.slice(0, query.limit);
      const title = await bookTitles(
        tx,
        actor,
        shown.flatMap(({ counterpart, document }) => [document.issuer, ...(counterpart === undefined ? [] : [counterpart])]),
      );
      const paths = await findPaths(
        finders,
        tx,
        actor,
        shown.map(({ step, document }) => ({ ...document, step })),
      );
      const last = shown.at(-1);
      return ok({
        items: shown.map((row) => ({
          entryId: row.entryId,
          sequence: String(row.sequence),
          line: row.line,
          event: row.event,
          title: steps[row.step].title,
          issuer: row.document.issuer,
          issuerTitle: title(row.document.issuer),
          number: row.document.number,
          row: row.document.row,
          path: paths.get(documentKey(row.document)) ?? null,
          isAdvance: row.isAdvance,
          isReversal: row.reverses !== undefined,
          isReversed: row.isReversed,
          debit: row.debit,
          credit: row.credit,
          debitTitle: accounts[row.debit].title,
          creditTitle: accounts[row.credit].title,
          amountFen: String(row.amountFen),
          effectiveOn: row.effectiveOn,
          counterpart: row.counterpart ?? null,
          counterpartTitle: row.counterpart === undefined ? null : title(row.counterpart),
          economicClass: row.economicClass ?? null,
          contract: row.contract ?? null,
          recordedAt: row.recordedAt.toISOString(),
        })),
        next: rows.length > query.limit && last ? `${last.sequence}.${last.line}` : null,
        total: null,
      });
    },
    answers,
  );

  handle(
    rooms,
    readStatement,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof readStatement>, PageNotFound>> => {
      const page = await findPage(tx, actor, params, nameProjects);
      if (!page.ok) return page;
      const lines = await linesOfPage(tx, actor, params);
      const wanted =
        query.account !== undefined && query.account in accounts ? { account: query.account as keyof typeof accounts } : {};
      const [from, to] = [query.from as PlainDate, query.to as PlainDate];
      const { recordedOn } = knownAt(query);
      const found = statement(lines, wanted, { from, to, ...(recordedOn && { recordedOn }) });
      const title = await bookTitles(tx, actor, [...new Set(lines.flatMap(({ counterpart }) => counterpart ?? []))]);
      return ok({
        accounts: found.map(({ account, opening, rows, debits, credits, closing }) => ({
          account,
          title: accounts[account].title,
          side: accounts[account].side,
          openingFen: String(opening),
          rows: rows.map(({ line, debit, credit, balance }, index) => ({
            key: `${line.entry.sequence}.${index}`,
            ...documentOf(line, title),
            debitFen: String(debit),
            creditFen: String(credit),
            balanceFen: String(balance),
          })),
          debitsFen: String(debits),
          creditsFen: String(credits),
          closingFen: String(closing),
        })),
      });
    },
    answers,
  );
};

const documentOf = ({ effectiveOn, entry, counterpart }: Line, title: (book: string) => string) => ({
  effectiveOn,
  title: `${steps[entry.step].title}${entry.reverses === undefined ? "" : "（红字冲正）"}`,
  issuer: entry.document.issuer,
  number: entry.document.number,
  row: entry.document.row,
  counterpartTitle: counterpart === undefined ? null : title(counterpart),
});

const knownAt = ({ on, knownOn }: { readonly on?: string | undefined; readonly knownOn?: string | undefined }) => ({
  ...(on !== undefined && { effectiveOn: on as PlainDate }),
  ...(knownOn !== undefined && { recordedOn: knownOn as PlainDate }),
});

const findPage = async (
  tx: Tx,
  actor: Actor,
  { book, earmark }: { readonly book: string; readonly earmark: number },
  nameProjects: ProjectNamer,
) => {
  if (!(await findBook(tx, actor, book))) return refuse({ code: "book-not-found" });
  const row = await tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_earmark as e")
    .selectAll()
    .where("e.province", "=", actor.province)
    .where("e.id", "=", earmark)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("ledger_cell as c")
          .select("c.book")
          .where("c.province", "=", actor.province)
          .where("c.book", "=", book)
          .where("c.earmark", "=", earmark),
      ),
    )
    .executeTakeFirst();
  const shown = row && (await earmarksShown(tx, actor, [row], nameProjects)).get(earmark);
  return shown ? ok(shown) : refuse({ code: "account-page-not-found" });
};
