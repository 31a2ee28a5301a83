import { addDays, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { nextLevelOf, type StatedVerdicts } from "@qiangyi/projects";
import type { Actor, Answers, Clock, Tx } from "../../platform/index.ts";
import { lockProject, type StoredProject, stepsOf } from "../project.store.ts";
import { type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import { type CheckedCall, callOf } from "./call-of-project.ts";
import { fundCheckState, isFinanceLevel } from "./fund-check-state.ts";
import { fundConclusions } from "./fund-checks.store.ts";
import { officesOf } from "./offices.ts";

export interface CheckAsked {
  readonly action: "pass" | "return" | "notRecommend";
  /** Version of the project that the official saw. */
  readonly version: number;
  readonly opinion: string;
  readonly verdicts?: StatedVerdicts | undefined;
}

export type CheckRefusal =
  | StepRefusal
  | Refusal<"FUND_CHECK_REQUIRED", { readonly office: string; readonly isNegative: boolean; readonly clause: string }>
  | Refusal<"CORRECTIONS_USED_UP", { readonly times: number }>;

export const checkAnswers: Answers<CheckRefusal> = {
  ...stepAnswers,
  FUND_CHECK_REQUIRED: [
    409,
    ({ office, isNegative }) =>
      isNegative ? `${office}会审认为单位自筹资金没有落实，不能通过` : `通知要求单位自筹资金落实，须先由${office}会审筹资`,
    "会审通过后再办；资金没有落实的，可退回补正或不予推荐",
  ],
  CORRECTIONS_USED_UP: [
    409,
    ({ times }) => `本级已退回${times}次，达到申报通知规定的次数，不能再退回`,
    "请审核通过，或写明理由不予推荐",
  ],
};

/** One level's conclusion on one project: passed on, returned for correction within the limits of its call, or not recommended. */
export const checkProject = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  { action, version, opinion, verdicts }: CheckAsked,
): Promise<Result<StoredProject, CheckRefusal>> => {
  const project = await lockProject(tx, actor, id);
  if (!project) return refuse({ code: "project-not-found" });
  const call = await callOf(tx, project);
  const isDueHere = nextLevelOf(project) === actor.level;
  const hindrance = isDueHere ? await hindranceOf(tx, actor, project, call, action) : undefined;
  if (hindrance) return refuse(hindrance);
  return takeStep(tx, actor, clock, id, {
    action,
    version,
    opinion,
    ...(verdicts !== undefined && { verdicts }),
    ...(action === "return" && { correctBy: lastDayOfCorrection(clock.today(), call) }),
  });
};

/** The day of the return does not count. */
const lastDayOfCorrection = (today: PlainDate, { definition }: CheckedCall): PlainDate =>
  addDays(today, definition.correction.days);

const hindranceOf = async (
  tx: Tx,
  actor: Actor,
  project: StoredProject,
  { definition }: CheckedCall,
  action: CheckAsked["action"],
): Promise<CheckRefusal | undefined> => {
  if (action === "return") {
    const returns = (await stepsOf(tx, project)).filter((step) => step.action === "return" && step.level === actor.level).length;
    return returns >= definition.correction.times ? { code: "CORRECTIONS_USED_UP", times: returns } : undefined;
  }
  const level = nextLevelOf(project);
  if (action !== "pass" || !isFinanceLevel(level) || definition.budget?.matching !== "required") return undefined;
  const conclusions = await fundConclusions(tx, project.province, [project]);
  const state = fundCheckState(definition, level, conclusions.get(`${project.id}/${level}`));
  if (state === "positive") return undefined;
  const office = (await officesOf(tx, actor)).finance(project, level);
  return { code: "FUND_CHECK_REQUIRED", office, isNegative: state === "negative", clause: "5g-2022.art9.2" };
};
