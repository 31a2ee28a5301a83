import type { Answers } from "./answer-problems.ts";
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
