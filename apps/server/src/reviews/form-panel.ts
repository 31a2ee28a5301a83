import { changeSheet, createPanel, type ScoreSheet, voidPanel } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { isPanelSize, type ReviewMethod } from "@qiangyi/projects";
import {
  type Actor,
  type Answers,
  type Clock,
  handle,
  newId,
  type Rooms,
  type Tx,
  violatedConstraint,
} from "../platform/index.ts";
import { type DeclaredProject, declaredProjects, findCall, type ReviewedCall } from "./declared.store.ts";
import { reviewsIn } from "./experts.store.ts";
import { organises } from "./organiser.ts";
import { changePanel, holdSheet, lockPanel, seatsOf } from "./panels.store.ts";

type FormRefusal =
  | Refusal<"call-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"PANEL_SIZE">
  | Refusal<"project-not-reviewable", { readonly numbers: readonly string[] }>
  | Refusal<"project-in-panel">
  | Refusal<"call-without-scores">;

const notOrganiser = [403, "该项目的评审不由本单位组织", "省级项目由省卫生健康委、市级项目由该市卫生健康委组织评审"] as const;

const formAnswers: Answers<FormRefusal> = {
  "call-not-found": [404, "没有这份已发布的申报通知"],
  FORBIDDEN_ROLE: notOrganiser,
  PANEL_SIZE: [422, "评审专家须为5人以上单数，没有组建"],
  "project-not-reviewable": [
    409,
    ({ numbers }: { readonly numbers: readonly string[] }) => `${numbers.join("、")}不在“形式审查通过”环节，没有组建`,
    "请刷新待分组项目后重新选择",
  ],
  "project-in-panel": [409, "所选项目中有的已在同一轮的评审组中，没有组建", "请刷新后重新选择"],
  "call-without-scores": [409, "该通知按决定遴选，不组织专家评分"],
};

type PanelRefusal = Refusal<"panel-not-found"> | Refusal<"FORBIDDEN_ROLE">;

export const panelAnswers = {
  "panel-not-found": [404, "没有这个评审组，或不在您的查看范围"],
  FORBIDDEN_ROLE: notOrganiser,
} as const satisfies Answers<PanelRefusal>;

/** 组建评审组: which projects, how many experts, of which fields. Its sheet is compiled from the call. */
export const formPanelRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    createPanel,
    async ({ tx, actor, clock, body }): Promise<Result<{ id: string }, FormRefusal>> => {
      const call = await findCall(tx, actor, body.call);
      if (!call) return refuse({ code: "call-not-found" });
      if (!organises(actor, call)) return refuse({ code: "FORBIDDEN_ROLE" });
      if (call.definition.review.kind !== "score") return refuse({ code: "call-without-scores" });
      if (!isPanelSize(body.experts)) return refuse({ code: "PANEL_SIZE" });
      const projects = await declaredProjects(tx, actor, { call: call.id, ids: body.projects });
      const wrong = projects.filter(({ state }) => state !== "form_passed");
      if (wrong.length > 0 || projects.length !== new Set(body.projects).size)
        return refuse({ code: "project-not-reviewable", numbers: wrong.map(({ number }) => number) });
      try {
        return ok({ id: await insertPanel(tx, actor, clock, call, { ...body, projects, round: 1, reason: null }) });
      } catch (error) {
        if (violatedConstraint(error) === "review_panel_project_once") return refuse({ code: "project-in-panel" });
        throw error;
      }
    },
    formAnswers,
  );

  handle(
    rooms,
    changeSheet,
    async ({
      tx,
      actor,
      params,
      body,
    }): Promise<Result<void, PanelRefusal | Refusal<"SHEET_FIXED"> | Refusal<"sheet-questions">>> => {
      await holdSheet(tx, params.panelId, "alone");
      const panel = await lockPanel(tx, actor, params.panelId);
      if (!panel) return refuse({ code: "panel-not-found" });
      if (!organises(actor, panel)) return refuse({ code: "FORBIDDEN_ROLE" });
      if ((await seatsOf(tx, panel)).some(({ first_saved_at }) => first_saved_at !== null))
        return refuse({ code: "SHEET_FIXED" });
      if (!hasSameQuestions(panel.sheet, body)) return refuse({ code: "sheet-questions" });
      await reviewsIn(tx)
        .updateTable("review_panel")
        .set({ sheet: JSON.stringify(body) as never })
        .where("province", "=", panel.province)
        .where("id", "=", panel.id)
        .execute();
      return ok(undefined);
    },
    {
      ...panelAnswers,
      "sheet-questions": [422, "评分项和必答项由申报通知规定，只能调整分值，没有保存"],
      SHEET_FIXED: [409, "已有专家评分，评分表不能再改", "如确需改表，请作废本组后重新组建"],
    },
  );

  handle(
    rooms,
    voidPanel,
    async ({ tx, actor, params, body }): Promise<Result<void, PanelRefusal | Refusal<"panel-closed">>> => {
      const panel = await lockPanel(tx, actor, params.panelId);
      if (!panel) return refuse({ code: "panel-not-found" });
      if (!organises(actor, panel)) return refuse({ code: "FORBIDDEN_ROLE" });
      if (panel.state === "void") return refuse({ code: "panel-closed" });
      await reviewsIn(tx)
        .updateTable("review_panel_project")
        .set({ is_void: true })
        .where("province", "=", panel.province)
        .where("panel", "=", panel.id)
        .execute();
      await changePanel(tx, panel, { state: "void", void_reason: body.reason });
      return ok(undefined);
    },
    { ...panelAnswers, "panel-closed": [409, "该评审组已经作废"] },
  );
};

/** Points may be set; what is asked comes from the published call, compulsory items included (5g-2022.art9.1). */
const hasSameQuestions = (one: ScoreSheet, other: ScoreSheet): boolean => questionsOf(one) === questionsOf(other);
const questionsOf = ({ items, vetoes }: ScoreSheet): string =>
  JSON.stringify([items.map(({ id, title }) => [id, title]), vetoes.map(({ id, title }) => [id, title])]);

interface PanelDraft {
  readonly title: string;
  readonly projects: readonly DeclaredProject[];
  readonly experts: number;
  readonly fields: readonly string[];
  readonly regionRule: "county" | "city" | "none";
  readonly round: number;
  readonly reason: string | null;
}

export const insertPanel = async (tx: Tx, actor: Actor, clock: Clock, call: ReviewedCall, draft: PanelDraft): Promise<string> => {
  const id = newId();
  await reviewsIn(tx)
    .insertInto("review_panel")
    .values({
      province: actor.province,
      id,
      call: call.id,
      city: call.city,
      programme: call.programme,
      year: call.year,
      title: draft.title,
      round: draft.round,
      state: "forming",
      experts: draft.experts,
      fields: [...new Set(draft.fields)],
      region_rule: draft.regionRule,
      is_blind: call.definition.review.isBlind,
      sheet: JSON.stringify(sheetOf(call.definition.review)),
      reason: draft.reason,
      created_by: actor.userId,
      created_name: actor.name,
      created_at: clock.now(),
    })
    .execute();
  await reviewsIn(tx)
    .insertInto("review_panel_project")
    .values(
      draft.projects.map(({ id: project, number }) => ({
        province: actor.province,
        panel: id,
        project,
        number,
        round: draft.round,
      })),
    )
    .execute();
  return id;
};

/** The sheet of a call; its pass marks are hundredths of points already. */
export const sheetOf = ({ items, vetoes, pass, revise, spread }: ReviewMethod): ScoreSheet => ({
  items: items.map(({ id, title, maxPoints, clause }) => ({ id, title, maxPoints, ...(clause !== undefined && { clause }) })),
  vetoes: vetoes.map(({ id, title, clause }) => ({ id, title, clause })),
  pass,
  revise,
  spread,
});
