import { atLeastZero, type Fen, formatYuan, minus, plus, sum, zero } from "@qiangyi/kernel";
import { amountOf } from "../functions/amounts.ts";

/** 第二条: where the money comes from. The list is open, so “其他” is there and asks for a note. */
export const fundSources = {
  "central-capital": "中央预算内基建",
  "provincial-capital": "省级预算内基建",
  "central-budget": "中央公共预算",
  "provincial-budget": "省级公共预算",
  "city-budget": "市级公共预算",
  "county-budget": "县级公共预算",
  bond: "债券",
  "hospital-revenue": "医院事业收入",
  other: "其他",
} as const;

export type FundSource = keyof typeof fundSources;

export interface SourcedAmount {
  readonly source: FundSource;
  readonly amount: string;
}

export interface ProjectFunds {
  readonly total: string;
  readonly bySource: Readonly<Partial<Record<FundSource, string>>>;
  /** Only provincial public-budget money is compared with the standards of 第七条; what others add leaves it as it is. */
  readonly comparedWithStandard: string;
  /** What the need is short of; null when no need is told. */
  readonly gap: string | null;
}

/** 统筹: all the money of one project side by side, and the need that is left. */
export const projectFunds = (amounts: readonly SourcedAmount[], need?: string): ProjectFunds => {
  const totals = new Map<FundSource, Fen>();
  for (const { source, amount } of amounts) totals.set(source, plus(totals.get(source) ?? zero, amountOf(amount, source)));
  const total = sum(totals.values());
  return {
    total: formatYuan(total),
    bySource: Object.fromEntries([...totals].map(([source, amount]) => [source, formatYuan(amount)])),
    comparedWithStandard: formatYuan(totals.get("provincial-budget") ?? zero),
    gap: need === undefined ? null : formatYuan(atLeastZero(minus(amountOf(need, "need"), total))),
  };
};
