import { listDistributable, listHoldings } from "@qiangyi/api";
import { addDays, ok, type PlainDate } from "@qiangyi/kernel";
import { type Account, earmarkKey } from "@qiangyi/ledger";
import { sql } from "kysely";
import { bookBalances, bookTitle, ownBook } from "../../ledger/index.ts";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { heldRows } from "./held-rows.store.ts";
import { distributionDays } from "./sources.ts";

export const listDistributableRoutes = (rooms: Rooms): void => {
  handle(rooms, listDistributable, async ({ tx, actor, query }) => {
    const book = ownBook(actor);
    const canDraft = actor.permissions.has("notices.draft") && (actor.level === "city" || actor.level === "county");
    if (book === undefined || actor.level === "unit" || actor.level === "province") return ok({ items: [], canDraft });
    const held = await heldRows(tx, actor, { book, year: query.year });
    const heads = await headsOf(tx, actor, [...new Set(held.map(({ noticeId }) => noticeId))]);
    const made = await madeOf(tx, actor, book, query.year);
    const items = heads.map(({ issuer, ...head }) => {
      const rows = held.filter(({ noticeId }) => noticeId === head.noticeId);
      const sum = (of: (row: (typeof rows)[number]) => bigint) => rows.reduce((total, row) => total + of(row), 0n).toString();
      const received = rows.flatMap(({ receivedOn }) => (receivedOn === null ? [] : [receivedOn])).toSorted();
      const receivedOn = received[0] ?? null;
      const own = made.filter(({ upstreamId }) => upstreamId === head.noticeId);
      return {
        ...head,
        issuerName: bookTitle(issuer),
        receivedOn,
        dueOn: receivedOn === null ? null : addDays(receivedOn, distributionDays),
        thisFen: sum(({ thisFen }) => thisFen),
        unverifiedFen: sum(({ receivedOn: on, thisFen }) => (on === null ? thisFen : 0n)),
        distributedFen: sum(({ distributedFen, reassignedFen }) => distributedFen + reassignedFen),
        frozenFen: sum(({ frozenFen }) => frozenFen),
        recalledFen: sum(({ recalledFen }) => recalledFen),
        remainingFen: sum(({ remainingFen }) => remainingFen),
        drafts: own
          .filter(({ state }) => state === "draft")
          .map(({ noticeId, title, totalFen, draftedBy }) => ({ noticeId, title, totalFen: totalFen.toString(), draftedBy })),
        issued: own.flatMap(({ noticeId, number, issuedOn, totalFen }) =>
          number === null || issuedOn === null ? [] : [{ noticeId, number, issuedOn, totalFen: totalFen.toString() }],
        ),
      };
    });
    return ok({ items, canDraft });
  });

  handle(rooms, listHoldings, async ({ tx, actor, query }) => {
    const book = ownBook(actor);
    if (book === undefined) return ok({ book: null, bookName: "", items: [] });
    return ok({ book, bookName: bookTitle(book), items: await holdingsOf(tx, actor, book, query.year) });
  });
};

const headsOf = async (tx: Tx, actor: Actor, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : (
        await sql<{ noticeId: string; number: string; title: string; kind: "early" | "final" | "distribution"; issuer: string }>`
          select id as "noticeId", number, title, kind, issuer from allotment_notice
          where province = ${actor.province} and id = any(${[...ids]}::uuid[]) order by issued_on desc, id desc`.execute(tx)
      ).rows;

interface Made {
  readonly noticeId: string;
  readonly upstreamId: string;
  readonly state: "draft" | "issued";
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: PlainDate | null;
  readonly totalFen: bigint;
  readonly draftedBy: string;
}

const madeOf = async (tx: Tx, actor: Actor, book: string, year: number): Promise<Made[]> =>
  (
    await sql<Made>`
      select id as "noticeId", upstream_id as "upstreamId", state, title, number, issued_on as "issuedOn", total_fen as "totalFen",
        drafted_name as "draftedBy"
      from allotment_notice where province = ${actor.province} and issuer = ${book} and year = ${year} and kind = 'distribution'
        and state <> 'cancelled' order by id`.execute(tx)
  ).rows;

/** Accounts of one's own book, by what they mean to whoever holds it. */
const columns = {
  receivedFen: ["2101"],
  ownFen: ["2102", "2103", "2104", "2105"],
  inTransitFen: ["1102"],
  distributedFen: ["1103", "1104"],
  heldFen: ["1101", "1105"],
  frozenFen: ["1106"],
  closedFen: ["1108", "1109"],
} as const satisfies Record<string, readonly Account[]>;

const holdingsOf = async (tx: Tx, actor: Actor, book: string, year: number) => {
  const own = await bookBalances(tx, actor, { book, year });
  const below = book.startsWith("U") ? [book] : await unitsBelow(tx, actor, year);
  const paid = new Map<string, bigint>();
  for (const unit of below)
    for (const cell of await bookBalances(tx, actor, { book: unit, year }))
      if (cell.account === "1107") paid.set(pageOf(cell), (paid.get(pageOf(cell)) ?? 0n) + cell.amountFen);
  const titles = await titlesOf(tx, actor, book, year);
  const pages = new Map(own.map((cell) => [pageOf(cell), cell.earmark]));
  return [...pages].map(([key, { line, project }]) => {
    const cells = own.filter((cell) => pageOf(cell) === key);
    const sum = (accounts: readonly Account[], but?: Account) =>
      cells.reduce(
        (total, { account, amountFen }) =>
          total + (accounts.includes(account) ? amountFen : 0n) - (account === but ? amountFen : 0n),
        0n,
      );
    return {
      line,
      lineName: lineName(line),
      project: project ?? null,
      title: (project !== undefined && titles.get(project)) || null,
      // What was taken off what came from above is no longer received.
      receivedFen: sum(columns.receivedFen, "2109").toString(),
      ownFen: sum(columns.ownFen).toString(),
      inTransitFen: sum(columns.inTransitFen).toString(),
      distributedFen: sum(columns.distributedFen).toString(),
      heldFen: sum(columns.heldFen).toString(),
      frozenFen: sum(columns.frozenFen).toString(),
      closedFen: sum(columns.closedFen).toString(),
      paidFen: (paid.get(key) ?? 0n).toString(),
    };
  });
};

const pageOf = ({ earmark }: { readonly earmark: Parameters<typeof earmarkKey>[0] }): string => earmarkKey(earmark);

/** Units below that were issued money of the year: whoever pays has received it. */
const unitsBelow = async (tx: Tx, actor: Actor, year: number): Promise<string[]> =>
  (
    await sql<{ receiver: string }>`
      select distinct r.receiver from allotment_row r join allotment_notice n on n.province = r.province and n.id = r.notice_id
      where r.province = ${actor.province} and n.state = 'issued' and n.year = ${year} and r.institution is not null
        and (${actor.level} = 'province' or (${actor.level} = 'city' and r.city = ${actor.city}) or (${actor.level} = 'county' and r.county = ${actor.county}))`.execute(
      tx,
    )
  ).rows.map(({ receiver }) => receiver);

const titlesOf = async (tx: Tx, actor: Actor, book: string, year: number): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql<{ project: string; title: string }>`
        select distinct on (r.project) r.project, r.title from allotment_row r
        join allotment_notice n on n.province = r.province and n.id = r.notice_id
        where r.province = ${actor.province} and r.receiver = ${book} and n.year = ${year} and r.project is not null
        order by r.project, r.notice_id desc`.execute(tx)
    ).rows.map(({ project, title }) => [project, title]),
  );
