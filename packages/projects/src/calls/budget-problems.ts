import { type Fen, fen, inWanYuan, zero } from "@qiangyi/kernel";
import { type Budget, type BudgetRow, budgetSources, totalsOf } from "../budget.ts";
import { type AnswerProblem, problem } from "./answer-problems.ts";
import type { BudgetRules } from "./definition.ts";
import { isBlank, isRecord } from "./questions.ts";
import type { TargetRow } from "./targets.ts";

export const maxBudgetRows = 500;
const amountShape = /^(0|[1-9]\d{0,15})$/;

const isRow = (row: unknown): row is BudgetRow =>
  isRecord(row) &&
  typeof row["id"] === "string" &&
  row["id"] !== "" &&
  Number.isInteger(row["year"]) &&
  Array.isArray(row["targets"]) &&
  row["targets"].every((one) => typeof one === "string") &&
  ["economicClass", "source", "amountFen"].every((key) => typeof row[key] === "string" && String(row[key]).length <= 20) &&
  ["task", "reckoning"].every((key) => typeof row[key] === "string" && String(row[key]).length <= 500);

const isStatedTotal = (row: unknown): row is Budget["statedTotals"][number] =>
  isRecord(row) && Number.isInteger(row["year"]) && typeof row["amountFen"] === "string" && row["amountFen"].length <= 20;

/** Reads the answer `budget`; a row of another shape is not one. */
export const budgetOf = (value: unknown): Budget => ({
  rows: isRecord(value) && Array.isArray(value["rows"]) ? value["rows"].filter(isRow) : [],
  statedTotals: isRecord(value) && Array.isArray(value["statedTotals"]) ? value["statedTotals"].filter(isStatedTotal) : [],
});

/** What could not be kept at all; a row that is only unfinished may be kept. */
export const misfitsOfBudget = (value: unknown): readonly AnswerProblem[] => {
  if (isBlank(value)) return [];
  const wrong = (path: string, message: string) => problem(path, "ANSWER_MISFIT", message, {});
  if (!isRecord(value) || !Array.isArray(value["rows"]) || !Array.isArray(value["statedTotals"]))
    return [wrong("budget", "项目预算应有明细行和各年合计")];
  const rows: readonly unknown[] = value["rows"];
  if (rows.length > maxBudgetRows) return [wrong("budget", `预算明细最多${maxBudgetRows}行`)];
  return [
    ...rows.flatMap((row, index) => (isRow(row) ? [] : [wrong(`budget.${index}`, `预算第${index + 1}行不完整或过长`)])),
    ...(new Set(rows.map((row) => (isRecord(row) ? row["id"] : undefined))).size === rows.length
      ? []
      : [wrong("budget", "预算明细的行号重复")]),
    ...(value["statedTotals"].every(isStatedTotal) ? [] : [wrong("budget", "各年合计应有年度和金额")]),
  ];
};

/** Everything that is wrong with the budget when the whole is handed in (晋财社〔2022〕32号 第八条（二）). */
export const budgetProblems = (rules: BudgetRules, value: unknown, targets: readonly TargetRow[]): readonly AnswerProblem[] => {
  const misfits = misfitsOfBudget(value);
  if (misfits.length > 0) return misfits;
  const budget = budgetOf(value);
  if (budget.rows.length === 0) return [problem("budget", "APPLICATION_INCOMPLETE", "缺少：项目预算", { clause: rules.clause })];
  return [
    ...budget.rows.flatMap((row, index) => rowProblems(rules, row, index, targets)),
    ...totalProblems(rules, budget),
    ...supportProblems(rules, budget),
  ];
};

const rowProblems = (
  { years, allowedClasses, targets: targetsAsked, clause }: BudgetRules,
  { year, task, targets, amountFen, economicClass, source }: BudgetRow,
  index: number,
  known: readonly TargetRow[],
): readonly AnswerProblem[] => {
  const lacks = (field: string, what: string) =>
    problem(`budget.${index}.${field}`, "BUDGET_ROW_INCOMPLETE", `预算第${index + 1}行：${what}`, { clause });
  const namesTarget = targets.some((id) => known.some((target) => target.id === id));
  return [
    ...(years.includes(year) ? [] : [lacks("year", `年度应为${years.join("、")}之一`)]),
    ...(task.trim() === "" ? [lacks("task", "缺少任务")] : []),
    ...(targetsAsked === "required" && !namesTarget ? [lacks("targets", "没有对应的绩效目标")] : []),
    ...(amountShape.test(amountFen) && amountFen !== "0" ? [] : [lacks("amountFen", "缺少金额")]),
    ...(/^\d{3}(\d{2})?$/.test(economicClass) ? [] : [lacks("economicClass", "缺少经济分类")]),
    ...(Object.hasOwn(budgetSources, source) ? [] : [lacks("source", "缺少资金来源")]),
    ...(allowedClasses.length === 0 || economicClass === "" || allowedClasses.some((allowed) => economicClass.startsWith(allowed))
      ? []
      : [
          problem(
            `budget.${index}.economicClass`,
            "OUTSIDE_USE_SCOPE",
            `预算第${index + 1}行：经济分类${economicClass}不在本项资金的主要用途内，请核实`,
            { clause, severity: "warning" },
          ),
        ]),
  ];
};

const totalProblems = ({ clause }: BudgetRules, budget: Budget): readonly AnswerProblem[] => {
  const { byYear } = totalsOf(budget);
  const stated = new Map(budget.statedTotals.map(({ year, amountFen }) => [year, amountFen]));
  return [...new Set([...byYear.keys(), ...stated.keys()])].toSorted().flatMap((year) => {
    const sum = byYear.get(year) ?? zero;
    const text = stated.get(year) ?? "";
    if (!amountShape.test(text))
      return [problem(`budget.total.${year}`, "APPLICATION_INCOMPLETE", `缺少：${year}年度预算合计`, { clause })];
    const said = fen(BigInt(text));
    return said === sum
      ? []
      : [problem(`budget.total.${year}`, "TOTAL_MISMATCH", mismatchText(`${year}年度`, said, sum), { clause })];
  });
};

/** "合计65万元，明细之和60万元，相差5万元". */
export const mismatchText = (what: string, said: Fen, sum: Fen): string =>
  `${what}合计${inWanYuan(said)}，明细之和${inWanYuan(sum)}，相差${inWanYuan(fen(said > sum ? said - sum : sum - said))}`;

/** The part of the budget that is asked of the call's own fund. */
export const supportOf = ({ fund }: BudgetRules, value: unknown): Fen => totalsOf(budgetOf(value)).bySource.get(fund) ?? zero;

const supportProblems = (rules: BudgetRules, budget: Budget): readonly AnswerProblem[] => {
  const support = supportOf(rules, budget);
  const own = totalsOf(budget).bySource.get("own") ?? zero;
  const cap = rules.supportCapFen === null ? undefined : fen(BigInt(rules.supportCapFen));
  return [
    ...(cap !== undefined && support > cap
      ? [
          problem(
            "budget",
            "SUPPORT_CAP_EXCEEDED",
            `申请${budgetSources[rules.fund]}${inWanYuan(support)}，超过每个项目的标准${inWanYuan(cap)}`,
            { clause: rules.clause },
          ),
        ]
      : []),
    ...(rules.matching === "required" && own === zero
      ? [problem("budget", "APPLICATION_INCOMPLETE", "缺少：单位自筹资金，本通知要求落实自筹", { clause: rules.clause })]
      : []),
  ];
};
