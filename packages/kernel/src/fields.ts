import { parseDate } from "./dates.ts";
import { parseYuan } from "./money.ts";

/**
 * The description of one value that people enter and machines exchange. Fact types, registers, workbooks and forms are all
 * declared with it, so a field that is added once appears everywhere.
 */
export interface Field {
  /** Property name in JSON and over HTTP. */
  readonly name: string;
  /** What screens, workbook headers and messages call it. */
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** A required field that may say "not known yet" with null. */
  readonly nullable?: boolean;
  /** Money that may be taken back: a settlement. */
  readonly mayBeNegative?: boolean;
  readonly choices?: readonly Choice[];
  /** One sentence beside the field: what it is for, where to find it. */
  readonly help?: string;
  readonly example?: string;
  /** Clause that asks for it. */
  readonly clause?: string;
}

/**
 * text: trimmed, 1 to 200 characters; integer: 0 to 999999999; year: 1900 to 2199; money: 元 with two decimals, not negative unless the field says so;
 * institution: id of an institution; region: GB/T 2260 code of a county, city or province.
 */
export type FieldKind = "text" | "integer" | "year" | "date" | "money" | "boolean" | "choice" | "institution" | "region";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A stored or exchanged value of a field: money stays the 元 string of the contract, dates stay "YYYY-MM-DD". */
export type FieldValue = string | number | boolean | null;

/** Why a value does not fit its field, as one Chinese sentence without the field's name; undefined when it fits. */
export const misfit = (field: Field, value: unknown): string | undefined => {
  if (value === undefined) return field.required ? "必填" : undefined;
  if (value === null) return field.nullable ? undefined : "不能为空";
  return checks[field.kind](value, field);
};

const checks: Record<FieldKind, (value: unknown, field: Field) => string | undefined> = {
  text: (value) =>
    typeof value === "string" && value.trim() === value && value.length >= 1 && value.length <= 200
      ? undefined
      : "应为1至200个字的文本，首尾没有空格",
  integer: (value) => (isWholeNumber(value, 0, 999_999_999) ? undefined : "应为不小于0的整数"),
  year: (value) => (isWholeNumber(value, 1900, 2199) ? undefined : "应为四位年份"),
  date: (value) => (typeof value === "string" && parseDate(value) ? undefined : "应为日历上存在的日期，写作YYYY-MM-DD"),
  money: (value, { mayBeNegative = false }) =>
    typeof value === "string" && (mayBeNegative || !value.startsWith("-")) && parseYuan(value) !== undefined
      ? undefined
      : "应为金额，单位元，两位小数，如24000.00",
  boolean: (value) => (typeof value === "boolean" ? undefined : "应为是或否"),
  choice: (value, { choices = [] }) =>
    choices.some((choice) => choice.value === value) ? undefined : `应为${choices.map((choice) => choice.value).join("、")}之一`,
  institution: (value) => (typeof value === "string" && value.length >= 1 && value.length <= 64 ? undefined : "应为机构编号"),
  region: (value) => (typeof value === "string" && /^\d{6}$/.test(value) ? undefined : "应为六位行政区划代码"),
};

const isWholeNumber = (value: unknown, least: number, most: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;

/** How a value reads on a screen or in a message: the label of a choice, 是/否, — for nothing. */
export const display = (field: Field, value: FieldValue | undefined): string => {
  if (value === undefined || value === null || value === "") return "—";
  if (field.kind === "boolean") return value ? "是" : "否";
  return field.choices?.find((choice) => choice.value === value)?.label ?? String(value);
};
