import type { ScoreSheet } from "@qiangyi/api";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/** One project before one panel, with what was locked. Rounds of void panels do not count. */
export interface Round {
  readonly project: string;
  readonly panel: string;
  readonly round: number;
  readonly state: "forming" | "frozen" | "drawn";
  readonly experts: number;
  readonly sheet: ScoreSheet;
  /** Sheets of the whole panel that are still open: results stay hidden until there are none. */
  readonly openSheets: number;
  readonly sheets: readonly LockedSheet[];
}

export interface LockedSheet {
  readonly expert: string;
  readonly total: number;
  readonly vetoes: Readonly<Record<string, boolean | null>>;
  readonly comment: string;
}

/** Rounds of all projects of a call, or of one project, oldest first. */
export const roundsOf = async (
  tx: Tx,
  { province }: Actor,
  { call, project }: { call?: string; project?: string },
): Promise<Round[]> =>
  (
    await sql<Round>`
      select j.project, j.panel, j.round, p.state, p.experts, p.sheet,
        (p.experts * (select count(*) from review_panel_project o where o.province = p.province and o.panel = p.id and not o.is_void)
          - (select count(*) from review_score s join review_panel_project o on o.province = s.province and o.panel = s.panel and o.project = s.project and not o.is_void
             where s.province = p.province and s.panel = p.id and s.state = 'locked'))::int as "openSheets",
        coalesce((select jsonb_agg(jsonb_build_object('expert', s.expert, 'total', s.total, 'vetoes', s.vetoes, 'comment', s.comment) order by s.expert)
          from review_score s where s.province = j.province and s.panel = j.panel and s.project = j.project and s.state = 'locked'), '[]') as sheets
      from review_panel_project j join review_panel p on p.province = j.province and p.id = j.panel
      where j.province = ${province} and not j.is_void and p.state <> 'void'
        and (${call ?? null}::uuid is null or p.call = ${call ?? null})
        and (${project ?? null}::uuid is null or j.project = ${project ?? null})
      order by j.round, j.panel`.execute(tx)
  ).rows;
