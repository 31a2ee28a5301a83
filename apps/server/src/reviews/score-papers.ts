import {
  downloadPaperFile,
  listReviewPapers,
  lockScore,
  type RouteAnswer,
  readReviewPaper,
  type ScoreEntries,
  saveScore,
} from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type ProgrammeId, programmeOf, type SheetRefusal, totalOf } from "@qiangyi/projects";
import type { Selectable } from "kysely";
import { type Actor, type Answers, type Clock, type Download, handle, type Rooms, type Tx } from "../platform/index.ts";
import { reviewsIn } from "./experts.store.ts";
import { type OwnSeat, pledgedSeat, type SeatRefusal, seatAnswers } from "./own-seat.ts";
import { holdSheet, projectsOfPanel } from "./panels.store.ts";
import type { ScoreTable } from "./tables.ts";

type ScoreRefusal =
  | SeatRefusal
  | SheetRefusal
  | Refusal<"paper-not-found">
  | Refusal<"SCORE_LOCKED">
  | Refusal<"score-changed">
  | Refusal<"JUSTIFICATION_REQUIRED">;

const listAnswers: Answers<SeatRefusal> = seatAnswers;

const readAnswers: Answers<SeatRefusal | Refusal<"paper-not-found">> = {
  ...seatAnswers,
  "paper-not-found": [404, "本组没有这份材料"],
};

const answers: Answers<ScoreRefusal> = {
  ...readAnswers,
  REVIEW_INCOMPLETE: [
    422,
    ({ missing }: { readonly missing: readonly string[] }) => `还没有评完：${missing.join("、")}，没有提交`,
    "逐项打分、逐项回答后再提交；草稿已保存",
  ],
  SCORE_OUT_OF_RANGE: [
    422,
    ({ items }: { readonly items: readonly string[] }) => `${items.join("、")}的分数超出该项分值，没有保存`,
    "分数在零分与该项满分之间，至多两位小数",
  ],
  SCORE_LOCKED: [409, "评分已提交锁定，不能再改", "确有错误的，由组织部门安排复评"],
  "score-changed": [409, "这份评分在另一个窗口改过，这里的改动没有保存", "请刷新后核对再填"],
  JUSTIFICATION_REQUIRED: [422, "有一票否决项答“否”，请在评审意见中写明理由"],
};

/** Reading and scoring: own papers, own sheet. Nothing here shows or counts what another expert did. */
export const scorePapersRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listReviewPapers,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof listReviewPapers>, SeatRefusal>> => {
      const own = await pledgedSeat(tx, actor, params.panelId);
      if (!own.ok) return own;
      const { panel } = own.value;
      const papers = new Map((await papersOf(tx, actor, panel.id)).map((paper) => [paper.project, paper]));
      const scores = new Map((await ownScores(tx, own.value)).map((score) => [score.project, score]));
      const projects = (await projectsOfPanel(tx, panel)).filter(({ is_void }) => !is_void);
      return ok({
        programmeTitle: programmeOf(panel.programme as ProgrammeId).title,
        round: panel.round,
        isBlind: panel.is_blind,
        sheet: panel.sheet,
        items: projects.map(({ project, number }) => {
          const score = scores.get(project);
          return {
            project,
            number,
            title: papers.get(project)?.title ?? "",
            state: score?.state ?? ("untouched" as const),
            total: score?.total ?? null,
          };
        }),
      });
    },
    listAnswers,
  );

  handle(
    rooms,
    readReviewPaper,
    async ({
      tx,
      actor,
      params,
    }): Promise<Result<RouteAnswer<typeof readReviewPaper>, SeatRefusal | Refusal<"paper-not-found">>> => {
      const own = await pledgedSeat(tx, actor, params.panelId);
      if (!own.ok) return own;
      const paper = (await papersOf(tx, actor, params.panelId)).find(({ project }) => project === params.projectId);
      const place = (await projectsOfPanel(tx, own.value.panel)).find(({ project }) => project === params.projectId);
      if (!paper || !place || place.is_void) return refuse({ code: "paper-not-found" });
      const files = await filesOfPaper(tx, actor, params.panelId, params.projectId);
      return ok({
        number: place.number,
        title: paper.title,
        unitName: paper.unit_name,
        content: paper.content,
        sha256: paper.sha256,
        isBlind: own.value.panel.is_blind,
        withheldFiles: paper.withheld_files,
        files: files.map(({ file, name, material, size_bytes }) => ({ id: file, name, material, sizeBytes: Number(size_bytes) })),
        score: shownScore((await ownScores(tx, own.value)).find(({ project }) => project === params.projectId)),
      });
    },
    readAnswers,
  );

  handle(
    rooms,
    downloadPaperFile,
    async ({ tx, actor, params }): Promise<Result<Download, SeatRefusal | Refusal<"paper-not-found">>> => {
      const own = await pledgedSeat(tx, actor, params.panelId);
      if (!own.ok) return own;
      const files = await filesOfPaper(tx, actor, params.panelId, params.projectId);
      const listed = files.find(({ file }) => file === params.fileId);
      const stored = listed && (await storedFile(tx, actor, params.fileId));
      // Under the name that the paper gives it: in a blind review its own would tell whose it is.
      return stored ? ok({ ...stored, name: listed.name }) : refuse({ code: "paper-not-found" });
    },
    readAnswers,
  );

  handle(
    rooms,
    saveScore,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof saveScore>, ScoreRefusal>> => {
      const found = await openSheet(tx, actor, params);
      if (!found.ok) return found;
      const { own, score } = found.value;
      if ((score?.version ?? 0) !== body.version) return refuse({ code: "score-changed" });
      const entries = knownEntries(own, body);
      const total = totalOf(own.panel.sheet, entries);
      if (!total.ok && total.refusal.code === "SCORE_OUT_OF_RANGE") return refuse(total.refusal);
      const draft = { total: total.ok ? total.value : null, version: body.version + 1, saved_at: clock.now() };
      await writeDraft(tx, own, params.projectId, { ...entries, comment: body.comment, ...draft });
      return ok({ version: draft.version, savedAt: draft.saved_at.toISOString(), total: draft.total });
    },
    answers,
  );

  handle(rooms, lockScore, ({ tx, actor, clock, params, body }) => lock(tx, actor, clock, params, body.version), answers);
};

const lock = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  params: { panelId: string; projectId: string },
  version: number,
): Promise<Result<RouteAnswer<typeof lockScore>, ScoreRefusal>> => {
  const found = await openSheet(tx, actor, params);
  if (!found.ok) return found;
  const { own, score } = found.value;
  if ((score?.version ?? 0) !== version) return refuse({ code: "score-changed" });
  const total = totalOf(own.panel.sheet, score ?? { items: {}, vetoes: {} });
  if (!total.ok) return total;
  if (Object.values(score?.vetoes ?? {}).includes(false) && (score?.comment.trim().length ?? 0) < 2)
    return refuse({ code: "JUSTIFICATION_REQUIRED" });
  const at = clock.now();
  await reviewsIn(tx)
    .updateTable("review_score")
    .set({ state: "locked", locked_at: at, total: total.value, version: version + 1 })
    .where("province", "=", actor.province)
    .where("panel", "=", params.panelId)
    .where("project", "=", params.projectId)
    .where("expert", "=", own.expert.id)
    .execute();
  return ok({ lockedAt: at.toISOString(), total: total.value });
};

type StoredScore = Selectable<ScoreTable>;

const openSheet = async (
  tx: Tx,
  actor: Actor,
  { panelId, projectId }: { panelId: string; projectId: string },
): Promise<Result<{ own: OwnSeat; score: StoredScore | undefined }, ScoreRefusal>> => {
  await holdSheet(tx, panelId, "shared");
  const own = await pledgedSeat(tx, actor, panelId);
  if (!own.ok) return own;
  const place = (await projectsOfPanel(tx, own.value.panel)).find(({ project }) => project === projectId);
  if (!place || place.is_void) return refuse({ code: "paper-not-found" });
  const score = (await ownScores(tx, own.value)).find(({ project }) => project === projectId);
  if (score?.state === "locked") return refuse({ code: "SCORE_LOCKED" });
  return ok({ own: own.value, score });
};

const ownScores = (tx: Tx, { expert, panel }: OwnSeat): Promise<StoredScore[]> =>
  reviewsIn(tx)
    .selectFrom("review_score")
    .selectAll()
    .where("province", "=", panel.province)
    .where("panel", "=", panel.id)
    .where("expert", "=", expert.id)
    .execute();

/** Only what the sheet asks is kept. */
const knownEntries = ({ panel: { sheet } }: OwnSeat, { items, vetoes }: Pick<ScoreEntries, "items" | "vetoes">) => ({
  items: Object.fromEntries(sheet.items.map(({ id }) => [id, items[id] ?? null])),
  vetoes: Object.fromEntries(sheet.vetoes.map(({ id }) => [id, vetoes[id] ?? null])),
});

interface Draft extends ScoreEntries {
  readonly total: number | null;
  readonly version: number;
  readonly saved_at: Date;
}

const writeDraft = async (tx: Tx, { panel, expert }: OwnSeat, project: string, draft: Draft): Promise<void> => {
  const columns = {
    ...draft,
    items: JSON.stringify(draft.items) as never,
    vetoes: JSON.stringify(draft.vetoes) as never,
    state: "draft" as const,
  };
  await reviewsIn(tx)
    .insertInto("review_score")
    .values({ province: panel.province, panel: panel.id, project, expert: expert.id, ...columns })
    .onConflict((at) => at.columns(["province", "panel", "project", "expert"]).doUpdateSet(columns))
    .execute();
};

const shownScore = (score: StoredScore | undefined) => ({
  items: score?.items ?? {},
  vetoes: score?.vetoes ?? {},
  comment: score?.comment ?? "",
  version: score?.version ?? 0,
  total: score?.total ?? null,
  savedAt: score?.saved_at.toISOString() ?? null,
  lockedAt: score?.locked_at?.toISOString() ?? null,
});

const papersOf = (tx: Tx, { province }: Actor, panel: string) =>
  reviewsIn(tx).selectFrom("review_paper").selectAll().where("province", "=", province).where("panel", "=", panel).execute();

const filesOfPaper = (tx: Tx, { province }: Actor, panel: string, project: string) =>
  reviewsIn(tx)
    .selectFrom("review_paper_file")
    .selectAll()
    .where("province", "=", province)
    .where("panel", "=", panel)
    .where("project", "=", project)
    .orderBy("name")
    .execute();

const storedFile = async (tx: Tx, { province }: Actor, id: string): Promise<Omit<Download, "name"> | undefined> => {
  const row = await tx
    .withTables<{ stored_file: { province: string; id: string; content_type: string; content: Buffer } }>()
    .selectFrom("stored_file")
    .select(["content_type", "content"])
    .where("province", "=", province)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { contentType: row.content_type, content: row.content };
};
