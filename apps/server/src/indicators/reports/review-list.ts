import { listReportsToReview, type ReviewedReport, type ReviewView } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import { institutionNames, regionName } from "../../registry/index.ts";
import { reportsIn, type StoredReport } from "./reports.store.ts";
import { isOnDeskOf, listedReport, tookPart } from "./shown-report.ts";
import type { Desk } from "./tables.ts";

export const reviewListRoute = (rooms: Rooms): void =>
  handle(rooms, listReportsToReview, async ({ tx, actor, clock, query }) => {
    const { show, year, cycle, after, limit } = query;
    const level = deskOf(actor);
    if (level === undefined) return ok({ items: [], next: null, total: 0, counts: countsOf([]) });
    const filter = sql<SqlBool>`${within(actor, "r")} ${year === undefined ? sql`` : sql`and r.period >= ${String(year)} and r.period < ${String(year + 1)}`}
      ${cycle === undefined ? sql`` : sql`and r.cycle = ${cycle}`}`;
    const { rows: counted } = await sql<{ view: ReviewView; count: number }>`
      select view, count(*)::integer as count from (select ${viewOf(level)} as view from indicator_report r where ${filter}) r
      where view is not null group by view`.execute(tx);
    // What waits longest comes first; of the others, what was begun last.
    const [beyond, direction] = show === "waiting" ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
    const { rows } = await sql<StoredReport & { flagged: number }>`
      select r.*, (select count(*) from indicator_report_value v where v.province = r.province and v.report = r.id
        and (v.held is not null or v.note <> ''))::integer as flagged
      from indicator_report r where ${filter} and ${viewOf(level)} = ${show} ${after === undefined ? sql`` : sql`and r.id ${beyond} ${after}::uuid`}
      order by r.id ${direction} limit ${limit + 1}`.execute(tx);
    const shown = rows.slice(0, limit);
    const names = await namesOf(tx, actor, shown);
    const counts = countsOf(counted);
    return ok({
      items: shown.map((row): ReviewedReport => {
        const isMine = isOnDeskOf(actor, row);
        const { county, city, province } = row;
        return {
          ...listedReport(row, names.get(row.subject) ?? row.subject, clock.today()),
          city,
          regionName: regionName(county ?? city ?? `${province}0000`),
          flagged: row.flagged,
          isMine: isMine && !tookPart(actor, row),
          notMine: isMine && tookPart(actor, row) ? "您参与了填报或报送，须由另一位审核" : null,
        };
      }),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      total: counts[show] ?? 0,
      counts,
    });
  });

/** The desk of the actor's office; units have none. */
export const deskOf = ({ level }: Actor): Desk | undefined =>
  level === "province" || level === "city" || level === "county" ? level : undefined;

/** Where a report stands as seen from one desk; null before it was ever handed in. */
const viewOf = (level: Desk): RawBuilder<string | null> => sql`
  case when r.state = 'approved' then 'approved'
    when r.state = 'returned' and r.round > 0 then 'returned'
    when r.desk = ${level} then 'waiting'
    when r.desk is null then null
    when array_position(r.route, r.desk) > array_position(r.route, ${level}::text) then 'passed'
    else 'below' end`;

const countsOf = (rows: readonly { view: ReviewView; count: number }[]): Record<ReviewView, number> => {
  const counts: Record<ReviewView, number> = { waiting: 0, below: 0, passed: 0, approved: 0, returned: 0 };
  for (const { view, count } of rows) counts[view] = count;
  return counts;
};

/** Names of subjects of both kinds, for a page of a list. */
export const namesOf = async (
  tx: Tx,
  actor: Actor,
  reports: readonly Pick<StoredReport, "subject" | "institution">[],
): Promise<ReadonlyMap<string, string>> => {
  const institutions = await institutionNames(
    tx,
    actor,
    reports.flatMap(({ institution }) => institution ?? []),
  );
  return new Map(reports.map(({ subject }) => [subject, institutions.get(subject) ?? regionName(subject)]));
};

/** How many reports wait on the actor's desk and for how long the oldest has. */
export const waitingOnDesk = async (tx: Tx, actor: Actor): Promise<{ count: number; since: string | null }> => {
  const level = deskOf(actor);
  if (level === undefined) return { count: 0, since: null };
  const row = await reportsIn(tx)
    .selectFrom("indicator_report")
    .where(within(actor, "indicator_report"))
    .where("desk", "=", level)
    .where(sql<boolean>`not ${actor.userId} = any(people)`)
    .select(({ fn }) => [fn.countAll<bigint>().as("count"), sql<string | null>`min(submitted_on)::text`.as("since")])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), since: row.since };
};
