import type { Answers } from "./answer-problems.ts";
import { budgetOf } from "./budget-problems.ts";
import type { CallDefinition, Question } from "./definition.ts";

export const questionsOf = ({ sections }: Pick<CallDefinition, "sections">): readonly Question[] =>
  sections.flatMap(({ questions }) => questions);

export const questionOf = (definition: Pick<CallDefinition, "sections">, id: string): Question | undefined =>
  questionsOf(definition).find((question) => question.id === id);

/** Whether the condition of a question or a material holds; without a condition it always does. */
export const isAsked = (
  { when }: { readonly when?: { readonly question: string; readonly is: string | boolean } },
  answers: Answers,
): boolean => {
  if (!when) return true;
  const answer = answers[when.question];
  const value = isElementAnswer(answer) ? answer.state : answer;
  return value === when.is || (Array.isArray(value) && value.includes(when.is));
};

/** How a list calls the project: its title, or what it is for where a form asks for no title (a person, a specialty). */
export const projectTitleOf = (definition: Pick<CallDefinition, "sections">, answers: Answers): string => {
  const named = questionsOf(definition).filter(({ id, identity }) => id === "title" || identity !== undefined);
  const texts = named.map(({ id }) => answers[id]).filter((value) => typeof value === "string" && value.trim() !== "");
  return String(answers["title"] ?? "").trim() || String(texts[0] ?? "").trim();
};

/** 有 / 无 / 不适用 with a sentence. */
export interface ElementAnswer {
  readonly state: "yes" | "no" | "not-applicable";
  readonly note: string;
}

export const elementStates = { yes: "有", no: "无", "not-applicable": "不适用" } as const;

export const isElementAnswer = (value: unknown): value is ElementAnswer =>
  isRecord(value) && typeof value["note"] === "string" && Object.hasOwn(elementStates, String(value["state"]));

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Nothing was answered yet: an empty text, an empty list, a table without rows. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

/** Same text for people and for keys: full-width forms, case, spaces and punctuation do not make a difference. */
export const identityKey = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * What the project is for, as keys by which the same thing is found across calls, funds and years: "specialty:心血管内科". A person is
 * a name with a date of birth; who keeps the key hashes it.
 */
export const identitiesOf = (definition: Pick<CallDefinition, "sections">, answers: Answers): readonly string[] => {
  const questions = questionsOf(definition).filter((question) => isAsked(question, answers));
  const born = questions.find(({ personal }) => personal === "birth-date");
  const birthDate = born === undefined ? "" : String(answers[born.id] ?? "");
  const named = questions.flatMap((question) => {
    const value = answers[question.id];
    if (question.kind === "table") return columnIdentities(question, value);
    if (question.identity === undefined || typeof value !== "string" || value.trim() === "") return [];
    if (question.identity === "person") return [`person:${identityKey(value)}/${birthDate}`];
    const label = question.kind === "choice" ? question.choices.find((one) => one.value === value)?.label : undefined;
    return [`${question.identity}:${identityKey(label ?? value)}`];
  });
  return [...named, ...equipmentOf(answers["budget"])];
};

/** Columns of a table name things too: each row is one. */
const columnIdentities = ({ columns }: Extract<Question, { kind: "table" }>, rows: unknown): readonly string[] =>
  (Array.isArray(rows) ? rows : []).filter(isRecord).flatMap((row) =>
    columns.flatMap(({ id, identity }) => {
      const value = row[id];
      return identity === undefined || identity === "person" || typeof value !== "string" || value.trim() === ""
        ? []
        : [`${identity}:${identityKey(value)}`];
    }),
  );

/** A task of this length names what is bought; 购置设备 alone names nothing. */
const tellingTask = 6;

/** 专用设备 of the budget (31003), by what the task says is bought. */
const equipmentOf = (budget: unknown): readonly string[] =>
  budgetOf(budget).rows.flatMap(({ economicClass, task }) => {
    const key = identityKey(task);
    return economicClass.startsWith("31003") && key.length >= tellingTask ? [`equipment:${key}`] : [];
  });
