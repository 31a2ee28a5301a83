import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

/** A project that the province has fixed, as far as it stands at one place. */
export interface PublishedProject {
  readonly line: string;
  readonly subject: string;
  readonly title: string;
  readonly place: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly amountFen: bigint;
}

/** What the publication in force gives to projects within the actor's scope, each at its place; undefined while nothing of the year is published. */
export const publishedProjects = async (
  tx: Tx,
  actor: Actor,
  { year, city, county }: { readonly year: number; readonly city: string; readonly county: string | null },
): Promise<{ readonly publishedOn: PlainDate; readonly projects: readonly PublishedProject[] } | undefined> => {
  const { rows: found } = await sql<{ id: string; publishedOn: PlainDate }>`
    select id, published_on::text as "publishedOn" from current_publication where province = ${actor.province} and year = ${year}`.execute(
    tx,
  );
  const [current] = found;
  if (!current) return undefined;
  const { rows } = await sql<PublishedProject>`
    select l.line, l.subject, min(l.title) as title, min(l.place) as place, s.city, s.county, sum(s.proposed_fen)::bigint as "amountFen"
    from published_share s
    join published_line l on l.province = s.province and l.publication_id = s.publication_id and l.line_no = s.line_no
    where ${within(actor, "s")} and s.publication_id = ${current.id}::uuid and s.city = ${city}
      and (${county}::text is null or s.county = ${county}) and s.proposed_fen > 0
    group by l.line, l.subject, s.city, s.county order by l.line, l.subject, s.county`.execute(tx);
  return { publishedOn: current.publishedOn, projects: rows };
};
