import { type Fen, fen, formatYuan, inWanYuan, minus } from "@qiangyi/kernel";
import type { Claim } from "./claim.ts";
import { compareText } from "./compare-text.ts";
import type { EvaluateInput, LineBudget, LineTotal, RecordedDecision, Warning } from "./contract.ts";
import { fundingLineOf } from "./qiangyi-2024/catalogue.ts";
import { amountOf } from "./situation.ts";

interface Evaluated {
  readonly claims: readonly Claim[];
  readonly totals: readonly LineTotal[];
}

/** Budgets and decisions that do not fit the results. Warnings change nothing. */
export const warn = (input: EvaluateInput, { claims, totals }: Evaluated): readonly Warning[] =>
  [...warnOfBudgets(input.budgets, totals), ...warnOfDecisions(input, claims)].sort(inOrder);

const inOrder = (a: Warning, b: Warning): number =>
  fundingLineOf(a.line).order - fundingLineOf(b.line).order ||
  a.year - b.year ||
  compareText(a.code, b.code) ||
  compareText(a.subject ?? "", b.subject ?? "") ||
  compareText(a.amount, b.amount) ||
  compareText(a.text, b.text);

const warnOfBudgets = (budgets: readonly LineBudget[] | undefined, totals: readonly LineTotal[]): readonly Warning[] => {
  if (budgets === undefined) return [];
  const rows = new Map<string, Fen>();
  for (const { line, year, amount } of budgets)
    rows.set(`${line}${year}`, fen((rows.get(`${line}${year}`) ?? 0n) + amountOf(amount)));
  return totals.flatMap(({ line, year, amount }) => warnOfBudget({ line, year, amount }, rows.get(`${line}${year}`)));
};

const warnOfBudget = ({ line, year, amount }: LineTotal, budget: Fen | undefined): readonly Warning[] => {
  const { name, usesAnnualBudget } = budgeting(line);
  const total = amountOf(amount);
  if (total === 0n) return [];
  if (budget === undefined) {
    if (!usesAnnualBudget) return [];
    const text = `${year}年预算没有${name}，本年应补${inWanYuan(total)}；请先安排预算`;
    return [{ code: "LINE_BUDGET_MISSING", line, year, subject: null, amount, text }];
  }
  if (total <= budget) return [];
  const excess = minus(total, budget);
  const text = `${name}${year}年应补${inWanYuan(total)}，预算${inWanYuan(budget)}，超出${inWanYuan(excess)}`;
  return [{ code: "TOTAL_BUDGET_EXCEEDED", line, year, subject: null, amount: formatYuan(excess), text }];
};

/** 第七条（一）6 names no payment mode; by default it is arranged through the annual budget like items 3 to 5 (open question Q13). */
const budgeting = (line: LineTotal["line"]): { readonly name: string; readonly usesAnnualBudget: boolean } => {
  const { mode, shortName } = fundingLineOf(line);
  return { name: shortName, usesAnnualBudget: mode === "ANNUAL_BUDGET" || line === "tcm-specialty" };
};

const warnOfDecisions = ({ decisionDate, decisions = [] }: EvaluateInput, claims: readonly Claim[]): readonly Warning[] => {
  if (decisions.length === 0) return [];
  const byKey = new Map(claims.map((claim) => [keyOf(claim), claim]));
  return decisions.flatMap((decision) => {
    const reason = whyWithoutEffect(decision, byKey.get(keyOf(decision)), decisionDate);
    if (reason === undefined) return [];
    const { amount, line, subject, year } = decision;
    const text = `${decision.by}${decision.on}的决定没有生效：${reason}`;
    return [{ code: "DECISION_WITHOUT_EFFECT", line, year, subject, amount, text }];
  });
};

const whyWithoutEffect = ({ on }: RecordedDecision, claim: Claim | undefined, decisionDate: string): string | undefined => {
  if (on > decisionDate) return `晚于分配决定日${decisionDate}`;
  if (claim === undefined) return "没有对应的申请";
  return claim.isOnHold && !claim.isRefused ? undefined : "该申请不需要决定";
};

const keyOf = ({ line, subject, year }: Pick<Claim, "line" | "subject" | "year">): string => `${line}\n${subject}\n${year}`;
