import { createHash } from "node:crypto";
import { noticeRow, publicNotice } from "@qiangyi/api";
import { fen, sum } from "@qiangyi/kernel";
import { z } from "zod";
import { type Actor, type Tx } from "../../platform/index.ts";
import { institutionNames, regionChoices } from "../../registry/index.ts";
import { countUnreviewed } from "./candidates.store.ts";
import type { StoredNotice } from "./notices.store.ts";
import type { StoredCall, StoredSelection, StoredSelectionRow } from "./selections.store.ts";
import { projectsById } from "./shown-selection.ts";

/** What a notice keeps: rows for the public, and which projects they are for the conclusion. */
const noticeContent = z.object({ basis: z.string(), rows: z.array(noticeRow), projects: z.array(z.uuid()) });
export type NoticeContent = z.infer<typeof noticeContent>;

export const contentOf = (notice: Pick<StoredNotice, "content">): NoticeContent => noticeContent.parse(notice.content);

/** Generated from the decision and never typed: unit, project, amount, rank and each departure with its reason and clause. */
export const makeContent = async (
  tx: Tx,
  actor: Actor,
  selection: StoredSelection,
  rows: readonly StoredSelectionRow[],
  without: ReadonlySet<string>,
): Promise<NoticeContent> => {
  const unreviewed = await countUnreviewed(tx, actor, selection.call);
  const shown = rows.filter(({ project }) => !without.has(project));
  const projects = await projectsById(
    tx,
    actor,
    shown.map(({ project }) => project),
  );
  const names = await institutionNames(
    tx,
    actor,
    [...projects.values()].map(({ institution }) => institution),
  );
  const regions = new Map((await regionChoices(tx, actor)).map(({ code, name }) => [code, name]));
  return {
    basis: `${selection.minutes_number ?? ""}（${selection.minutes_on ?? ""}），本次排序${rows.length}项${unreviewed > 0 ? `、另有${unreviewed}项未完成评审` : ""}`,
    // Who was left out is named only where the rank order was departed from, so that the reason can be judged.
    rows: shown
      .filter(({ is_chosen, departs }) => is_chosen || departs)
      .flatMap((row) => {
        const project = projects.get(row.project);
        if (!project) return [];
        return [
          {
            number: project.number ?? "",
            title: project.title,
            institution: names.get(project.institution) ?? project.institution,
            place: regions.get(project.seat) ?? project.seat,
            supportFen: String(row.support_fen),
            rank: row.rank,
            isChosen: row.is_chosen,
            departure: row.departs ? { reason: row.reason ?? "", clause: row.clause ?? "" } : null,
          },
        ];
      }),
    projects: shown.filter(({ is_chosen }) => is_chosen).map(({ project }) => project),
  };
};

export const hashOfContent = (content: NoticeContent): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex");

type Summary = Pick<StoredCall, "programme" | "year">;

export const shownSummary = (notice: StoredNotice, { programme, year }: Summary) => {
  const { rows } = contentOf(notice);
  const chosen = rows.filter(({ isChosen }) => isChosen);
  return {
    id: notice.id,
    title: notice.title,
    programme,
    year,
    publishedOn: notice.published_on,
    workingDays: notice.working_days,
    closesOn: notice.closes_on,
    state: notice.state,
    chosen: chosen.length,
    totalFen: String(sum(chosen.map(({ supportFen }) => fen(BigInt(supportFen))))),
  };
};

export const shownNotice = (notice: StoredNotice, call: Summary, today: string): z.input<typeof publicNotice> => {
  const { rows, basis } = contentOf(notice);
  return {
    ...shownSummary(notice, call),
    callId: notice.call,
    rows,
    basis,
    contact: notice.contact,
    sha256: notice.sha256,
    supersedes: notice.supersedes,
    acceptsObjections: notice.state === "open" && today >= notice.published_on && today <= notice.closes_on,
  };
};
