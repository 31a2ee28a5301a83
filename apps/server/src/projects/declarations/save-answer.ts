import { type RouteAnswer, revealAnswer, saveAnswer } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { misfitsOf, questionOf } from "@qiangyi/projects";
import { recordEvent } from "../../audit/index.ts";
import { type Actor, type Clock, handle, handleAlone, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { findProject, lockProject, type StoredProject, updateProject } from "../project.store.ts";
import { notEditable } from "./deadlines.ts";
import { answersOf, callOf, type OpenCall, type StoredAnswer, writeAnswer } from "./declarations.store.ts";
import { derivedColumns, judgedAnswers } from "./derived-columns.ts";
import { isIdNumber, masked, shownValue } from "./personal.ts";
import { type FieldProblem, type NotFound, notFoundAnswers, type SaveRefusal, saveAnswers } from "./refusals.ts";
import { isSealed, seal, unseal } from "./secret-box.ts";

interface Given {
  readonly value?: unknown;
  readonly secretValue?: string | undefined;
  readonly version: number;
}

export const saveAnswerRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    saveAnswer,
    ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof saveAnswer>, SaveRefusal>> =>
      save({ tx, actor, clock }, params.projectId, params.question, body),
    saveAnswers,
  );

  // Outside `handle`, which keeps its answer to give it again to a repetition: this one must not be kept anywhere.
  handleAlone(
    rooms,
    revealAnswer,
    ({ actor, clock, params, request }): Promise<Result<RouteAnswer<typeof revealAnswer>, NotFound>> =>
      rooms.database.transaction(actor, async (tx) => {
        const project = await findProject(tx, actor, params.projectId);
        const answers = project ? await answersOf(tx, project) : [];
        const value = answers.find(({ question }) => question === params.question)?.value;
        if (!project || !isSealed(value)) return refuse({ code: "project-not-found" });
        const object = `/projects/declarations/${project.id}/answers/${params.question}`;
        await recordEvent(tx, {
          actor,
          at: clock.now(),
          action: "unmask",
          object,
          ip: request.ip,
          detail: { masked: value.masked },
        });
        return ok({ secretValue: unseal(value) });
      }),
    notFoundAnswers,
  );
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** 逐题保存: one answer, against the version that its author saw. Whoever comes second gets the other's text instead of overwriting it. */
const save = async (
  { tx, actor, clock }: At,
  id: string,
  question: string,
  given: Given,
): Promise<Result<RouteAnswer<typeof saveAnswer>, SaveRefusal>> => {
  const project = await lockProject(tx, actor, id);
  if (!project) return refuse({ code: "project-not-found" });
  const shut = notEditable(project, clock.today(), question);
  if (shut) return shut;
  const call = await callOf(tx, project);
  const value = valueOf(call, question, given);
  if (!value.ok) return value;
  const answers = await answersOf(tx, project);
  const before = answers.find((answer) => answer.question === question);
  if ((before?.version ?? 0) !== given.version)
    return refuse({ code: "ANSWER_CHANGED", current: otherOf(call, question, before) });
  const answer: StoredAnswer = {
    province: project.province,
    project: id,
    question,
    value: value.value,
    version: given.version + 1,
    saved_by: actor.userId,
    saved_by_name: actor.name,
    saved_at: clock.now(),
    copied_from: null,
  };
  await writeAnswer(tx, answer);
  const after = [...answers.filter((one) => one.question !== question), answer];
  const changed = await touchProject({ tx, actor, clock }, project, call, after);
  return ok({
    answer: {
      question,
      ...shownValue(call.definition, question, answer.value, true),
      version: answer.version,
      savedBy: actor.name,
      savedAt: answer.saved_at.toISOString(),
      copiedFrom: null,
    },
    project: {
      title: changed.title,
      totalFen: String(changed.total_fen),
      supportFen: String(changed.support_fen),
      startsOn: changed.starts_on,
      endsOn: changed.ends_on,
      version: project.version + 1,
    },
  });
};

/** The columns that follow from the answers, and whose hand was the last. */
export const touchProject = async (
  { tx, actor, clock }: At,
  project: StoredProject,
  call: OpenCall,
  answers: readonly Pick<StoredAnswer, "question" | "value">[],
  more: Pick<Partial<StoredProject>, "copied_from"> = {},
) => {
  const names = await institutionNames(tx, actor, [project.institution]);
  const columns = derivedColumns(call, names.get(project.institution) ?? "", project, judgedAnswers(answers));
  await updateProject(tx, project, { ...columns, ...more, changed_by: actor.userId, changed_at: clock.now() });
  return columns;
};

const otherOf = (call: OpenCall, question: string, answer: StoredAnswer | undefined) => ({
  ...(answer ? shownValue(call.definition, question, answer.value, true) : { value: null, masked: null }),
  version: answer?.version ?? 0,
  by: answer?.saved_by_name ?? "",
  at: (answer?.saved_at ?? new Date(0)).toISOString(),
});

/** The value as it will be stored, or what is wrong with it, the field named. */
const valueOf = ({ definition }: OpenCall, id: string, given: Given): Result<unknown, SaveRefusal> => {
  const question = questionOf(definition, id);
  const label = question?.label ?? (id === "budget" ? "项目预算" : "绩效目标");
  const misfit = (problems: readonly FieldProblem[]) => refuse({ code: "ANSWER_MISFIT", problems } as const);
  if (question?.personal === "id-number") {
    const text = (given.secretValue ?? "").trim().toUpperCase();
    if (text === "") return ok("");
    if (!isIdNumber(text)) return misfit([{ path: id, message: `“${label}”不是有效的18位公民身份号码` }]);
    return ok(seal(text, masked("id-number", text)));
  }
  const value = given.value ?? "";
  const problems = misfitsOf(definition, id, value);
  if (problems.some(({ code }) => code === "UNKNOWN_QUESTION")) return refuse({ code: "UNKNOWN_QUESTION" });
  if (problems.length > 0)
    return misfit(problems.map(({ path, message }) => ({ path, message: path === id ? `“${label}”${message}` : message })));
  // PostgreSQL keeps no text with this character; it comes from broken clipboards only.
  if (JSON.stringify(value).includes("\\u0000")) return misfit([{ path: id, message: `“${label}”含有不可见的控制字符` }]);
  return ok(value);
};
