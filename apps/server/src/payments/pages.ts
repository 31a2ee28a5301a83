import { type PaymentPage, pilotLine } from "@qiangyi/api";
import { type Fen, fen, zero } from "@qiangyi/kernel";
import { type Earmark, fundNatures, sourceLevels } from "@qiangyi/ledger";
import { type Arrival, arrivalsAt } from "../allotments/index.ts";
import { bookBalances, bookTitle, unitBook } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";
import { lineClause, lineName } from "../policy/index.ts";

/** 专项核算: an account page of a unit. What is signed but not yet verified stands on a page too, with nothing available. */
export interface AccountPage {
  readonly earmarkId: string;
  readonly earmark: Earmark;
  readonly book: string;
  readonly bureau: string;
  readonly fund: PaymentPage["fund"];
  readonly line: string;
  readonly project: string | null;
  readonly title: string;
  readonly document: string | null;
  readonly year: number;
  readonly sourceLevel: Earmark["sourceLevel"];
  readonly received: Fen;
  readonly available: Fen;
  readonly frozen: Fen;
  readonly paid: Fen;
  /** Issued to the unit and not verified by it. */
  readonly unverified: Fen;
  /** In doubt: frozen until the level above has decided. */
  readonly queried: Fen;
}

type Cell = Awaited<ReturnType<typeof bookBalances>>[number];

/** Every page of a unit, newest year first. */
export const pagesOf = async (tx: Tx, actor: Actor, institution: string): Promise<readonly AccountPage[]> => {
  const { id: book } = unitBook(institution);
  const byEarmark = new Map<number, Cell[]>();
  for (const cell of await bookBalances(tx, actor, { book }))
    byEarmark.set(cell.earmarkId, [...(byEarmark.get(cell.earmarkId) ?? []), cell]);
  const arrived = await arrivalsAt(tx, actor, book);
  const pages = [...byEarmark.values()].map((cells) => pageOf(book, cells, arrived));
  const known = new Set(pages.map(({ earmark }) => sameMoney(earmark)));
  const waiting = arrived
    .filter((row) => row.unverified > 0n && !known.has(sameMoney(row)))
    .map((row): AccountPage => waitingPage(book, row));
  return [...pages, ...waiting].toSorted((a, b) => b.year - a.year || (a.title < b.title ? -1 : 1));
};

const sameMoney = ({ year, line, project }: Pick<Earmark, "year" | "line"> & { readonly project?: string | null }): string =>
  JSON.stringify([year, line, project ?? null]);

const pageOf = (book: string, cells: readonly Cell[], arrived: readonly Arrival[]): AccountPage => {
  const [first] = cells;
  if (first === undefined) throw new Error("a page has at least one cell");
  const { earmark } = first;
  const rows = arrived.filter((row) => sameMoney(row) === sameMoney(earmark));
  const at = (account: string): Fen => total(cells.filter((cell) => cell.account === account));
  const givers = cells.filter(
    ({ account, counterpart }) => account === "2101" && counterpart !== undefined && counterpart !== null,
  );
  const giver = givers.toSorted((a, b) => (a.amountFen > b.amountFen ? -1 : 1))[0]?.counterpart;
  return {
    ...partsOf(earmark),
    earmarkId: String(first.earmarkId),
    earmark,
    book,
    bureau: giver ?? rows[0]?.issuer ?? "",
    title: rows.find(({ title }) => title !== "")?.title ?? earmark.project ?? "未落到项目的资金",
    document: rows[0]?.number ?? null,
    received: fen(at("2101") - at("2109")),
    available: at("1105"),
    frozen: at("1106"),
    paid: at("1107"),
    unverified: sumOf(rows, ({ unverified }) => unverified),
    queried: sumOf(rows, ({ queried }) => queried),
  };
};

const waitingPage = (book: string, row: Arrival): AccountPage => ({
  ...partsOf(row.earmark),
  earmarkId: `row:${row.notice}:${row.row}`,
  earmark: row.earmark,
  book,
  bureau: row.issuer,
  title: row.title,
  document: row.number,
  received: zero,
  available: zero,
  frozen: zero,
  paid: zero,
  unverified: row.unverified,
  queried: row.queried,
});

const partsOf = ({ line, project, year, sourceLevel }: Earmark) => ({
  fund: line === pilotLine ? ("5g-2022" as const) : ("qiangyi-2024" as const),
  line,
  project: project ?? null,
  year,
  sourceLevel,
});

const total = (cells: readonly Cell[]): Fen => sumOf(cells, ({ amountFen }) => amountFen);
const sumOf = <Row>(rows: readonly Row[], amount: (row: Row) => Fen): Fen => fen(rows.reduce((so, row) => so + amount(row), 0n));

export const shownPage = (page: Omit<AccountPage, "unverified" | "queried">): PaymentPage => ({
  earmark: page.earmarkId,
  book: page.book,
  fund: page.fund,
  line: page.line,
  lineName: lineName(page.line),
  clause: lineClause(page.line),
  project: page.project,
  projectTitle: page.title,
  document: page.document,
  year: page.year,
  nature: page.earmark.nature,
  natureName: fundNatures[page.earmark.nature],
  sourceLevel: page.sourceLevel,
  sourceName: sourceLevels[page.sourceLevel],
  functionClass: page.earmark.functionClass,
  trackTag: page.earmark.trackTag ?? null,
  bureau: page.bureau,
  bureauName: bookTitle(page.bureau),
  receivedFen: String(page.received),
  availableFen: String(page.available),
  frozenFen: String(page.frozen),
  paidFen: String(page.paid),
});
