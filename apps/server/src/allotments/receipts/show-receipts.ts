import { listReceipts, type ReceiptRow, readReceipt } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { bookTitle, ownBook } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { type IssuedRow, issuedRows, sumFen } from "./issued-rows.store.ts";
import { ruleAmountOf, warningsOf } from "./judge-row.ts";
import { type Standing, standingsOf, stateOf } from "./receipts.store.ts";
import { upstreamOf } from "./upstream-rows.ts";

interface ListedNotice {
  readonly noticeId: string;
  readonly number: string;
  readonly title: string;
  readonly kind: "early" | "final" | "distribution" | "reduction";
  readonly fund: string;
  readonly year: number;
  readonly issuer: string;
  readonly issuedOn: PlainDate;
  readonly rowCount: number;
  readonly totalFen: bigint;
  readonly verifiedFen: bigint;
  readonly verified: number;
  readonly mismatch: number;
  readonly returned: number;
  readonly pending: number;
}

export type NoticeRefusal = Refusal<"notice-not-found">;
const answers: Answers<NoticeRefusal> = { "notice-not-found": [404, "没有发给本级的这份下达文件", "请核对文号，或等上级签发"] };

export const showReceiptsRoutes = (rooms: Rooms): void => {
  handle(rooms, listReceipts, async ({ tx, actor, query }) => {
    const receiver = ownBook(actor);
    if (receiver === undefined) return ok({ items: [], next: null, total: 0 });
    const found = await receivedNotices(tx, actor, receiver, query);
    const items = found.slice(0, query.limit);
    return ok({
      items: items.map(({ totalFen, verifiedFen, ...each }) => ({
        ...each,
        issuerName: bookTitle(each.issuer),
        totalFen: totalFen.toString(),
        verifiedFen: verifiedFen.toString(),
      })),
      next: found.length > query.limit ? (items.at(-1)?.noticeId ?? null) : null,
      total: null,
    });
  });

  handle(
    rooms,
    readReceipt,
    async ({ tx, actor, params }) => {
      const receiver = ownBook(actor);
      const rows = receiver === undefined ? [] : await issuedRows(tx, actor, { noticeId: params.noticeId, receiver });
      const [first] = rows;
      if (!first) return refuse({ code: "notice-not-found" } satisfies NoticeRefusal);
      const standing = await standingsOf(tx, actor, params.noticeId);
      const upstream = await upstreamOf(tx, actor, rows);
      const shown = rows.map((row) => rowOf(row, upstream(row), standing(row.rowNo)));
      return ok({
        noticeId: first.noticeId,
        number: first.number,
        title: await titleOf(tx, actor, first.noticeId),
        kind: first.kind,
        fund: first.fund,
        year: first.year,
        issuer: first.issuer,
        issuerName: bookTitle(first.issuer),
        issuedOn: first.issuedOn,
        upstream: await chainAbove(tx, actor, first.upstreamId),
        rows: shown,
        totalFen: sumFen(rows.map(({ thisFen }) => thisFen)).toString(),
        verifiedFen: sumFen(rows.filter((_, at) => shown[at]?.state === "verified").map(({ thisFen }) => thisFen)).toString(),
        canVerify: actor.permissions.has("receipts.verify"),
      });
    },
    answers,
  );
};

const rowOf = (row: IssuedRow, upstream: IssuedRow | undefined, standing: Standing): ReceiptRow => ({
  rowNo: row.rowNo,
  line: row.line,
  lineName: lineName(row.line),
  title: row.title,
  project: row.project,
  payee: row.destinationName,
  receiver: row.receiver,
  quantity: row.quantity,
  standardFen: row.standardFen?.toString() ?? null,
  allocatedFen: row.allocatedFen.toString(),
  earlierFen: row.earlierFen.toString(),
  thisFen: row.thisFen.toString(),
  functionClass: row.functionClass,
  note: row.note,
  state: stateOf(standing),
  ruleFen: ruleAmountOf(row, upstream)?.toString() ?? null,
  warnings: [...warningsOf(row, upstream)],
  attempts: standing.receipts.map(({ attempt, state, statedFen, differences, reason, on, by }) => ({
    attempt,
    state,
    statedFen: statedFen.toString(),
    differences: [...differences],
    reason,
    on,
    by,
  })),
  queryId: standing.openQueryId ?? null,
});

const titleOf = async (tx: Tx, actor: Actor, noticeId: string): Promise<string> =>
  (
    await sql<{ title: string }>`
      select title from allotment_notice where province = ${actor.province} and id = ${noticeId}::uuid`.execute(tx)
  ).rows[0]?.title ?? "";

/** 文号链: from the notice passed on up to the first one, as far as the actor may see it. */
const chainAbove = async (tx: Tx, actor: Actor, upstreamId: string | null) =>
  (
    await sql<{ noticeId: string; number: string }>`
      with recursive chain as (
        select id, number, upstream_id, 1 as depth from allotment_notice where province = ${actor.province} and id = ${upstreamId}::uuid
        union all
        select n.id, n.number, n.upstream_id, c.depth + 1 from chain c
        join allotment_notice n on n.province = ${actor.province} and n.id = c.upstream_id where c.depth < 10
      )
      select id as "noticeId", number from chain order by depth`.execute(tx)
  ).rows;

const receivedNotices = async (
  tx: Tx,
  actor: Actor,
  receiver: string,
  {
    year,
    state,
    after,
    limit,
  }: { year?: number | undefined; state: "todo" | "done" | "all"; after?: string | undefined; limit: number },
): Promise<ListedNotice[]> =>
  (
    await sql<ListedNotice>`
      select * from (
        select n.id as "noticeId", n.number, n.title, n.kind, n.fund, n.year, n.issuer, n.issued_on as "issuedOn",
          count(*)::int as "rowCount", sum(r.this_fen)::bigint as "totalFen",
          coalesce(sum(r.this_fen) filter (where c.state = 'verified'), 0)::bigint as "verifiedFen",
          (count(*) filter (where c.state = 'verified'))::int as verified, (count(*) filter (where c.state = 'returned'))::int as returned,
          (count(*) filter (where c.state = 'mismatch'))::int as mismatch, (count(*) filter (where c.state is null))::int as pending
        from allotment_row r
        join allotment_notice n on n.province = r.province and n.id = r.notice_id
        left join lateral (
          select state from allotment_receipt c
          where c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no order by attempt desc limit 1) c on true
        where r.province = ${actor.province} and r.receiver = ${receiver} and n.state = 'issued' and n.kind <> 'reduction'
          and (${year ?? null}::int is null or n.year = ${year ?? null}) and (${after ?? null}::uuid is null or n.id < ${after ?? null}::uuid)
        group by n.province, n.id
      ) listed
      where ${state}::text = 'all' or (${state} = 'todo') = (pending + mismatch > 0)
      order by "noticeId" desc limit ${limit + 1}`.execute(tx)
  ).rows;
