import { type RouteAnswer, sendBackDeclaration, signDeclaration, submitDeclaration, takeBackDeclaration } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { keepSketches } from "../overlaps/sketches.ts";
import { lockProject, type StoredProject } from "../project.store.ts";
import { type StepAsked, type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import { contentOf } from "./content.ts";
import { tooLateToHandIn } from "./deadlines.ts";
import { answersOf, attachmentsOf, callOf, insertSigning, type OpenCall } from "./declarations.store.ts";
import { judgedAnswers } from "./derived-columns.ts";
import { problemsOf } from "./findings.ts";
import { quotaReached } from "./quotas.ts";
import {
  type CallRefusal,
  callAnswers,
  type EditRefusal,
  editAnswers,
  type QuotaRefusal,
  quotaAnswers,
  refusalOf,
  type WholeRefusal,
  wholeAnswers,
} from "./refusals.ts";

type Overdue = Extract<EditRefusal, { code: "CORRECTION_OVERDUE" }>;
type HandInRefusal = StepRefusal | CallRefusal | Overdue | WholeRefusal | QuotaRefusal;

const handInAnswers: Answers<HandInRefusal> = {
  ...stepAnswers,
  ...callAnswers,
  CORRECTION_OVERDUE: editAnswers.CORRECTION_OVERDUE,
  ...wholeAnswers,
  ...quotaAnswers,
};

type SignRefusal = HandInRefusal | Refusal<"CONTENT_CHANGED">;
const signAnswers: Answers<SignRefusal> = {
  ...handInAnswers,
  CONTENT_CHANGED: [409, "您看到之后内容又有变化，没有签批", "请重新阅看全部内容，核对后再签批"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** The steps inside the unit: clerk → head → up. Withdrawing belongs to the checks, because it depends on who has read. */
export const handInRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    submitDeclaration,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof submitDeclaration>, HandInRefusal>> => {
      const at = { tx, actor, clock };
      const stepped = await step(at, params.projectId, {
        action: "submit",
        ...(body.version !== undefined && { version: body.version }),
      });
      if (!stepped.ok) return stepped;
      // A refusal rolls the step back; asked in this order, whoever may not submit at all learns nothing of the content.
      const hindered = await hindrance(at, stepped.value);
      return hindered ?? ok(shownStep(stepped.value));
    },
    handInAnswers,
  );

  handle(
    rooms,
    takeBackDeclaration,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof takeBackDeclaration>, StepRefusal>> => {
      const stepped = await step({ tx, actor, clock }, params.projectId, { action: "takeBack" });
      return stepped.ok ? ok(shownStep(stepped.value)) : stepped;
    },
    stepAnswers,
  );

  handle(
    rooms,
    sendBackDeclaration,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof sendBackDeclaration>, StepRefusal>> => {
      const stepped = await step({ tx, actor, clock }, params.projectId, { action: "sendBack", opinion: body.opinion });
      return stepped.ok ? ok(shownStep(stepped.value)) : stepped;
    },
    stepAnswers,
  );

  handle(
    rooms,
    signDeclaration,
    ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof signDeclaration>, SignRefusal>> =>
      sign({ tx, actor, clock }, params.projectId, body.sha256),
    signAnswers,
  );
};

/** 签批上报: the head signs what he saw and nothing else. It gets its number and time, and those on its route see it. */
const sign = async (at: At, id: string, seen: string): Promise<Result<RouteAnswer<typeof signDeclaration>, SignRefusal>> => {
  const { tx, actor, clock } = at;
  const project = await lockProject(tx, actor, id);
  if (!project) return refuse({ code: "project-not-found" });
  const { content, sha256 } = contentOf(project, await answersOf(tx, project), await attachmentsOf(tx, project));
  const stepped = await step(at, id, { action: "sign" });
  if (!stepped.ok) return stepped;
  if (sha256 !== seen) return refuse({ code: "CONTENT_CHANGED" });
  const hindered = await hindrance(at, project);
  if (hindered) return hindered;
  const { number, submitted_at, signed_round, state, version } = stepped.value;
  if (number === null || submitted_at === null) throw new Error("a signed project has no number");
  await insertSigning(tx, {
    province: project.province,
    project: id,
    round: signed_round,
    content,
    sha256,
    signed_by: actor.userId,
    signed_by_name: actor.name,
    signed_at: clock.now(),
  });
  await keepSketches(tx, project, (await callOf(tx, project)).definition, judgedAnswers(await answersOf(tx, project)));
  return ok({ state, version, number, submittedAt: submitted_at.toISOString(), round: signed_round });
};

const step = ({ tx, actor, clock }: At, id: string, asked: StepAsked): Promise<Result<StoredProject, StepRefusal>> =>
  takeStep(tx, actor, clock, id, asked);

/** What keeps the content from going up: the date, the number of declarations, or the content itself. */
const hindrance = async (
  { tx, actor, clock }: At,
  project: StoredProject,
): Promise<{ readonly ok: false; readonly refusal: CallRefusal | Overdue | WholeRefusal | QuotaRefusal } | undefined> => {
  const call: OpenCall = await callOf(tx, project);
  const late = tooLateToHandIn(project, call, clock.today());
  if (late) return late;
  const [answers, attachments] = [await answersOf(tx, project), await attachmentsOf(tx, project)];
  const wrong = refusalOf(await problemsOf(tx, actor, { call, project, answers, attachments }));
  if (wrong) return refuse(wrong);
  return project.state === "to_sign" ? quotaReached(tx, call, project) : undefined;
};

const shownStep = ({ state, version }: StoredProject) => ({ state, version });
