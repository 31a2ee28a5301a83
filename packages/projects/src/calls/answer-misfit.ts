import { parseDate } from "@qiangyi/kernel";
import { type AnswerProblem, problem } from "./answer-problems.ts";
import type { Question, TableColumn } from "./definition.ts";
import { isBlank, isElementAnswer, isRecord } from "./questions.ts";

const noteMaxLength = 2000;

/**
 * What is wrong with one answer taken by itself, as it is saved while typing. An empty answer fits: whether something is missing is
 * asked when the whole is handed in.
 */
export const misfitsOfAnswer = (question: Question, value: unknown): readonly AnswerProblem[] => {
  if (isBlank(value)) return [];
  if (question.kind === "table") return misfitsOfTable(question, value);
  const message = misfitOf(question, value);
  return message === undefined ? [] : [problem(question.id, "ANSWER_MISFIT", message, question)];
};

/** The first of them, for a field that shows one. */
export const misfitOfAnswer = (question: Question, value: unknown): AnswerProblem | undefined =>
  misfitsOfAnswer(question, value)[0];

type Simple = Exclude<Question, { kind: "table" }> | TableColumn;

const misfitOf = (question: Simple, value: unknown): string | undefined => {
  switch (question.kind) {
    case "text":
    case "long-text":
      if (typeof value !== "string") return "应为文字";
      return value.length > question.maxLength ? `最多${question.maxLength}个字，现有${value.length}个字` : undefined;
    case "integer":
      return misfitOfInteger(question, value);
    case "money":
      return typeof value === "string" && /^(0|[1-9]\d{0,15})$/.test(value)
        ? undefined
        : "应为不小于零的金额，至多两位小数（元）";
    case "date":
      return typeof value === "string" && parseDate(value) !== undefined ? undefined : "应为日历上存在的日期";
    case "yes-no":
      return typeof value === "boolean" ? undefined : "请选“是”或“否”";
    case "choice":
      return question.choices.some((choice) => choice.value === value) ? undefined : "请从所列各项中选一项";
    case "choices":
      return Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((one) => question.choices.some((choice) => choice.value === one))
        ? undefined
        : "请从所列各项中选择，每项至多选一次";
    case "element":
      if (!isElementAnswer(value)) return "请选“有”“无”或“不适用”";
      return value.note.length > noteMaxLength ? `说明最多${noteMaxLength}个字，现有${value.note.length}个字` : undefined;
  }
};

const misfitOfInteger = (
  {
    atLeast = 0,
    atMost = Number.MAX_SAFE_INTEGER,
    unit = "",
  }: { readonly atLeast?: number; readonly atMost?: number; readonly unit?: string },
  value: unknown,
): string | undefined => {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return "应为整数";
  if (value < atLeast) return `不小于${atLeast}${unit}`;
  return value > atMost ? `不大于${atMost}${unit}` : undefined;
};

const misfitsOfTable = (question: Extract<Question, { kind: "table" }>, value: unknown): readonly AnswerProblem[] => {
  const wrong = (path: string, message: string) => problem(path, "ANSWER_MISFIT", message, question);
  if (!Array.isArray(value)) return [wrong(question.id, "应为表格")];
  if (value.length > question.maxRows) return [wrong(question.id, `最多${question.maxRows}行，现有${value.length}行`)];
  return value.flatMap((row: unknown, index) => {
    if (!isRecord(row)) return [wrong(`${question.id}.${index}`, "应为一行")];
    return question.columns.flatMap((column) => {
      const cell = row[column.id];
      const message = isBlank(cell) ? undefined : misfitOf(column, cell);
      return message === undefined
        ? []
        : [wrong(`${question.id}.${index}.${column.id}`, `第${index + 1}行“${column.label}”${message}`)];
    });
  });
};
