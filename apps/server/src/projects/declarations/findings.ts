import type { DeclarationFinding } from "@qiangyi/api";
import { type AnswerProblem, type CallDefinition, validateAnswers } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { OpenCall, StoredAnswer, StoredAttachment } from "./declarations.store.ts";
import { contextOf } from "./declaring-institution.ts";
import { judgedAnswers } from "./derived-columns.ts";

/** Everything that is wrong with a declaration now, in the order of the form. */
export const problemsOf = async (
  tx: Tx,
  actor: Actor,
  {
    call,
    project,
    answers,
    attachments,
  }: {
    readonly call: OpenCall;
    readonly project: StoredProject;
    readonly answers: readonly StoredAnswer[];
    readonly attachments: readonly StoredAttachment[];
  },
): Promise<readonly AnswerProblem[]> => {
  const context = await contextOf(tx, actor, call, project.institution);
  return context ? validateAnswers(call.definition, judgedAnswers(answers), attachments, context) : [];
};

export const shownFinding = (
  definition: CallDefinition,
  { path, code, message, clause, severity }: AnswerProblem,
): DeclarationFinding => {
  const [head = "", second] = path.split(/[.:]/);
  const place = { severity, code, path, message, clause: clause ?? null };
  if (head === "material") {
    const label = definition.materials.find(({ id }) => id === second)?.title ?? "附件";
    return { ...place, section: "materials", label };
  }
  if (head === "budget") return { ...place, section: "budget", label: "项目预算" };
  if (head === "targets") return { ...place, section: "targets", label: "绩效目标" };
  for (const section of definition.sections) {
    const question = section.questions.find(({ id }) => id === head);
    if (question) return { ...place, section: section.id, label: question.label };
  }
  return { ...place, section: null, label: "申报单位" };
};
