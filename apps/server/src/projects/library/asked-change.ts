import type { RouteInput, requestChange } from "@qiangyi/api";
import { fen, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import {
  type AnswerProblem,
  type Answers,
  type ChangeAsked,
  type ChangeKind,
  effectOf,
  hinders,
  misfitsOf,
  validateAnswers,
} from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import { answersOf, attachmentsOf, callOf } from "../declarations/declarations.store.ts";
import { contextOf } from "../declarations/declaring-institution.ts";
import { derivedColumns, judgedAnswers } from "../declarations/derived-columns.ts";
import type { StoredProject } from "../project.store.ts";

type ChangeBody = RouteInput<typeof requestChange>["body"];

export type AskRefusal =
  | Refusal<"CHANGE_NOT_OPEN", { readonly state: StoredProject["state"]; readonly clause: string }>
  | Refusal<"change-empty">
  | Refusal<"institution-unknown">
  | Refusal<
      "APPLICATION_INCOMPLETE",
      { readonly problems: readonly { path: string; message: string }[]; readonly clause: string }
    >;

/** A change as it would be stored: what was, what is to be, which approvals fall, what it does to the money. */
export interface JudgedChange {
  readonly kind: ChangeKind;
  readonly before: Answers;
  readonly after: Answers;
  readonly effect: ReturnType<typeof effectOf>;
}

/** A reserved project is in its public notice: what the public reads must not change under its eyes. */
const open: ReadonlySet<StoredProject["state"]> = new Set(["in_library", "funded", "implementing"]);
export const isChangeable = (state: StoredProject["state"]): boolean => open.has(state);

/** Judges the whole content as it would be afterwards by the rules of the call: a change must not make a good project bad. */
export const judgeAsked = async (
  tx: Tx,
  actor: Actor,
  project: StoredProject,
  body: ChangeBody,
): Promise<Result<JudgedChange, AskRefusal>> => {
  if (!isChangeable(project.state)) return refuse({ code: "CHANGE_NOT_OPEN", state: project.state, clause: "5g-2022.art8.2.c" });
  const call = await callOf(tx, project);
  const answers = judgedAnswers(await answersOf(tx, project));
  const patch = patchOf(body);
  const changed = Object.entries(patch).filter(
    ([question, value]) => JSON.stringify(value) !== JSON.stringify(answers[question]),
  );
  if (body.kind === "unit") return unitChange(tx, project, body.institution);
  if (changed.length === 0) return refuse({ code: "change-empty" });
  const after = Object.fromEntries(changed);
  const whole = { ...answers, ...after };
  const problems: AnswerProblem[] = changed.flatMap(([question, value]) => [...misfitsOf(call.definition, question, value)]);
  const context = await contextOf(tx, actor, call, project.institution);
  if (problems.length === 0 && context) {
    problems.push(...validateAnswers(call.definition, whole, await attachmentsOf(tx, project), context).filter(hinders));
  }
  if (problems.length > 0) {
    const told = problems.map(({ path, message }) => ({ path, message }));
    return refuse({ code: "APPLICATION_INCOMPLETE", problems: told, clause: "5g-2022.art8.1" });
  }
  const [was, will] = [derivedColumns(call, "", project, answers), derivedColumns(call, "", project, whole)];
  return ok({
    kind: body.kind,
    before: Object.fromEntries(changed.map(([question]) => [question, answers[question] ?? null])),
    after,
    effect: effectOf({
      kind: body.kind,
      ...moneyOf(project, will.total_fen - was.total_fen, will.support_fen - was.support_fen),
    }),
  });
};

/** What was decided may be less than what was asked: the decision moves by as much as the asking does. */
const moneyOf = ({ total_fen, support_fen }: StoredProject, total: bigint, support: bigint): Omit<ChangeAsked, "kind"> => ({
  totalBefore: fen(total_fen),
  totalAfter: fen(total_fen + total),
  supportBefore: fen(support_fen),
  supportAfter: fen(support_fen + support),
});

const patchOf = (body: ChangeBody): Answers => {
  switch (body.kind) {
    case "content":
      return Object.fromEntries(Object.entries(body.answers).filter(([question]) => !ownKinds.has(question)));
    case "budget":
      return { budget: body.budget };
    case "period":
      return { startsOn: body.startsOn, endsOn: body.endsOn };
    case "unit":
      return {};
  }
};

/** Answers that a change of another kind is for. */
const ownKinds = new Set(["budget", "startsOn", "endsOn"]);

const unitChange = async (tx: Tx, project: StoredProject, institution: string): Promise<Result<JudgedChange, AskRefusal>> => {
  if (institution === project.institution) return refuse({ code: "change-empty" });
  // By name only: a unit may hand its project to one that it may not look into. What is signed names both.
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from named_institutions(${project.province}, ${[project.institution, institution]}::text[], null)`.execute(
    tx,
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const [from, to] = [names.get(project.institution), names.get(institution)];
  if (to === undefined) return refuse({ code: "institution-unknown" });
  return ok({
    kind: "unit",
    before: { institution: project.institution, name: from ?? project.institution },
    after: { institution, name: to },
    effect: effectOf({ kind: "unit", ...moneyOf(project, 0n, 0n) }),
  });
};
