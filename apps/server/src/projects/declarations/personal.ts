import { type CallDefinition, type Question, questionOf } from "@qiangyi/projects";
import { isSealed, keyedHash } from "./secret-box.ts";

type Personal = NonNullable<Question["personal"]>;

/** 掩码: an ID number keeps its first three and last four, a phone its first three and last four, a birth date its year. */
export const masked = (kind: Personal, text: string): string => {
  switch (kind) {
    case "id-number":
      return text.length >= 15 ? `${text.slice(0, 3)}***********${text.slice(-4)}` : "***";
    case "phone":
      return text.length >= 11 ? `${text.slice(0, 3)}****${text.slice(-4)}` : "***";
    case "birth-date":
      return `${text.slice(0, 4)}-**-**`;
  }
};

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: eighteen places, the last one reckoned from the others. */
export const isIdNumber = (text: string): boolean => {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17];
};

export interface ShownValue {
  readonly value?: unknown;
  readonly masked: string | null;
}

/** An answer for its reader: the unit sees what it wrote, except ID numbers, which nobody sees without asking for them. */
export const shownValue = (definition: CallDefinition, question: string, value: unknown, isOwn: boolean): ShownValue => {
  if (isSealed(value)) return { masked: value.masked };
  const asked = questionOf(definition, question);
  if (asked?.kind === "table" && Array.isArray(value) && !isOwn) return { value: maskedRows(asked, value), masked: null };
  if (asked?.personal === undefined || isOwn || typeof value !== "string" || value === "") return { value, masked: null };
  return { masked: masked(asked.personal, value) };
};

/** Tables of persons (a staff list): personal columns are masked in each row. */
const maskedRows = ({ columns }: Extract<Question, { kind: "table" }>, rows: readonly unknown[]): unknown[] => {
  const personal = columns.flatMap(({ id, personal: kind }) => (kind === undefined ? [] : [{ id, kind }]));
  if (personal.length === 0) return [...rows];
  return rows.map((row) => {
    if (typeof row !== "object" || row === null) return row;
    const shown: Record<string, unknown> = { ...row };
    for (const { id, kind } of personal) if (typeof shown[id] === "string") shown[id] = masked(kind, shown[id]);
    return shown;
  });
};

/** What the rules of the form judge: a sealed number counts as answered. */
export const judgedValue = (value: unknown): unknown => (isSealed(value) ? value.masked : value);

/** What a signature covers: the keyed hash in place of the number. */
export const signedValue = (value: unknown): unknown => (isSealed(value) ? { hash: value.hash, masked: value.masked } : value);

/** A person's key of identity is a name with a birth date: stored and compared as a keyed hash only. */
export const storedIdentity = (identity: string): string =>
  identity.startsWith("person:") ? `person:${keyedHash(identity)}` : identity;
