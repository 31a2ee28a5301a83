import type { Clause, ParameterRow, ParameterValue } from "@qiangyi/policy/register";
import { figureLabel, figureWord, isInternal } from "./figure-labels.ts";

export interface Figure {
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

const comparisons: Readonly<Record<string, string>> = {
  gte: "不低于",
  gt: "高于",
  lte: "不超过",
  lt: "低于",
  eq: "等于",
  "rank-within": "位次不低于第",
  "reach-level": "达到",
  grade: "达到",
};

/** The figures of a clause in reading order. A comparison and its unit belong to the target value, not beside it. */
export const figuresOf = (clause: Clause, rows: readonly ParameterRow[]): readonly Figure[] =>
  rows
    .filter(({ name }) => !isInternal(name))
    .map((row) => ({ name: row.name, label: figureLabel(row.name) ?? row.name, text: figureText(clause, row) }));

export const figureText = ({ parameters }: Clause, { name, value, unit }: ParameterRow): string => {
  const op = parameters["op"];
  const comparison = name === "value" && typeof op === "string" && typeof value === "number" ? (comparisons[op] ?? "") : "";
  return `${comparison}${comparison === "" ? "" : " "}${valueText(value)}${unit === null ? "" : ` ${unit}`}`;
};

/** Any value of a parameter as text: 是/否, lists with 、, groups with their keys. */
export const valueText = (value: ParameterValue): string => {
  if (value === null) return "文中未载";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return withSeparators(value);
  if (typeof value === "string") return figureWord(value);
  if (isList(value)) return value.map(valueText).join("、");
  return Object.entries(value)
    .map(([key, item]) => `${figureLabel(key) ?? figureWord(key)}：${valueText(item)}`)
    .join("；");
};

const isList = (value: ParameterValue): value is readonly ParameterValue[] => Array.isArray(value);

/** 10000 → 10,000, but a year stays a year. */
const withSeparators = (value: number): string =>
  Number.isInteger(value) && value >= 1900 && value <= 2199
    ? String(value)
    : String(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
