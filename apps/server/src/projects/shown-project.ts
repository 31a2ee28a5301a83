import type { ProjectSummary } from "@qiangyi/api";
import type { Actor, Tx } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { callsOf } from "./checks/call-of-project.ts";
import { waitsFor } from "./position.ts";
import type { StoredProject } from "./project.store.ts";

/** What a list reads of a project. */
export const listedColumns = [
  "id",
  "number",
  "title",
  "call",
  "programme",
  "year",
  "state",
  "route",
  "institution",
  "seat",
  "total_fen",
  "support_fen",
  "starts_on",
  "ends_on",
  "correct_by",
  "reserved_until",
  "is_key",
  "submitted_at",
  "changed_at",
  "version",
] as const satisfies readonly (keyof StoredProject)[];
export type ListedProject = Pick<StoredProject, (typeof listedColumns)[number]>;

/** Rows as lists show them, with the names of calls and institutions fetched once for the page. */
export const shownProjects = async (tx: Tx, actor: Actor, rows: readonly ListedProject[]): Promise<ProjectSummary[]> => {
  if (rows.length === 0) return [];
  const [names, calls] = await Promise.all([
    institutionNames(
      tx,
      actor,
      rows.map(({ institution }) => institution),
    ),
    callsOf(tx, actor.province, rows),
  ]);
  return rows.map((row) => shownProject(row, names.get(row.institution), calls.get(row.call)?.title));
};

/** One row, with the names that its reader knows. */
export const shownProject = (row: ListedProject, institutionName = row.institution, callTitle = ""): ProjectSummary => ({
  id: row.id,
  number: row.number,
  title: row.title,
  call: { id: row.call, title: callTitle },
  programme: row.programme,
  year: row.year,
  state: row.state,
  waitsFor: waitsFor(row),
  institution: { id: row.institution, name: institutionName },
  seat: row.seat,
  totalFen: String(row.total_fen),
  supportFen: String(row.support_fen),
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  correctBy: row.correct_by,
  reservedUntil: row.reserved_until,
  isKey: row.is_key,
  submittedAt: row.submitted_at?.toISOString() ?? null,
  changedAt: row.changed_at.toISOString(),
  version: row.version,
});
