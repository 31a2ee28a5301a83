import type { Declaration } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import {
  type AnswerProblem,
  type Answers,
  type CallDefinition,
  type DeclaringInstitution,
  isAsked,
  isBlank,
  validateAnswers,
} from "@qiangyi/projects";

export interface FormPart {
  readonly id: string;
  readonly title: string;
  /** Errors that hinder handing in; the state follows from validity, never from having been saved. */
  readonly errors: readonly AnswerProblem[];
  readonly isBegun: boolean;
}

/** What hinders and what should be looked at, judged by the function that the server judges with. */
export const problemsNow = (declaration: Declaration, answers: Answers): readonly AnswerProblem[] => {
  const { call, institution, attachments } = declaration;
  if (institution === null || institution === undefined) return [];
  return validateAnswers(call.definition as CallDefinition, answers, attachments, {
    institution: institution as DeclaringInstitution,
    dates: { opensOn: date(call.opensOn), closesOn: date(call.closesOn), referenceOn: date(call.referenceOn) },
  });
};

/** The chapters of the form in their order, each with what is still wrong in it. */
export const formParts = (
  definition: CallDefinition,
  answers: Answers,
  problems: readonly AnswerProblem[],
  files: number,
): FormPart[] => {
  const errors = problems.filter(({ severity }) => severity === "error");
  const under = (ids: readonly string[]) => errors.filter(({ path }) => ids.includes(path.split(/[.:]/)[0] ?? ""));
  const parts: FormPart[] = definition.sections.map(({ id, title, questions }) => {
    const ids = questions.filter((question) => isAsked(question, answers)).map((question) => question.id);
    return { id, title, errors: under(ids), isBegun: ids.some((one) => !isBlank(answers[one])) };
  });
  if (definition.budget?.targets === "required")
    parts.push({ id: "targets", title: "绩效目标", errors: under(["targets"]), isBegun: !isBlank(answers["targets"]) });
  if (definition.budget !== null)
    parts.push({ id: "budget", title: "项目预算", errors: under(["budget"]), isBegun: !isBlank(answers["budget"]) });
  parts.push({ id: "materials", title: "附件材料", errors: under(["material"]), isBegun: files > 0 });
  return parts;
};
