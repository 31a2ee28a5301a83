import type { Choice, Field } from "@qiangyi/kernel";

/** The words in which registers of plans are declared. */
export const choices = (labels: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const must = (name: string, label: string, kind: Field["kind"], more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind,
  required: true,
  ...more,
});

export const may = (name: string, label: string, kind: Field["kind"], more: Partial<Field> = {}): Field => ({
  ...must(name, label, kind, more),
  required: false,
});
