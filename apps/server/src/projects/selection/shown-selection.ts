import type { RouteAnswer, readSelection } from "@qiangyi/api";
import { fen, sum } from "@qiangyi/kernel";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { Candidate } from "./candidates.store.ts";
import { rowsOfSelections, type StoredSelection, type StoredSelectionRow } from "./selections.store.ts";
import type { SelectionTables } from "./tables.ts";

type Shown = RouteAnswer<typeof readSelection>;
type ShownRow = Shown["candidates"][number];
type ShownSelection = Shown["selections"][number];

export const shownCandidate = ({ project, institutionName, rank, missingArguments }: Candidate): ShownRow => ({
  project: briefOf(project),
  institution: { id: project.institution, name: institutionName },
  rank,
  score: project.review_score,
  adjustedScore: project.review_adjusted_score,
  conclusion: project.review_conclusion ?? "not-recommended",
  missingArguments: [...missingArguments],
  askedFen: String(project.support_fen),
  isChosen: false,
  supportFen: "0",
  departs: false,
  reason: null,
  clause: null,
});

const briefOf = ({ id, number, title, state, is_key }: StoredProject) => ({
  id,
  number: number ?? "",
  title,
  state,
  isKey: is_key,
});

/** Selections with their rows as they were proposed, and the notice that followed. */
export const shownSelections = async (
  tx: Tx,
  actor: Actor,
  selections: readonly StoredSelection[],
): Promise<ShownSelection[]> => {
  const ids = selections.map(({ id }) => id);
  const rows = await rowsOfSelections(tx, actor.province, ids);
  const projects = await projectsById(
    tx,
    actor,
    rows.map(({ project }) => project),
  );
  const names = await institutionNames(
    tx,
    actor,
    [...projects.values()].map(({ institution }) => institution),
  );
  const notices = await noticesOf(tx, actor.province, ids);
  return selections.map((selection) => {
    const own = rows.filter((row) => row.selection === selection.id);
    return {
      id: selection.id,
      state: selection.state,
      rows: own.flatMap((row) => shownRow(row, projects.get(row.project), names)),
      chosen: own.filter((row) => row.is_chosen).length,
      totalFen: String(sum(own.map((row) => fen(row.support_fen)))),
      minutesNumber: selection.minutes_number,
      minutesOn: selection.minutes_on,
      opinion: selection.opinion,
      proposed: { name: selection.proposed_by_name, at: selection.proposed_at.toISOString() },
      decided:
        selection.decided_by_name === null || selection.decided_at === null
          ? null
          : { name: selection.decided_by_name, at: selection.decided_at.toISOString() },
      noticeId: notices.get(selection.id) ?? null,
    };
  });
};

const shownRow = (row: StoredSelectionRow, project: StoredProject | undefined, names: ReadonlyMap<string, string>): ShownRow[] =>
  project
    ? [
        {
          project: briefOf(project),
          institution: { id: project.institution, name: names.get(project.institution) ?? project.institution },
          rank: row.rank,
          score: row.score,
          adjustedScore: row.adjusted_score,
          conclusion: row.conclusion,
          missingArguments: [],
          askedFen: String(project.support_fen),
          isChosen: row.is_chosen,
          supportFen: String(row.support_fen),
          departs: row.departs,
          reason: row.reason,
          clause: row.clause,
        },
      ]
    : [];

export const projectsById = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, StoredProject>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<SelectionTables>()
    .selectFrom("project")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "in", [...new Set(ids)])
    .where(within(actor, "project"))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** The latest notice of each selection. */
const noticesOf = async (tx: Tx, province: string, selections: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (selections.length === 0) return new Map();
  const rows = await tx
    .withTables<SelectionTables>()
    .selectFrom("public_notice")
    .select(["id", "selection"])
    .where("province", "=", province)
    .where("selection", "in", selections)
    .orderBy("published_at")
    .execute();
  return new Map(rows.map(({ id, selection }) => [selection, id]));
};
