import type { EntryState, RegisterEntry } from "@qiangyi/api";
import type { Field } from "@qiangyi/kernel";
import { type Names, shownValue } from "../ui/index.ts";

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
