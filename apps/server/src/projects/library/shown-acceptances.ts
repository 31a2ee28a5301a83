import type { ProjectAcceptance } from "@qiangyi/api";
import { date, dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { mendLight } from "@qiangyi/projects";
import type { Tx } from "../../platform/index.ts";
import { type StoredProject, type StoredStep, stepsOf } from "../project.store.ts";
import { acceptancesOf, evidenceOf, membersOf, type StoredAcceptance } from "./acceptances.store.ts";

/** Inspections of a project, the newest first, with their groups and files; an order to mend as it stands today. */
export const shownAcceptances = async (
  tx: Tx,
  project: StoredProject,
  steps: readonly StoredStep[],
  today: PlainDate,
): Promise<ProjectAcceptance[]> => {
  const acceptances = await acceptancesOf(tx, project);
  if (acceptances.length === 0) return [];
  const [members, files] = [await membersOf(tx, project), await evidenceOf(tx, project)];
  return acceptances
    .map((acceptance): ProjectAcceptance => {
      const { seq, accepted_on, document_number, result, conclusion, comparison, by_name, at } = acceptance;
      return {
        seq,
        acceptedOn: accepted_on,
        documentNumber: document_number,
        result,
        conclusion,
        comparison,
        mend: shownMend(acceptance, acceptances, steps, today),
        members: members.flatMap(({ seq: of, name, unit, post, result: own, opinion }) =>
          of === seq ? [{ name, unit, post, result: own, opinion }] : [],
        ),
        files: files.flatMap(({ seq: of, file, name, size_bytes, sha256 }) =>
          of === seq ? [{ id: file, name, sizeBytes: Number(size_bytes), sha256 }] : [],
        ),
        by: { name: by_name, at: at.toISOString() },
      };
    })
    .toReversed();
};

const shownMend = (
  acceptance: StoredAcceptance,
  all: readonly StoredAcceptance[],
  steps: readonly StoredStep[],
  today: PlainDate,
): ProjectAcceptance["mend"] => {
  const { mend_by, mend_order } = acceptance;
  if (mend_by === null || mend_order === null) return null;
  const next = all.find(({ seq }) => seq === acceptance.seq + 1);
  const report = reportAfter(acceptance, next, steps);
  const reportedOn = report && dateInShanghai(report.at);
  // What a later inspection has looked at is no longer waiting for anything.
  const standing =
    next === undefined
      ? mendLight(date(mend_by), reportedOn, today)
      : { light: "neutral" as const, text: `整改期限${mend_by}，已复验` };
  return {
    by: mend_by,
    order: mend_order,
    ...standing,
    reported: report ? { name: report.by_name, at: report.at.toISOString(), opinion: report.opinion ?? "" } : null,
  };
};

/** What the unit reported between an order and the next inspection. */
const reportAfter = (
  { at }: StoredAcceptance,
  next: StoredAcceptance | undefined,
  steps: readonly StoredStep[],
): StoredStep | undefined =>
  steps.findLast((step) => step.action === "reportMended" && step.at >= at && (next === undefined || step.at < next.at));

/** Whether the last inspection gave an order that the unit has not reported on. */
export const isToMend = ([newest]: readonly ProjectAcceptance[]): boolean => newest?.mend?.reported === null;

/** The same before the report itself is judged: the report that was just written does not count. */
export const hasOpenOrder = async (tx: Tx, project: StoredProject): Promise<boolean> => {
  const last = (await acceptancesOf(tx, project)).at(-1);
  if (last?.mend_by == null) return false;
  const reports = (await stepsOf(tx, project)).filter(({ action, at }) => action === "reportMended" && at >= last.at);
  return reports.length === 1;
};
