import type { Answers } from "./answer-problems.ts";
import { budgetOf } from "./budget-problems.ts";
import type { CallDefinition, Question } from "./definition.ts";
import { isAsked, isRecord, questionsOf } from "./questions.ts";

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
