import { judgeChange, type RouteAnswer } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Answers as Content } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionsOf } from "../../registry/index.ts";
import { answersOf, callOf, writeAnswer } from "../declarations/declarations.store.ts";
import { derivedColumns, judgedAnswers } from "../declarations/derived-columns.ts";
import { routeOf } from "../declarations/route-of.ts";
import { isOrganiserOf } from "../organiser.ts";
import { lockProject, type StoredProject, updateProject } from "../project.store.ts";
import { type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import { insertVersion, lockChange, type StoredChange, updateChange, versionsOf } from "./library.store.ts";
import { shownChange } from "./read-record.ts";

type JudgeRefusal =
  | StepRefusal
  | Refusal<"change-not-found">
  | Refusal<"CHANGE_NOT_SIGNED">
  | Refusal<"change-closed">
  | Refusal<"change-outdated">;

const answers: Answers<JudgeRefusal> = {
  ...stepAnswers,
  "change-not-found": [404, "没有这项变更申请，或不由您审批"],
  CHANGE_NOT_SIGNED: [409, "这项变更还没有由单位负责人签批，不能审批", "请等申报单位负责人签批上报"],
  "change-closed": [409, "这项变更已有结果"],
  "change-outdated": [409, "申请之后项目内容又有变化，不能按原申请办理", "请退回，由单位重新申请"],
  SELF_APPROVAL: [403, "自己申请或已审批过的变更，不能再由自己审批", "请由另一位有此职责的人员办理"],
};

/** 变更审批: the organiser; and the finance department after it where the money changes (第八条（二）). */
export const judgeChangeRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    judgeChange,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof judgeChange>, JudgeRefusal>> => {
      const change = await lockChange(tx, actor.province, params.changeId);
      const project = change && (await lockProject(tx, actor, change.project));
      if (!change || !project) return refuse({ code: "change-not-found" });
      if (change.state === "to_sign") return refuse({ code: "CHANGE_NOT_SIGNED" });
      const desk = deskOf(change);
      if (desk === undefined) return refuse({ code: "change-closed" });
      if (!sitsAt(desk, actor, project)) return refuse({ code: "FORBIDDEN_ROLE", action: "recheck" });
      if ([change.requested_by, change.signed_by, change.organiser_by].includes(actor.userId))
        return refuse({ code: "SELF_APPROVAL", action: "recheck" });
      const judged = {
        ...stampOf(desk, actor, clock),
        opinion: body.opinion,
        ...(body.basis !== undefined && { basis: body.basis }),
      };
      if (body.outcome === "refuse") {
        await updateChange(tx, change, { ...judged, state: "refused" });
        return ok(shownChange({ ...change, ...judged, state: "refused" }, project));
      }
      const waitsForFinance = desk === "organiser" && change.falls.includes("finance");
      const state = waitsForFinance ? "with_finance" : "granted";
      await updateChange(tx, change, { ...judged, state });
      if (state === "granted") {
        const applied = await apply(tx, actor, clock, project, change);
        if (!applied.ok) return applied;
      }
      return ok(shownChange({ ...change, ...judged, state }, project));
    },
    answers,
  );

type Desk = "organiser" | "finance";

const deskOf = ({ state }: StoredChange): Desk | undefined =>
  state === "requested" ? "organiser" : state === "with_finance" ? "finance" : undefined;

const sitsAt = (desk: Desk, actor: Actor, project: StoredProject): boolean => {
  if (desk === "organiser") return actor.permissions.has("projects.select") && isOrganiserOf(actor, project);
  return (
    isOrganiserOf(actor, project) &&
    actor.permissions.has(project.route.at(-1) === "city" ? "projects.checkFunds" : "budgets.write")
  );
};

const stampOf = (desk: Desk, { userId, name }: Actor, clock: Clock): Partial<StoredChange> =>
  desk === "organiser"
    ? { organiser_by: userId, organiser_by_name: name, organiser_at: clock.now() }
    : { finance_by: userId, finance_by_name: name, finance_at: clock.now() };

/** Writes the new content and its version, and sends the project back to the first approval that fell. */
const apply = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  project: StoredProject,
  change: StoredChange,
): Promise<Result<undefined, JudgeRefusal>> => {
  const before = judgedAnswers(await answersOf(tx, project));
  const [was, patch] = [change.before as Content, change.after as Content];
  if (change.kind !== "unit" && Object.entries(was).some(([question, value]) => !isSame(value, before[question] ?? null))) {
    return refuse({ code: "change-outdated" });
  }
  const columns =
    change.kind === "unit"
      ? await columnsOfUnit(tx, project, String(patch["institution"]))
      : await columnsOfAnswers(tx, project, change, { ...before, ...patch });
  if (change.kind !== "unit") await writePatch(tx, actor, clock, project, patch);
  await updateProject(tx, project, columns);
  const versions = await versionsOf(tx, project);
  if (versions.length > 0) {
    await insertVersion(tx, {
      province: project.province,
      project: project.id,
      version: versions.length + 1,
      content: {
        answers: { ...before, ...(change.kind === "unit" ? {} : patch) },
        institution: columns.institution ?? project.institution,
      },
      total_fen: columns.total_fen ?? project.total_fen,
      support_fen: columns.support_fen ?? project.support_fen,
      change: change.id,
      by_user: actor.userId,
      by_name: actor.name,
      at: clock.now(),
    });
  }
  const action = change.falls.includes("checks")
    ? "recheck"
    : change.falls.includes("review")
      ? "rereview"
      : change.falls.includes("selection")
        ? "reselect"
        : undefined;
  if (action === undefined) return ok(undefined);
  const step = await takeStep(tx, organisersHand(actor), clock, project.id, { action, opinion: `变更已批准：${change.reason}` });
  return step.ok ? ok(undefined) : step;
};

/** Finance grants last; the step itself follows from the organiser's judgement, so it is taken with that duty. */
const organisersHand = (actor: Actor): Actor => ({ ...actor, permissions: new Set([...actor.permissions, "projects.select"]) });

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Amounts move by the difference: what the selection granted may be less than what the budget asks. */
const columnsOfAnswers = async (
  tx: Tx,
  project: StoredProject,
  { total_difference_fen, support_difference_fen }: StoredChange,
  content: Content,
): Promise<Partial<StoredProject>> => {
  const { title, starts_on, ends_on, identities } = derivedColumns(await callOf(tx, project), "", project, content);
  const support = project.support_fen + support_difference_fen;
  return {
    title,
    starts_on,
    ends_on,
    identities,
    total_fen: project.total_fen + total_difference_fen,
    support_fen: support < 0n ? 0n : support,
  };
};

const columnsOfUnit = async (tx: Tx, project: StoredProject, institution: string): Promise<Partial<StoredProject>> => {
  const call = await callOf(tx, project);
  const unit = (await institutionsOf(tx)).find(({ id }) => id === institution);
  return unit ? { institution, ...routeOf(call, unit) } : {};
};

const writePatch = async (tx: Tx, actor: Actor, clock: Clock, project: StoredProject, patch: Content): Promise<void> => {
  const stored = new Map((await answersOf(tx, project)).map((answer) => [answer.question, answer]));
  for (const [question, value] of Object.entries(patch)) {
    await writeAnswer(tx, {
      province: project.province,
      project: project.id,
      question,
      value,
      version: (stored.get(question)?.version ?? 0) + 1,
      saved_by: actor.userId,
      saved_by_name: actor.name,
      saved_at: clock.now(),
      copied_from: null,
    });
  }
};
