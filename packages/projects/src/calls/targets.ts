import { type AnswerProblem, problem } from "./answer-problems.ts";
import { isBlank, isRecord } from "./questions.ts";

export const targetLevels = { output: "产出", benefit: "效益", satisfaction: "满意度", cost: "成本" } as const;
export const targetOperators = { ">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "=": "＝", text: "定性" } as const;

/** One yearly performance target; rows of the budget name it by its id. */
export interface TargetRow {
  readonly id: string;
  readonly year: number;
  readonly level: keyof typeof targetLevels;
  readonly name: string;
  readonly operator: keyof typeof targetOperators;
  /** A decimal number, or words for 定性. */
  readonly value: string;
  readonly unit: string;
}

export const targetsOf = (value: unknown): readonly TargetRow[] => (Array.isArray(value) ? value.filter(isTarget) : []);

const isTarget = (row: unknown): row is TargetRow =>
  isRecord(row) &&
  typeof row["id"] === "string" &&
  row["id"] !== "" &&
  Number.isInteger(row["year"]) &&
  Object.hasOwn(targetLevels, String(row["level"])) &&
  Object.hasOwn(targetOperators, String(row["operator"])) &&
  ["name", "value", "unit"].every((key) => typeof row[key] === "string" && String(row[key]).length <= 200);

/** What could not be kept at all; a row that is only unfinished may be kept. */
export const misfitsOfTargets = (value: unknown): readonly AnswerProblem[] => {
  if (isBlank(value)) return [];
  if (!Array.isArray(value) || value.length > 100)
    return [problem("targets", "ANSWER_MISFIT", "绩效目标应为表格，最多100行", {})];
  const rows: readonly unknown[] = value;
  const doubled = rows.length !== new Set(rows.map((row) => (isRecord(row) ? row["id"] : undefined))).size;
  return [
    ...rows.flatMap((row, index) =>
      isTarget(row) ? [] : [problem(`targets.${index}`, "ANSWER_MISFIT", `绩效目标第${index + 1}行不完整或过长`, {})],
    ),
    ...(doubled ? [problem("targets", "ANSWER_MISFIT", "绩效目标的行号重复", {})] : []),
  ];
};

/** Everything that a target still lacks when the whole is handed in. */
export const targetProblems = (value: unknown, clause: string): readonly AnswerProblem[] => {
  const misfits = misfitsOfTargets(value);
  if (misfits.length > 0) return misfits;
  const rows = targetsOf(value);
  if (rows.length === 0) return [problem("targets", "APPLICATION_INCOMPLETE", "缺少：预期绩效目标", { clause })];
  return rows.flatMap((row, index) => {
    const at = (field: string, message: string) =>
      problem(`targets.${index}.${field}`, "APPLICATION_INCOMPLETE", `绩效目标第${index + 1}行：${message}`, { clause });
    const isNumber = /^-?\d{1,12}(\.\d{1,4})?$/.test(row.value.trim());
    return [
      ...(row.name.trim() === "" ? [at("name", "缺少指标名称")] : []),
      ...(row.value.trim() === "" ? [at("value", "缺少指标值")] : []),
      ...(row.operator !== "text" && row.value.trim() !== "" && !isNumber
        ? [at("value", "指标值应为数，不能用数表示的请选“定性”")]
        : []),
      ...(row.operator !== "text" && row.unit.trim() === "" ? [at("unit", "缺少计量单位")] : []),
    ];
  });
};
