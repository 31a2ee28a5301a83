import { type FundQuery, listQueries, queryOutcomes, querySides, readQuery, readQueryDelivery } from "@qiangyi/api";
import { fen, inWanYuan, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { bookTitles } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, type Rooms, regionOfActor, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { officeName } from "../../registry/index.ts";
import { standingsOf } from "../receipts/receipts.store.ts";
import { mayClose } from "./close-query.ts";
import { type Office, officesToTell } from "./offices.ts";
import { countQueries, findQueries, findQuery, markRead, type StoredQuery } from "./queries.store.ts";
import { isReportLate, queryNumber, reportMinutes } from "./query.ts";

type ShowRefusal = Refusal<"query-not-found"> | Refusal<"not-told">;

const answers: Answers<ShowRefusal> = {
  "query-not-found": [404, "没有这笔存疑"],
  "not-told": [403, "这笔存疑没有报送您所在的部门"],
};

export const showQueriesRoutes = (rooms: Rooms): void => {
  handle(rooms, listQueries, async ({ tx, actor, query }) => {
    const found = await findQueries(tx, actor, { state: query.state, after: query.after, limit: query.limit });
    const items = found.slice(0, query.limit);
    const name = await bookTitles(tx, actor, booksOf(items));
    return ok({
      items: items.map((each) => summaryOf(each, name)),
      next: found.length > query.limit ? (items.at(-1)?.id ?? null) : null,
      total: query.after === undefined ? await countQueries(tx, actor, query.state) : null,
    });
  });

  handle(
    rooms,
    readQuery,
    async ({ tx, actor, params }) => {
      const query = await findQuery(tx, actor, params.queryId);
      if (!query) return refuse({ code: "query-not-found" } satisfies ShowRefusal);
      return ok(await describe(tx, actor, query));
    },
    answers,
  );

  handle(
    rooms,
    readQueryDelivery,
    async ({ tx, actor, clock, params }) => {
      const party = partyOf(actor);
      const region = regionOfActor(actor);
      if (party === undefined || region === undefined) return refuse({ code: "not-told" } satisfies ShowRefusal);
      const readAt = await markRead(tx, actor, clock.now(), { id: params.queryId, party, region });
      return readAt ? ok({ readAt: readAt.toISOString() }) : refuse({ code: "not-told" } satisfies ShowRefusal);
    },
    answers,
  );
};

/** Which office somebody acts for: the one that keeps the books, or the health authority beside it. */
const partyOf = ({ permissions }: Actor): Office["party"] | undefined =>
  permissions.has("queries.close") ? "finance" : permissions.has("notices.countersign") ? "health" : undefined;

const booksOf = (queries: readonly StoredQuery[]): string[] => queries.flatMap(({ book, upperBook }) => [book, upperBook]);

const requiredOf = (query: StoredQuery): readonly Office[] => officesToTell(query.side, query);
const isDelivered = ({ deliveries }: StoredQuery, { party, region }: Office): boolean =>
  deliveries.some((each) => each.party === party && each.region === region);
const missingOf = (query: StoredQuery): readonly Office[] =>
  requiredOf(query).filter((office) => office.role === "required" && !isDelivered(query, office));

const summaryOf = (query: StoredQuery, name: (book: string) => string): FundQuery => ({
  id: query.id,
  noticeId: query.noticeId,
  number: query.number,
  rowNo: query.rowNo,
  year: query.year,
  line: query.line,
  lineName: lineName(query.line),
  title: query.title,
  project: query.project,
  book: query.book,
  bookName: name(query.book),
  upperBook: query.upperBook,
  upperName: name(query.upperBook),
  rowFen: query.rowFen.toString(),
  amountFen: query.amountFen.toString(),
  frozenFen: query.frozenFen.toString(),
  isWhole: query.isWhole,
  reason: query.reason,
  side: query.side,
  raisedBy: query.raisedName,
  discoveredAt: query.discoveredAt.toISOString(),
  raisedAt: query.raisedAt.toISOString(),
  reportMinutes: reportMinutes(query.discoveredAt, query.raisedAt),
  isReportLate: isReportLate(query.discoveredAt, query.raisedAt),
  state: query.state,
  isComplete: missingOf(query).length === 0,
  closedAt: query.closedAt?.toISOString() ?? null,
  outcome: query.outcome,
});

const describe = async (tx: Tx, actor: Actor, query: StoredQuery) => {
  const name = await bookTitles(tx, actor, booksOf([query]));
  const office = ({ party, region }: Pick<Office, "party" | "region">) => officeName(party, region);
  const standing = await standingsOf(tx, actor, query.noticeId);
  const mismatch = standing(query.rowNo).receipts.findLast(({ state }) => state === "mismatch");
  const [party, region] = [partyOf(actor), regionOfActor(actor)];
  const offices = requiredOf(query);
  const deliveries = offices.map((each) => {
    const delivery = query.deliveries.find((told) => told.party === each.party && told.region === each.region);
    return {
      ...each,
      office: office(each),
      deliveredAt: instant(delivery?.deliveredAt),
      readAt: instant(delivery?.readAt),
      readBy: delivery?.readBy ?? null,
      isMine: delivery !== undefined && each.party === party && each.region === region,
    };
  });
  return {
    ...summaryOf(query, name),
    conclusion: query.conclusion,
    closedBy: query.closedName,
    returnedFen: query.returnedFen.toString(),
    deliveries,
    missing: missingOf(query).map(office),
    differences: query.frozenFen === 0n ? [...(mismatch?.differences ?? [])] : [],
    trail: trailOf(query, deliveries),
    canClose: mayClose(actor, query),
    documentNumber: queryNumber(query.id),
  };
};

/** The database's JSON writes an instant in its own manner. */
const instant = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : new Date(text).toISOString();

interface Told {
  readonly office: string;
  readonly readAt: string | null;
  readonly readBy: string | null;
}

const trailOf = (query: StoredQuery, deliveries: readonly Told[]) => {
  const frozen = query.frozenFen === 0n ? "这一行没有接收" : `冻结${inWanYuan(fen(query.frozenFen))}`;
  const raised = {
    at: query.raisedAt.toISOString(),
    by: query.raisedName,
    act: "提出存疑",
    text: `${querySides[query.side]}一方提出，${frozen}：${query.reason}`,
  };
  const told =
    deliveries.length === 0
      ? []
      : [{ ...raised, by: "系统", act: "送达", text: deliveries.map(({ office }) => office).join("、") }];
  const read = deliveries.flatMap(({ office, readAt, readBy }) =>
    readAt === null ? [] : [{ at: readAt, by: readBy ?? "", act: "阅知", text: office }],
  );
  const closed =
    query.closedAt === null || query.outcome === null
      ? []
      : [
          {
            at: query.closedAt.toISOString(),
            by: query.closedName ?? "",
            act: queryOutcomes[query.outcome],
            text: `${query.returnedFen > 0n ? `退回${inWanYuan(fen(query.returnedFen))}。` : ""}${query.conclusion ?? ""}`,
          },
        ];
  return [raised, ...told, ...read, ...closed].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};
