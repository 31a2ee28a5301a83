import { copyAnswers as copyAnswersRoute, listCopySources, type RouteAnswer } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { budgetOf, type CallDefinition, isBlank, misfitsOf, questionOf, targetsOf } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import { findProject, lockProject, type StoredProject } from "../project.store.ts";
import { notEditable } from "./deadlines.ts";
import { answersOf, callOf, findCall, type OpenCall, type StoredAnswer, tablesIn, writeAnswer } from "./declarations.store.ts";
import { type CallNotFound, callNotFound, type EditRefusal, editAnswers } from "./refusals.ts";
import { touchProject } from "./save-answer.ts";
import { isSealed } from "./secret-box.ts";

export type CopyRefusal = EditRefusal | Refusal<"copy-source-not-found">;
export const copyAnswers: Answers<CopyRefusal> = {
  ...editAnswers,
  "copy-source-not-found": [404, "找不到可沿用的申报：须是本单位同一项目类别的其他申报"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const copyAnswersRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listCopySources,
    async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listCopySources>, CallNotFound>> => {
      const call = await findCall(tx, actor.province, query.call);
      if (!call) return refuse({ code: "call-not-found" });
      const items = await tablesIn(tx)
        .selectFrom("project")
        .select(["id", "number", "title", "year", "state"])
        .where(within(actor, "project"))
        .where("programme", "=", call.programme)
        .orderBy("year", "desc")
        .orderBy("changed_at", "desc")
        .limit(50)
        .execute();
      return ok({ items });
    },
    callNotFound,
  );

  handle(
    rooms,
    copyAnswersRoute,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof copyAnswersRoute>, CopyRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const shut = notEditable(project, clock.today());
      if (shut) return shut;
      const copied = await copyInto({ tx, actor, clock }, project, await callOf(tx, project), body.from);
      return copied.ok ? ok({ copied: copied.value }) : copied;
    },
    copyAnswers,
  );
};

/** Takes over what is not answered yet; each answer tells where it came from until somebody touches it. Returns how many. */
export const copyInto = async (
  { tx, actor, clock }: At,
  project: StoredProject,
  call: OpenCall,
  from: string,
): Promise<Result<number, CopyRefusal>> => {
  const source = await findProject(tx, actor, from);
  if (!source || source.id === project.id || source.programme !== project.programme || source.institution !== project.institution)
    return refuse({ code: "copy-source-not-found" });
  const answers = await answersOf(tx, project);
  const isOpen = (question: string) => isBlank(answers.find((answer) => answer.question === question)?.value);
  const taken = (await answersOf(tx, source))
    .map(({ question, value }) => ({ question, value: moved(question, value, call.year - source.year) }))
    .filter(({ question, value }) => isOpen(question) && isReusable(call.definition, question, value));
  const written = taken.map(
    ({ question, value }): StoredAnswer => ({
      province: project.province,
      project: project.id,
      question,
      value,
      version: (answers.find((answer) => answer.question === question)?.version ?? 0) + 1,
      saved_by: actor.userId,
      saved_by_name: actor.name,
      saved_at: clock.now(),
      copied_from: source.id,
    }),
  );
  for (const answer of written) await writeAnswer(tx, answer);
  const kept = answers.filter(({ question }) => !written.some((answer) => answer.question === question));
  await touchProject({ tx, actor, clock }, project, call, [...kept, ...written], { copied_from: source.id });
  return ok(written.length);
};

/** Promises are made anew each year, dates are this year's, and an ID number is entered for the purpose at hand. */
const isReusable = (definition: CallDefinition, id: string, value: unknown): boolean => {
  if (isBlank(value) || isSealed(value)) return false;
  if (questionOf(definition, id)?.kind === "date" && questionOf(definition, id)?.personal === undefined) return false;
  if (definition.eligibility.some((rule) => rule.rule === "statement" && rule.question === id)) return false;
  return misfitsOf(definition, id, value).length === 0;
};

/** The budget and the targets of last year, in the years of this call. */
const moved = (question: string, value: unknown, years: number): unknown => {
  if (question === "budget") {
    const { rows, statedTotals } = budgetOf(value);
    return {
      rows: rows.map((row) => ({ ...row, year: row.year + years })),
      statedTotals: statedTotals.map((total) => ({ ...total, year: total.year + years })),
    };
  }
  return question === "targets" ? targetsOf(value).map((row) => ({ ...row, year: row.year + years })) : value;
};
