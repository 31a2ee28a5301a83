import { type RawBuilder, sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { Side } from "./offices.ts";

export interface StoredQuery {
  readonly id: string;
  readonly noticeId: string;
  readonly rowNo: number;
  readonly number: string;
  readonly year: number;
  readonly line: string;
  readonly title: string;
  readonly project: string | null;
  readonly rowFen: bigint;
  readonly book: string;
  readonly upperBook: string;
  readonly amountFen: bigint;
  readonly frozenFen: bigint;
  readonly returnedFen: bigint;
  readonly isWhole: boolean;
  readonly reason: string;
  readonly side: Side;
  readonly raisedBy: string;
  readonly raisedName: string;
  readonly discoveredAt: Date;
  readonly raisedAt: Date;
  readonly state: "open" | "closed";
  readonly conclusion: string | null;
  readonly outcome: "released" | "corrected" | "returned" | null;
  readonly closedName: string | null;
  readonly closedAt: Date | null;
  readonly deliveries: readonly {
    readonly party: "finance" | "health";
    readonly region: string;
    readonly deliveredAt: string;
    readonly readAt: string | null;
    readonly readBy: string | null;
  }[];
}

const columns = sql`q.id, q.notice_id as "noticeId", q.row_no as "rowNo", n.number, n.year, r.line, r.title, r.project, r.this_fen as "rowFen", q.book,
  q.upper_book as "upperBook", q.amount_fen as "amountFen", q.frozen_fen as "frozenFen", q.returned_fen as "returnedFen",
  q.is_whole as "isWhole", q.reason, q.raised_side as side, q.raised_by as "raisedBy", q.raised_name as "raisedName",
  q.discovered_at as "discoveredAt", q.raised_at as "raisedAt", q.state, q.conclusion, q.outcome, q.closed_name as "closedName",
  q.closed_at as "closedAt",
  (select coalesce(jsonb_agg(jsonb_build_object('party', d.party, 'region', d.region, 'deliveredAt', d.delivered_at, 'readAt', d.read_at,
    'readBy', d.read_by) order by d.party, d.region), '[]') from fund_query_delivery d where d.province = q.province and d.query_id = q.id) as deliveries`;

const joined = (actor: Actor): RawBuilder<unknown> => sql`fund_query q
  join allotment_notice n on n.province = q.province and n.id = q.notice_id
  join allotment_row r on r.province = q.province and r.notice_id = q.notice_id and r.row_no = q.row_no
  where q.province = ${actor.province}`;

/** Newest first; the row policy keeps each level to its own place and what lies below it. */
export const findQueries = async (
  tx: Tx,
  actor: Actor,
  {
    state,
    after,
    limit,
  }: { readonly state: "open" | "closed" | "all"; readonly after: string | undefined; readonly limit: number },
): Promise<StoredQuery[]> =>
  (
    await sql<StoredQuery>`
      select ${columns} from ${joined(actor)}
        and (${state}::text = 'all' or q.state = ${state})
        and (${after ?? null}::uuid is null or q.id < ${after ?? null}::uuid)
      order by q.id desc limit ${limit + 1}`.execute(tx)
  ).rows;

export const countQueries = async (tx: Tx, actor: Actor, state: "open" | "closed" | "all"): Promise<number> =>
  Number(
    (
      await sql<{ count: bigint }>`
        select count(*) from fund_query q where q.province = ${actor.province} and (${state}::text = 'all' or q.state = ${state})`.execute(
        tx,
      )
    ).rows[0]?.count ?? 0,
  );

export const findQuery = async (tx: Tx, actor: Actor, id: string): Promise<StoredQuery | undefined> =>
  (await sql<StoredQuery>`select ${columns} from ${joined(actor)} and q.id = ${id}::uuid`.execute(tx)).rows[0];

/** One who concludes at a time: the second finds it closed. */
export const lockQuery = async (tx: Tx, actor: Actor, id: string): Promise<void> => {
  await sql`select from fund_query where province = ${actor.province} and id = ${id}::uuid for update`.execute(tx);
};

export const recordConclusion = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  {
    id,
    outcome,
    conclusion,
    returnedFen,
  }: { readonly id: string; readonly outcome: string; readonly conclusion: string; readonly returnedFen: bigint },
): Promise<void> => {
  await sql`
    update fund_query set state = 'closed', outcome = ${outcome}, conclusion = ${conclusion}, returned_fen = ${returnedFen}::bigint,
      closed_by = ${actor.userId}, closed_name = ${actor.name}, closed_at = ${now}
    where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
};

export const markRead = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  { id, party, region }: { readonly id: string; readonly party: string; readonly region: string },
): Promise<Date | undefined> =>
  (
    await sql<{ readAt: Date }>`
      update fund_query_delivery set read_by = coalesce(read_by, ${actor.name}), read_at = coalesce(read_at, ${now})
      where province = ${actor.province} and query_id = ${id}::uuid and party = ${party} and region = ${region}
      returning read_at as "readAt"`.execute(tx)
  ).rows[0]?.readAt;
