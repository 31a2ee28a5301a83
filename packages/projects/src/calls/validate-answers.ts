import { fen, parseDate, sum } from "@qiangyi/kernel";
import { misfitsOfAnswer } from "./answer-misfit.ts";
import { type AnswerContext, type AnswerProblem, type Answers, type Attached, problem } from "./answer-problems.ts";
import { budgetProblems, misfitsOfBudget, mismatchText } from "./budget-problems.ts";
import type { CallDefinition, Material, Question } from "./definition.ts";
import { institutionProblems, personProblems } from "./eligibility.ts";
import { isAsked, isBlank, isElementAnswer, isRecord, questionOf, questionsOf } from "./questions.ts";
import { misfitsOfTargets, targetProblems, targetsOf } from "./targets.ts";

/**
 * Everything that hinders the declaration from being handed in, at once, in the order of the form; warnings among it hinder nothing.
 * Browser and server judge by this one function.
 */
export const validateAnswers = (
  definition: CallDefinition,
  answers: Answers,
  attachments: readonly Attached[],
  { institution, dates }: AnswerContext,
): readonly AnswerProblem[] => [
  ...institutionProblems(definition, institution),
  ...questionsOf(definition)
    .filter((question) => isAsked(question, answers))
    .flatMap((question) => questionProblems(question, answers, definition)),
  ...personProblems(definition, answers, dates.referenceOn),
  ...(definition.budget === null
    ? []
    : [
        ...(definition.budget.targets === "required"
          ? targetProblems(answers["targets"], definition.budget.targetsClause ?? definition.budget.clause)
          : []),
        ...budgetProblems(definition.budget, answers["budget"], targetsOf(answers["targets"])),
      ]),
  ...definition.materials.flatMap((material) => materialProblem(material, definition, answers, attachments) ?? []),
];

export const hinders = ({ severity }: AnswerProblem): boolean => severity === "error";

/** What is wrong with one answer as it is saved; an answer to nothing that is asked is wrong as a whole. */
export const misfitsOf = (definition: CallDefinition, id: string, value: unknown): readonly AnswerProblem[] => {
  if (id === "budget" && definition.budget !== null) return misfitsOfBudget(value);
  if (id === "targets" && definition.budget?.targets === "required") return misfitsOfTargets(value);
  const question = questionOf(definition, id);
  return question ? misfitsOfAnswer(question, value) : [problem(id, "UNKNOWN_QUESTION", "申报通知没有这个问题")];
};

const missing = (path: string, label: string, clause: string | undefined): AnswerProblem =>
  problem(path, "APPLICATION_INCOMPLETE", `缺少：${label}`, { clause });

const questionProblems = (question: Question, answers: Answers, definition: CallDefinition): readonly AnswerProblem[] => {
  const value = answers[question.id];
  if (isBlank(value)) return question.required ? [missing(question.id, question.label, question.clause)] : [];
  const misfits = misfitsOfAnswer(question, value);
  if (misfits.length > 0) return misfits;
  switch (question.kind) {
    case "element":
      return elementProblems(question, value);
    case "date":
      return dateProblems(question, answers, definition);
    case "table":
      return tableProblems(question, value, answers, definition);
    default:
      return [];
  }
};

const elementProblems = (question: Extract<Question, { kind: "element" }>, value: unknown): readonly AnswerProblem[] => {
  if (!isElementAnswer(value)) return [];
  if (value.state === "no" && !question.mayBeMissing) return [missing(question.id, question.label, question.clause)];
  return value.state !== "yes" && value.note.trim() === ""
    ? [problem(question.id, "APPLICATION_INCOMPLETE", `${question.label}：选“无”或“不适用”的须写明原因`, question)]
    : [];
};

const dateProblems = (
  question: Extract<Question, { kind: "date" }>,
  answers: Answers,
  definition: CallDefinition,
): readonly AnswerProblem[] => {
  if (question.after === undefined) return [];
  const [earlier, own] = [parseDate(String(answers[question.after] ?? "")), parseDate(String(answers[question.id]))];
  if (earlier === undefined || own === undefined || own > earlier) return [];
  const label = questionOf(definition, question.after)?.label ?? "起始日期";
  return [problem(question.id, "DATE_ORDER", `${question.label}（${own}）应晚于${label}（${earlier}）`, question)];
};

const tableProblems = (
  question: Extract<Question, { kind: "table" }>,
  value: unknown,
  answers: Answers,
  definition: CallDefinition,
): readonly AnswerProblem[] => {
  const rows = Array.isArray(value) ? value.filter(isRecord) : [];
  const gaps = rows.flatMap((row, index) =>
    question.columns
      .filter((column) => column.required && isBlank(row[column.id]))
      .map((column) =>
        missing(`${question.id}.${index}.${column.id}`, `${question.label}第${index + 1}行“${column.label}”`, question.clause),
      ),
  );
  if (!question.sum) return gaps;
  const { column, equals } = question.sum;
  const stated = answers[equals];
  if (typeof stated !== "string" || !/^\d{1,16}$/.test(stated)) return gaps; // said at its own question
  const total = sum(rows.map((row) => fen(BigInt(isBlank(row[column]) ? "0" : String(row[column])))));
  const said = fen(BigInt(stated));
  const label = questionOf(definition, equals)?.label ?? question.label;
  return said === total ? gaps : [...gaps, problem(equals, "TOTAL_MISMATCH", mismatchText(`“${label}”`, said, total), question)];
};

/** A material is due when the call asks for it, or when the unit says 有 to the element that it proves. */
const materialProblem = (
  material: Material,
  definition: CallDefinition,
  answers: Answers,
  attachments: readonly Attached[],
): AnswerProblem | undefined => {
  if (!isMaterialDue(material, definition, answers)) return undefined;
  return attachments.some((file) => file.material === material.id)
    ? undefined
    : missing(`material:${material.id}`, `${material.title}（附件）`, material.clause);
};

/** Whether this document must come with these answers. */
export const isMaterialDue = (material: Material, definition: CallDefinition, answers: Answers): boolean => {
  if (!isAsked(material, answers)) return false;
  if (material.required) return true;
  return questionsOf(definition).some((question) => {
    const answer = answers[question.id];
    return question.kind === "element" && question.material === material.id && isElementAnswer(answer) && answer.state === "yes";
  });
};
