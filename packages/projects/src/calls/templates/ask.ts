import type { Choice, FormSection, Material, Question, TableColumn } from "../definition.ts";

/* Small words in which the templates are written, so that a template reads like the list of questions that it is. */

type Extra<Kind extends Question["kind"]> = Partial<Omit<Extract<Question, { kind: Kind }>, "id" | "label" | "kind">>;

export const text = (id: string, label: string, extra: Extra<"text"> = {}): Question => ({
  kind: "text",
  id,
  label,
  required: true,
  maxLength: 100,
  ...extra,
});

export const longText = (id: string, label: string, extra: Extra<"long-text"> = {}): Question => ({
  kind: "long-text",
  id,
  label,
  required: true,
  maxLength: 5000,
  ...extra,
});

export const money = (id: string, label: string, extra: Extra<"money"> = {}): Question => ({
  kind: "money",
  id,
  label,
  required: true,
  ...extra,
});

export const day = (id: string, label: string, extra: Extra<"date"> = {}): Question => ({
  kind: "date",
  id,
  label,
  required: true,
  ...extra,
});

export const choice = (id: string, label: string, choices: readonly Choice[], extra: Extra<"choice"> = {}): Question => ({
  kind: "choice",
  id,
  label,
  required: true,
  choices,
  ...extra,
});

export const element = (id: string, label: string, extra: Extra<"element"> = {}): Question => ({
  kind: "element",
  id,
  label,
  required: true,
  mayBeMissing: false,
  ...extra,
});

export const table = (id: string, label: string, columns: readonly TableColumn[], extra: Extra<"table"> = {}): Question => ({
  kind: "table",
  id,
  label,
  required: true,
  columns,
  maxRows: 50,
  ...extra,
});

export const yesNo = (id: string, label: string, extra: Extra<"yes-no"> = {}): Question => ({
  kind: "yes-no",
  id,
  label,
  required: true,
  ...extra,
});

export const section = (
  id: string,
  title: string,
  questions: readonly Question[],
  extra: Partial<FormSection> = {},
): FormSection => ({ id, title, questions, ...extra });

export const material = (id: string, title: string, extra: Partial<Material> = {}): Material => ({
  id,
  title,
  required: true,
  ...extra,
});

/** Choices whose value is the word itself. */
export const words = (...all: readonly string[]): readonly Choice[] => all.map((word) => ({ value: word, label: word }));
