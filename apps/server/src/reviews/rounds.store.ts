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

interface Before {
  readonly project: string;
  readonly panel: string;
  readonly round: number;
}

type PanelOfRound = Pick<Round, "state" | "experts" | "sheet"> & { readonly id: string };

/**
 * Rounds of all projects of some calls, or of one project, oldest first. Three plain statements, each judged by one policy, in place of one whose
 * nested policies took longer to plan than to answer.
 */
export const roundsOf = async (
  tx: Tx,
  { province }: Actor,
  of: { readonly calls: readonly string[] } | { readonly project: string },
): Promise<Round[]> => {
  const { rows: panels } = await sql<PanelOfRound>`
    select id, state, experts, sheet from review_panel where province = ${province} and state <> 'void' and ${
      "calls" in of
        ? sql`call = any(${of.calls}::uuid[])`
        : sql`id in (select panel from review_panel_project where province = ${province} and project = ${of.project}::uuid and not is_void)`
    }`.execute(tx);
  if (panels.length === 0) return [];
  const ids = panels.map(({ id }) => id);
  const [{ rows: before }, { rows: locked }] = await Promise.all([
    sql<Before>`
      select project, panel, round from review_panel_project
      where province = ${province} and panel = any(${ids}::uuid[]) and not is_void order by round, panel`.execute(tx),
    sql<LockedSheet & Pick<Before, "project" | "panel">>`
      select project, panel, expert, total, vetoes, comment from review_score
      where province = ${province} and panel = any(${ids}::uuid[]) and state = 'locked' order by expert`.execute(tx),
  ]);
  return together(panels, before, locked).filter(({ project }) => "calls" in of || project === of.project);
};

const together = (
  panels: readonly PanelOfRound[],
  before: readonly Before[],
  locked: readonly (LockedSheet & Pick<Before, "project" | "panel">)[],
): Round[] => {
  const panelOf = new Map(panels.map((panel) => [panel.id, panel]));
  const sheetsOf = new Map<string, LockedSheet[]>();
  for (const { project, panel, ...sheet } of locked) {
    const key = `${project}/${panel}`;
    sheetsOf.set(key, [...(sheetsOf.get(key) ?? []), sheet]);
  }
  const sheets = ({ project, panel }: Before): readonly LockedSheet[] => sheetsOf.get(`${project}/${panel}`) ?? [];
  const openOf = new Map<string, number>();
  for (const one of before) {
    const open = (panelOf.get(one.panel)?.experts ?? 0) - sheets(one).length;
    openOf.set(one.panel, (openOf.get(one.panel) ?? 0) + open);
  }
  return before.flatMap((one) => {
    const panel = panelOf.get(one.panel);
    if (!panel) return [];
    const { state, experts, sheet } = panel;
    return [{ ...one, state, experts, sheet, openSheets: openOf.get(one.panel) ?? 0, sheets: sheets(one) }];
  });
};
