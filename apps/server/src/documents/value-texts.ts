import { display, type Field, type FieldValue } from "@qiangyi/kernel";
import { unknownWord } from "./cell-values.ts";
import type { Texts } from "./lookup.ts";
import type { TemplateContext } from "./workbook.ts";

/** A stored value as a cell shows it; reading the cell gives the value back. */
export const cellText = (field: Field, value: FieldValue, texts: Texts): string => {
  if (value === null) return unknownWord;
  if (field.kind === "institution" || field.kind === "region") return texts[field.kind].get(String(value)) ?? String(value);
  return display(field, value);
};

export const exampleText = (field: Field, { year, madeOn }: TemplateContext, texts: Texts): string => {
  if (field.example !== undefined) return readableExample(field, field.example);
  switch (field.kind) {
    case "text":
      return "文字";
    case "integer":
      return "1";
    case "year":
      return String(year);
    case "date":
      return madeOn;
    case "money":
      return "24000.00";
    case "boolean":
      return "是";
    case "choice":
      return field.choices?.[0]?.label ?? "";
    case "institution":
    case "region":
      return texts[field.kind].values().next().value ?? "从下拉列表选择";
  }
};

const readableExample = (field: Field, example: string): string =>
  field.kind === "boolean"
    ? /^(true|是)$/.test(example)
      ? "是"
      : "否"
    : field.kind === "choice"
      ? display(field, example)
      : example;
