import { fundSources, pilotLine, wholeFund } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import { fundSources as allSources } from "@qiangyi/policy";
import type { Answers } from "../platform/index.ts";
import { isLine } from "../policy/index.ts";
import { type RowProblem, type RowsRefused, rowsRefused } from "./recorded-row.ts";

export type BudgetRuleCode =
  | "OUT_OF_PROGRAMME_SCOPE"
  | "FUND_SOURCE_REQUIRED"
  | "FUND_SOURCE_MISMATCH"
  | "JUSTIFICATION_REQUIRED";

interface RuleFacts {
  readonly problems: readonly RowProblem[];
  readonly clause: string;
}
export type BudgetRefusal = RowsRefused | { [Code in BudgetRuleCode]: Refusal<Code, RuleFacts> }[BudgetRuleCode];

export const budgetAnswers = {
  "rows-refused": rowsRefused,
  OUT_OF_PROGRAMME_SCOPE: [422, "预算必须列到办法规定的支持项目，没有支持项目的不能记入强医工程资金", "请选择支持项目"],
  FUND_SOURCE_REQUIRED: [422, "没有写明资金来源", "请填写资金来源；来源为“其他”的，请在资金来源中说明"],
  FUND_SOURCE_MISMATCH: [
    422,
    "资金来源与本专项不符：5G试点项目资金只能是省级公共预算，市县预算和医院收入不是省级补助资金",
    "其他来源请在项目的资金构成中登记",
  ],
  JUSTIFICATION_REQUIRED: [422, "5G试点项目资金的年度预算规模须写明所依据的财力状况和上年绩效", "请补充预算规模的依据"],
} as const satisfies Answers<BudgetRefusal>;

export interface EnteredBudget {
  readonly line: string;
  readonly source: string;
  readonly fundSource?: string | undefined;
  readonly factors?: Readonly<Record<string, string>> | undefined;
}

/** Words that name a source of 第二条 without its code: the short forms that budgets are written with. */
const words: Readonly<Record<string, string>> = { 省级财政预算: "provincial-budget", 省级预算: "provincial-budget" };

/** The source by its code, else by its words; what is neither is 其他, and the words are its note. */
export const sourceOf = ({ fundSource, source }: EnteredBudget): string =>
  fundSource ?? words[source] ?? Object.entries(allSources).find(([, label]) => label === source)?.[0] ?? "other";

export interface BrokenRule {
  readonly code: BudgetRuleCode;
  readonly field: string;
  readonly message: string;
  readonly clause: string;
}

/** 第二条 of both regulations: money is booked to a line of the fund, with its source, from a source that the fund takes. */
export const brokenRule = (row: EnteredBudget, isFirstOfPilot: boolean): BrokenRule | undefined => {
  if (row.line !== wholeFund && row.line !== pilotLine && !isLine(row.line)) {
    const message = row.line === "" ? "没有写明支持项目" : "没有这个支持项目，请从列表选择";
    return { code: "OUT_OF_PROGRAMME_SCOPE", field: "line", message, clause: "qiangyi-2024.art2.a" };
  }
  const source = sourceOf(row);
  if (row.source === "" && (row.fundSource === undefined || source === "other")) {
    return { code: "FUND_SOURCE_REQUIRED", field: "source", message: "请填写资金来源", clause: "qiangyi-2024.art2.b" };
  }
  if (row.line === pilotLine && source !== "provincial-budget") {
    const message = "5G试点项目资金只接受省级公共预算";
    return { code: "FUND_SOURCE_MISMATCH", field: "source", message, clause: "5g-2022.art2.a" };
  }
  if (!fundSources.some(({ id }) => id === source)) {
    const message = "不是省级安排的补助资金，请登记在项目的资金构成中";
    return { code: "FUND_SOURCE_MISMATCH", field: "source", message, clause: "qiangyi-2024.art2.b" };
  }
  return row.line === pilotLine ? missingFactor(row, isFirstOfPilot) : undefined;
};

/** 5G 第四条: what the size rests on. In the first year there is no performance to tell of. */
const missingFactor = ({ factors = {} }: EnteredBudget, isFirst: boolean): BrokenRule | undefined => {
  const isStated = (name: string) => (factors[name] ?? "").trim().length >= 2;
  const missing = [
    ...(isStated("capacity") ? [] : ["财力状况"]),
    ...(isFirst || isStated("performance") ? [] : ["上年绩效结果"]),
  ];
  if (missing.length === 0) return undefined;
  return {
    code: "JUSTIFICATION_REQUIRED",
    field: "factors",
    message: `没有写明${missing.join("、")}`,
    clause: "5g-2022.art4.b",
  };
};
