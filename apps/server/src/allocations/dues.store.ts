import type { Fen } from "@qiangyi/kernel";
import type { Status } from "@qiangyi/policy";
import { type Expression, type RawBuilder, sql } from "kysely";
import { type Actor, containing, type Tx, within } from "../platform/index.ts";
import type { FactField } from "./fact-fields.ts";
import type { PublishedExplanation } from "./published-parts.ts";

/** Whose part of which publication is asked for; `region` narrows it to a city or county within the actor's scope. */
export interface Reach {
  readonly actor: Actor;
  readonly publicationId: string;
  readonly region: string | undefined;
}

/** The part of a publication within reach: the actor's scope, narrowed by the region. */
const withinReach = ({ actor, publicationId, region }: Reach, table: string): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const conditions: Expression<unknown>[] = [within(actor, table), sql`${column("publication_id")} = ${publicationId}::uuid`];
  if (region?.endsWith("00") === false) conditions.push(sql`${column("county")} = ${region}`);
  else if (region?.endsWith("0000") === false) conditions.push(sql`${column("city")} = ${region}`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
};

/** The part of each line that lies within reach. */
const ownParts = (reach: Reach): RawBuilder<unknown> => sql`
  select s.line_no, bool_or(s.is_standing) as stands, sum(s.due_fen)::bigint as due, sum(s.proposed_fen)::bigint as proposed,
    sum(s.held_fen)::bigint as held, sum(s.recovery_fen)::bigint as recovery
  from published_share s where ${withinReach(reach, "s")} group by s.line_no`;

export interface DueSums {
  readonly due: Fen;
  readonly proposed: Fen;
  readonly held: Fen;
  readonly recovery: Fen;
}

export interface DueRow extends DueSums {
  readonly lineNo: number;
  readonly line: string;
  readonly year: number;
  readonly subject: string;
  readonly title: string;
  readonly place: string;
  readonly institutionName: string | null;
  readonly status: Status;
  /** The line itself stands within reach, not only a share of it. */
  readonly stands: boolean;
  readonly whole: Fen;
  readonly manual: Fen | null;
  readonly allocated: Fen;
  readonly factCount: number;
  readonly errors: readonly string[];
  readonly clauses: readonly string[];
}

const lineColumns = sql`l.line_no as "lineNo", l.line, l.year, l.subject, l.title, l.place, l.institution_name as "institutionName", l.status,
  l.proposed_fen as whole, l.manual_fen as manual, l.allocated_fen as allocated, l.fact_count as "factCount", l.errors, l.clauses,
  own.stands, own.due, own.proposed, own.held, own.recovery`;

const ownLines = (reach: Reach): RawBuilder<unknown> => sql`
  (${ownParts(reach)}) own join published_line l
    on l.province = ${reach.actor.province} and l.publication_id = ${reach.publicationId}::uuid and l.line_no = own.line_no`;

export interface DueFilter {
  readonly line: string | undefined;
  readonly status: string | undefined;
  readonly text: string | undefined;
}

const matching = ({ line, status, text }: DueFilter): RawBuilder<unknown> => {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (line !== undefined) conditions.push(sql`l.line = ${line}`);
  if (status !== undefined) conditions.push(sql`l.status = ${status}`);
  if (text !== undefined && text !== "") conditions.push(sql`l.search ilike ${containing(text)}`);
  return sql`${sql.join(conditions, sql` and `)}`;
};

export const findDues = async (
  tx: Tx,
  reach: Reach,
  filter: DueFilter,
  { after, limit }: { readonly after: number | undefined; readonly limit: number },
): Promise<DueRow[]> =>
  (
    await sql<DueRow>`
      select ${lineColumns} from ${ownLines(reach)}
      where ${matching(filter)} and l.line_no > ${after ?? -1} order by l.line_no limit ${limit}`.execute(tx)
  ).rows;

/** Bounded by the lines of one publication that lie within reach. */
export const countDues = async (tx: Tx, reach: Reach, filter: DueFilter): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${ownLines(reach)} where ${matching(filter)}`.execute(tx);
  return rows[0]?.count ?? 0;
};

export interface DueGroup extends DueSums {
  readonly line: string;
  readonly results: number;
  readonly payable: number;
  readonly refused: number;
  readonly decisions: number;
}

export const sumDues = async (tx: Tx, reach: Reach): Promise<DueGroup[]> =>
  (
    await sql<DueGroup>`
      select l.line, count(*)::int as results, count(*) filter (where l.status = 'payable')::int as payable,
        count(*) filter (where l.status = 'not_payable')::int as refused,
        count(*) filter (where l.status = 'decision_required')::int as decisions,
        sum(own.due)::bigint as due, sum(own.proposed)::bigint as proposed, sum(own.held)::bigint as held,
        sum(own.recovery)::bigint as recovery
      from ${ownLines(reach)} group by l.line`.execute(tx)
  ).rows;

export interface DueComparison {
  readonly line: string;
  readonly lastYear: Fen;
  readonly allocated: Fen;
  readonly allocatedLastYear: Fen;
  readonly allocatedEver: Fen;
}

export const compareDues = async (tx: Tx, reach: Reach): Promise<DueComparison[]> =>
  (
    await sql<DueComparison>`
      select c.line, sum(c.last_year_fen)::bigint as "lastYear", sum(c.allocated_fen)::bigint as allocated,
        sum(c.allocated_last_year_fen)::bigint as "allocatedLastYear", sum(c.allocated_ever_fen)::bigint as "allocatedEver"
      from published_comparison c where ${withinReach(reach, "c")} group by c.line`.execute(tx)
  ).rows;

export const findDue = async (
  tx: Tx,
  reach: Reach,
  lineNo: number,
): Promise<(DueRow & { explanation: PublishedExplanation }) | undefined> =>
  (
    await sql<DueRow & { explanation: PublishedExplanation }>`
      select ${lineColumns}, l.explanation from ${ownLines(reach)} where l.line_no = ${lineNo}`.execute(tx)
  ).rows[0];

export interface OwnFact {
  readonly factId: string;
  readonly type: string;
  readonly fields: readonly FactField[];
}

/** Of the facts behind a line those within reach. */
export const ownFacts = async (tx: Tx, reach: Reach, lineNo: number): Promise<OwnFact[]> =>
  (
    await sql<OwnFact>`
      select f.fact_id as "factId", f.type, f.fields from published_fact f
      where ${withinReach(reach, "f")} and f.line_no = ${lineNo} order by f.fact_no`.execute(tx)
  ).rows;

/** Institutions within reach that a line's money goes to. */
export const ownShares = async (tx: Tx, reach: Reach, lineNo: number): Promise<{ name: string; proposed: Fen }[]> =>
  (
    await sql<{ name: string; proposed: Fen }>`
      select s.institution_name as name, s.proposed_fen as proposed from published_share s
      where ${withinReach(reach, "s")} and s.line_no = ${lineNo} and s.institution is not null order by s.share_no`.execute(tx)
  ).rows;
