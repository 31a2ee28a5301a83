import type { RegisterDescription } from "@qiangyi/api";
import { display, type Field, type FieldValue, formatYuanGrouped, parseYuan } from "@qiangyi/kernel";

export type Names = Readonly<Record<string, string>>;

/** The contract's field, whose absent parts arrive as undefined, as the kernel knows it. */
export const kernelField = (field: RegisterDescription["fields"][number]): Field => {
  const { nullable, choices, help, example, clause, ...always } = field;
  return {
    ...always,
    ...(nullable !== undefined && { nullable }),
    ...(choices !== undefined && { choices }),
    ...(help !== undefined && { help }),
    ...(example !== undefined && { example }),
    ...(clause !== undefined && { clause }),
  };
};

/** A value as people read it: names for codes, labels for choices, grouped 元 for money, — for nothing. */
export const shownValue = (field: Field, value: FieldValue | undefined, names: Names): string => {
  if (value === undefined || value === null) return "—";
  if (field.kind === "institution" || field.kind === "region") return names[String(value)] ?? String(value);
  if (field.kind === "money") {
    const amount = parseYuan(String(value));
    return amount === undefined ? String(value) : formatYuanGrouped(amount);
  }
  return display(field, value);
};
