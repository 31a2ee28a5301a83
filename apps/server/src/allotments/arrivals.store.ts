import { type Fen, fen } from "@qiangyi/kernel";
import type { BookId, Earmark } from "@qiangyi/ledger";
import { sql } from "kysely";
import { type ProjectNamer, projectKey } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";
import { type AllotmentRow, earmarkOf } from "./notices/notice.ts";

/** A row of a notice that reached a book: what it is called, what of it is not verified and what is in doubt. */
export interface Arrival {
  readonly notice: string;
  readonly row: number;
  readonly issuer: string;
  readonly number: string;
  readonly title: string;
  readonly year: number;
  readonly line: string;
  readonly project: string | null;
  readonly earmark: Earmark;
  readonly unverified: Fen;
  readonly queried: Fen;
}

type StoredArrival = Omit<Arrival, "earmark" | "unverified" | "queried"> &
  Pick<AllotmentRow, "nature" | "sourceLevel" | "functionClass"> & {
    readonly trackTag: string | null;
    readonly unverified: bigint;
    readonly queried: bigint;
  };

/** The issued rows for one book, newest first. */
export const arrivalsAt = async (tx: Tx, actor: Actor, book: string): Promise<readonly Arrival[]> => {
  const { rows } = await sql<StoredArrival>`
    select n.id as notice, r.row_no as row, n.issuer, n.number, r.title, n.year, r.line, r.project, r.nature, r.source_level as "sourceLevel",
      r.function_class as "functionClass", n.track_tag as "trackTag",
      case when settled.yes then 0 else greatest(r.this_fen - settled.withdrawn, 0) end::bigint as unverified,
      coalesce((select sum(q.amount_fen) from fund_query q
        where q.province = r.province and q.notice_id = r.notice_id and q.row_no = r.row_no and q.book = r.receiver and q.state = 'open'), 0)::bigint as queried
    from allotment_row r
    join allotment_notice n on n.province = r.province and n.id = r.notice_id
    cross join lateral (select
        exists (select from allotment_receipt c where c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no
          and c.state in ('verified', 'returned')) as yes,
        coalesce((select sum(t.amount_fen) from allotment_return t where t.province = r.province and t.notice_id = r.notice_id
          and t.row_no = r.row_no and t.kind = 'withdrawn'), 0) as withdrawn) settled
    where r.province = ${actor.province} and r.receiver = ${book} and n.state = 'issued' and n.kind <> 'reduction'
    order by n.issued_on desc, n.id desc, r.row_no`.execute(tx);
  return rows.map(({ unverified, queried, nature, sourceLevel, functionClass, trackTag, ...row }) => ({
    ...row,
    earmark: earmarkOf({ ...row, nature, sourceLevel, functionClass, trackTag }),
    unverified: fen(unverified),
    queried: fen(queried),
  }));
};

/** What a project of a line is called in the newest issued row for each of these books; names nothing for money without a project. */
export const projectTitles = async (
  tx: Tx,
  { province }: Actor,
  books: readonly BookId[],
): Promise<(of: { readonly book: BookId; readonly earmark: Pick<Earmark, "line" | "project"> }) => string | undefined> => {
  const { rows } = await sql<{ receiver: BookId; line: string; project: string; title: string }>`
    select distinct on (receiver, line, project) receiver, line, project, title from allotment_row
    where province = ${province} and receiver = any(${[...new Set(books)]}::text[]) and is_issued and project is not null
    order by receiver, line, project, notice_id desc`.execute(tx);
  const keyOf = (...parts: readonly string[]) => JSON.stringify(parts);
  const titles = new Map(rows.map(({ receiver, line, project, title }) => [keyOf(receiver, line, project), title]));
  return ({ book, earmark: { line, project } }) => (project === undefined ? undefined : titles.get(keyOf(book, line, project)));
};

/** What projects are called in the newest issued row that named them, for the account pages of every level. */
export const noticedProjects: ProjectNamer = async (tx, { province }, projects) => {
  if (projects.length === 0) return new Map();
  const { rows } = await sql<{ line: string; project: string; title: string }>`
    select distinct on (r.line, r.project) r.line, r.project, r.title from allotment_row r
    where r.province = ${province} and r.is_issued and r.title <> ''
      and (r.line, r.project) in (select * from unnest(${projects.map(({ line }) => line)}::text[], ${projects.map(({ project }) => project)}::text[]))
    order by r.line, r.project, r.notice_id desc`.execute(tx);
  return new Map(rows.map((row) => [projectKey(row), row.title]));
};
