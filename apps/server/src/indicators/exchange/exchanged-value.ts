import { cycleOfPeriod, periodDays, periodsOfYear, type ReportCycle } from "@qiangyi/projects";

/** One value as another system sent it, whatever the form; texts as they came. */
export interface ExchangedValue {
  readonly place: string;
  /** Credit code, institution id or region code. */
  readonly orgUnit: string;
  readonly period: string;
  readonly indicator: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly note: string | null;
  /** The definition by which it was counted, where the form says so. */
  readonly definition: number | null;
  readonly problems: readonly ExchangeProblem[];
}

/** A value of which nothing is known yet but where it stands. */
export const unreadValue = (place: string): ExchangedValue => ({
  place,
  orgUnit: "",
  period: "",
  indicator: "",
  value: null,
  numerator: null,
  denominator: null,
  note: null,
  definition: null,
  problems: [],
});

export interface ExchangeProblem {
  readonly code: ExchangeProblemCode;
  readonly message: string;
  readonly remedy: string;
}

export type ExchangeProblemCode =
  | "NOT_A_REPORT"
  | "TYPE_NOT_SUMMARY"
  | "PERSONAL_DATA"
  | "STATUS_NOT_COMPLETE"
  | "MEASURE_UNKNOWN"
  | "REPORTER_MISSING"
  | "PERIOD_MISFIT"
  | "POPULATION_UNKNOWN"
  | "NUMBER_MISFIT"
  | "SCORE_DIFFERS"
  | "VALUE_MISSING"
  | "ELEMENT_UNKNOWN"
  | "COMBINATION_UNKNOWN"
  | "ROW_MISFIT";

export const problem = (code: ExchangeProblemCode, message: string, remedy: string): ExchangeProblem => ({
  code,
  message,
  remedy,
});

/** Numbers of JSON that are still texts are left to the rules of the grid; of a JSON number no digit may have been lost. */
export const numberText = (given: unknown): { readonly text: string } | { readonly problem: ExchangeProblem } => {
  if (typeof given === "string") return { text: given.trim() };
  const remedy = "请写成普通十进制数；超过15位的写成文本";
  if (typeof given !== "number" || !Number.isFinite(given))
    return { problem: problem("NUMBER_MISFIT", `“${shortly(given)}”不是数`, remedy) };
  const text = String(given);
  if (text.includes("e") || text.replace(/\D/g, "").length > 15)
    return { problem: problem("NUMBER_MISFIT", `${text}位数过多，可能已丢失精度`, remedy) };
  return { text };
};

export const shortly = (given: unknown): string => {
  const text = typeof given === "string" ? given : (JSON.stringify(given) ?? "");
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** A natural month, quarter or year from its first and last day; undefined for any other span. */
export const periodOfDays = (begins: string, ends: string): string | undefined => {
  const year = Number(begins.slice(0, 4));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(begins) || !/^\d{4}-\d{2}-\d{2}$/.test(ends)) return undefined;
  const cycles: readonly ReportCycle[] = ["year", "quarter", "month"];
  return cycles
    .flatMap((cycle) => periodsOfYear(cycle, year))
    .find((period) => {
      const days = periodDays(period);
      return days.begins === begins && days.ends === ends;
    });
};

/** 2024 | 2024Q1 | 202401 of DHIS2. */
export const toDhis2Period = (period: string): string => period.replace("-", "");
export const fromDhis2Period = (text: string): string => {
  if (/^\d{4}Q\d$/.test(text)) return `${text.slice(0, 4)}-${text.slice(4)}`;
  return /^\d{6}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4)}` : text;
};

export const isPeriod = (text: string): boolean => cycleOfPeriod(text) !== undefined;
