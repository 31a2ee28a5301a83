import { dateInShanghai, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import {
  advance,
  faultSentence,
  type ProjectAction,
  type ProjectState,
  projectStates,
  type StatedVerdicts,
  type TransitionRefusal,
  transitions,
  type VerdictFault,
  verdictFaults,
} from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, type Tx, violatedConstraint } from "../platform/index.ts";
import { actorOn, currentRound, delegatorOf, positionOf } from "./position.ts";
import { type ProgrammeRefusal, programmeAnswers, programmeBar } from "./programmes/programme-bar.ts";
import {
  authorsOf,
  fundCheckersOf,
  insertStep,
  lockProject,
  nextNumber,
  type StoredProject,
  stepsOf,
  updateProject,
} from "./project.store.ts";

export interface StepAsked {
  readonly action: ProjectAction;
  /** Version of the project that the actor saw; absent for steps that a decision over many projects takes. */
  readonly version?: number;
  readonly opinion?: string;
  readonly verdicts?: StatedVerdicts;
  /** Document number or minutes. */
  readonly basis?: string;
  readonly correctBy?: PlainDate;
  /** What the review came to; `completeReview` cannot be without it. Scores in hundredths of a point. */
  readonly review?: {
    readonly conclusion: "recommended" | "revise" | "not-recommended";
    readonly score: number | null;
    readonly adjustedScore: number | null;
  };
}

export type StepRefusal =
  | TransitionRefusal
  | Refusal<"project-not-found">
  | Refusal<"project-changed", { readonly state: ProjectState }>
  | Refusal<"AUDIT_INCOMPLETE", { readonly faults: readonly VerdictFault[]; readonly clause: string }>
  | Refusal<"JUSTIFICATION_REQUIRED">
  | Refusal<"BASIS_REQUIRED">
  | Refusal<"REVIEW_REQUIRED">
  | ProgrammeRefusal;

export const stepAnswers: Answers<StepRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  "project-changed": [409, ({ state }) => `项目刚刚有变化，现在是“${projectStates[state]}”，这一步没有办理`, "请刷新后核对再办"],
  STEP_ORDER: [
    409,
    ({ state, action }) => `项目现在是“${projectStates[state]}”，不能“${labelOf(action)}”，须按申报、评审论证、入库的次序办理`,
    "请按流程先办完前一步",
  ],
  FORBIDDEN_ROLE: [403, ({ action }) => `“${labelOf(action)}”不由您办理`, "请由该环节的部门和人员办理"],
  SELF_APPROVAL: [403, "自己填报、签批或审核过的项目，不能再由自己审核", "请由本单位另一位有此职责的人员办理"],
  ALREADY_READ: [409, "上级已打开审阅，不能再撤回", "请联系审核部门退回补正"],
  AUDIT_INCOMPLETE: [
    422,
    ({ faults }) => `${faults.map(faultSentence).join("，")}，不能通过`,
    "真实性、合规性、可行性三项都认可并写明理由后再通过；不认可的请退回补正或不予推荐",
  ],
  JUSTIFICATION_REQUIRED: [422, "请写明理由", "至少两个字，随流程轨迹留存"],
  BASIS_REQUIRED: [422, "请填写依据的文号或会议纪要号"],
  REVIEW_REQUIRED: [422, "还没有评审结论", "请先组织专家评审并形成结论"],
  ...programmeAnswers,
};

const labelOf = (action: ProjectAction): string => transitions.find((row) => row.action === action)?.label ?? action;

/**
 * The only way in which the state of a project changes: one row of the table, one entry of the trail, one transaction. Returns the
 * project as it is afterwards.
 */
export const takeStep = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  asked: StepAsked,
): Promise<Result<StoredProject, StepRefusal>> => {
  const project = await lockProject(tx, actor, id);
  if (!project) return refuse({ code: "project-not-found" });
  if (asked.version !== undefined && asked.version !== project.version)
    return refuse({ code: "project-changed", state: project.state });
  const steps = await stepsOf(tx, project);
  const by = actorOn(actor, project, asked.action);
  const hands = [...(await authorsOf(tx, project)), ...(await fundCheckersOf(tx, project))];
  const next = advance(asked.action, positionOf(project, steps, hands), by);
  if (!next.ok) return next;
  const needs = transitions.find((row) => row.action === asked.action && row.from.includes(project.state))?.needs ?? [];
  const faults = needs.includes("verdicts") ? verdictFaults(asked.verdicts) : [];
  if (faults.length > 0) return refuse({ code: "AUDIT_INCOMPLETE", faults, clause: "qiangyi-2024.art6.a" });
  if (needs.includes("opinion") && !isSaid(asked.opinion)) return refuse({ code: "JUSTIFICATION_REQUIRED" });
  if (needs.includes("basis") && !isSaid(asked.basis)) return refuse({ code: "BASIS_REQUIRED" });
  if (asked.action === "completeReview" && !asked.review) return refuse({ code: "REVIEW_REQUIRED" });
  const barred = await programmeBar(tx, actor, clock, {
    project,
    action: asked.action,
    opinion: asked.opinion,
    basis: asked.basis,
  });
  if (barred) return barred;
  const change = await changeFor(tx, clock, project, asked, next.value);
  try {
    await insertStep(tx, {
      province: project.province,
      project: id,
      seq: steps.length + 1,
      action: asked.action,
      from_state: project.state,
      to_state: next.value,
      level: by.level,
      by_user: actor.userId,
      by_name: actor.name,
      for_user: by.forUserId ?? null,
      for_name: delegatorOf(actor, asked.action)?.name ?? null,
      verdicts: asked.verdicts ?? null,
      opinion: asked.opinion ?? null,
      basis: asked.basis ?? null,
      correct_by: asked.correctBy ?? null,
      round: currentRound(project),
      at: clock.now(),
    });
  } catch (error) {
    if (violatedConstraint(error) === "project_step_by_another") return refuse({ code: "SELF_APPROVAL", action: asked.action });
    throw error;
  }
  await updateProject(tx, project, change);
  return ok({ ...project, ...change, version: project.version + 1 });
};

const isSaid = (text: string | undefined): boolean => (text?.trim().length ?? 0) >= 2;

/** What else moves with the state. `changed_by` stays the clerk's: it tells who wrote the content. */
const changeFor = async (
  tx: Tx,
  clock: Clock,
  project: StoredProject,
  { action, correctBy, review }: StepAsked,
  state: ProjectState,
): Promise<Partial<StoredProject>> => {
  const at = clock.now();
  const common: Partial<StoredProject> = {
    state,
    changed_at: at,
    read_at: null,
    state_before: state === "suspended" ? project.state : null,
  };
  switch (action) {
    case "sign":
      return {
        ...common,
        signed_round: project.signed_round + 1,
        submitted_at: at,
        correct_by: null,
        ...(project.number === null && (await numbered(tx, project, at))),
      };
    case "return":
    case "returnFromReview":
      return { ...common, returned_times: project.returned_times + 1, correct_by: correctBy ?? null };
    case "completeReview":
      return {
        ...common,
        review_conclusion: review?.conclusion ?? null,
        review_score: review?.score ?? null,
        review_adjusted_score: review?.adjustedScore ?? null,
      };
    case "renew":
      return { ...common, read_at: project.read_at };
    default:
      return common;
  }
};

/** Found by its number from now on. */
const numbered = async (tx: Tx, { province, search_text }: StoredProject, at: Date): Promise<Partial<StoredProject>> => {
  const number = await nextNumber(tx, province, yearOf(dateInShanghai(at)));
  return { number, search_text: `${search_text} ${number.toLowerCase()}` };
};
