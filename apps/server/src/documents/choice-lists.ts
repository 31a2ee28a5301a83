import type { Field } from "@qiangyi/kernel";
import { unknownWord } from "./cell-values.ts";
import type { Texts } from "./lookup.ts";

/** The contents of one drop-down and the fields that use it. */
export interface ChoiceList {
  readonly items: readonly string[];
  readonly fields: readonly string[];
  /** Only what is on the list may be entered. */
  readonly strict: boolean;
}

export const choiceLists = (fields: readonly Field[], texts: Texts): ChoiceList[] => {
  const named = (kind: Field["kind"]): string[] => fields.filter((field) => field.kind === kind).map(({ name }) => name);
  const lists: ChoiceList[] = [
    { items: [...texts.institution.values()], fields: named("institution"), strict: false },
    { items: [...texts.region.values()], fields: named("region"), strict: false },
    ...fields.flatMap((field) => own(field)),
  ];
  return lists.filter((list) => list.fields.length > 0 && list.items.length > 0);
};

const own = (field: Field): ChoiceList[] => {
  const items =
    field.kind === "boolean"
      ? ["是", "否"]
      : field.kind === "choice"
        ? (field.choices ?? []).map(({ label }) => label)
        : undefined;
  return items ? [{ items: field.nullable ? [...items, unknownWord] : items, fields: [field.name], strict: true }] : [];
};
