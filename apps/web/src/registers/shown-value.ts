import type { EntryState, RegisterDescription, RegisterEntry } from "@qiangyi/api";
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

export const stateLights = { submitted: "neutral", confirmed: "good", withdrawn: "bad" } as const;
export const stateNames: Readonly<Record<EntryState, string>> = { submitted: "待确认", confirmed: "已确认", withdrawn: "已撤销" };

interface Compared {
  readonly values: RegisterEntry["values"];
  readonly documentNumber: string | null;
  readonly documentDate: string | null;
  readonly attachmentName: string | null;
}

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What one version changed against the one before it. */
export const changesBetween = (fields: readonly Field[], before: Compared, after: Compared, names: Names): Change[] => {
  const documents = [
    { label: "佐证文号", before: before.documentNumber, after: after.documentNumber },
    { label: "文件日期", before: before.documentDate, after: after.documentDate },
    { label: "附件", before: before.attachmentName, after: after.attachmentName },
  ];
  return [
    ...fields
      .filter(({ name }) => (before.values[name] ?? null) !== (after.values[name] ?? null))
      .map((field) => ({
        label: field.label,
        before: shownValue(field, before.values[field.name], names),
        after: shownValue(field, after.values[field.name], names),
      })),
    ...documents
      .filter((row) => row.before !== row.after)
      .map((row) => ({ label: row.label, before: row.before ?? "—", after: row.after ?? "—" })),
  ];
};
