import { type Field, type FieldValue, fen, formatYuan, parseYuan } from "@qiangyi/kernel";
import { type CallDefinition, elementStates, isElementAnswer, type Question, questionsOf } from "@qiangyi/projects";

/** A question as a column of the workbook of its call. */
export interface Column {
  readonly question: Question;
  readonly field: Field;
  readonly read: (value: FieldValue) => unknown;
  readonly write: (answer: unknown) => FieldValue | undefined;
}

const longest = 200;

/**
 * The questions that one cell can answer. Tables, the budget and several choices are filled on the page, and so are personal numbers,
 * which have no place in files that are passed around.
 */
export const columnsOf = (definition: CallDefinition): readonly Column[] =>
  questionsOf(definition).flatMap((question) => columnOf(question) ?? []);

const columnOf = (question: Question): Column | undefined => {
  if (question.personal === "id-number" || question.kind === "table" || question.kind === "choices") return undefined;
  const base = {
    name: question.id,
    label: question.label,
    // Whether something is missing is judged when the whole is handed in, as on the page.
    required: false,
    ...(question.clause !== undefined && { clause: question.clause }),
  };
  const plain = { read: (value: FieldValue): unknown => value, write: plainValue };
  switch (question.kind) {
    case "text":
      return { question, field: { ...base, kind: "text", ...helpOf(question) }, ...plain };
    case "long-text":
      return {
        question,
        field: { ...base, kind: "text", help: `至多${longest}个字，更长的请在页面填写` },
        ...plain,
        write: shortText,
      };
    case "integer":
      return { question, field: { ...base, kind: "integer", ...helpOf(question) }, ...plain };
    case "date":
      return { question, field: { ...base, kind: "date", ...helpOf(question) }, ...plain };
    case "yes-no":
      return { question, field: { ...base, kind: "boolean", ...helpOf(question) }, ...plain };
    case "choice":
      return { question, field: { ...base, kind: "choice", choices: question.choices, ...helpOf(question) }, ...plain };
    case "money":
      return { question, field: { ...base, kind: "money", ...helpOf(question) }, read: fenOf, write: yuanOf };
    case "element":
      return {
        question,
        field: { ...base, kind: "choice", choices: states, help: "说明和文件请在页面补充" },
        read: elementOf,
        write: stateOf,
      };
  }
};

const helpOf = ({ help }: Question) => (help === undefined ? {} : { help });
const states = Object.entries(elementStates).map(([value, label]) => ({ value, label }));

const plainValue = (answer: unknown): FieldValue | undefined =>
  typeof answer === "string" || typeof answer === "number" || typeof answer === "boolean"
    ? answer === ""
      ? undefined
      : answer
    : undefined;

/** A longer text stays out of the cell: read back, it would come in cut off. */
const shortText = (answer: unknown): FieldValue | undefined =>
  typeof answer === "string" && answer.length > longest ? undefined : plainValue(answer);

const fenOf = (value: FieldValue): unknown => {
  const amount = typeof value === "string" ? parseYuan(value) : undefined;
  return amount === undefined ? value : String(amount);
};

const yuanOf = (answer: unknown): FieldValue | undefined =>
  typeof answer === "string" && /^\d{1,16}$/.test(answer) ? formatYuan(fen(BigInt(answer))) : undefined;

const elementOf = (value: FieldValue): unknown => ({ state: value, note: "" });
const stateOf = (answer: unknown): FieldValue | undefined => (isElementAnswer(answer) ? answer.state : undefined);
