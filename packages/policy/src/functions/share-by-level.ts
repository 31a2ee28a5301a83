import { atLeastZero, type Fen, formatYuan, inWanYuan, minus } from "@qiangyi/kernel";
import { amountOf } from "./amounts.ts";
import { apportion } from "./balance-tail.ts";
import { because, type Explained, explained } from "./explained.ts";

export const levels = ["province", "city", "county"] as const;
export type Level = (typeof levels)[number];

export interface SharedCost {
  readonly amount: string;
  /** Percent per level, adding up to 100. Empty: no sharing method is recorded and the province bears it all. */
  readonly ratios: Readonly<Partial<Record<Level, number>>>;
  /** What a level has in its budget; levels left out are not tested. */
  readonly budgeted?: Readonly<Partial<Record<Level, string>>>;
}

export interface SharesByLevel extends Explained {
  readonly shares: Readonly<Partial<Record<Level, string>>>;
  /** What the budget of a level lacks; only levels that lack something. */
  readonly short: Readonly<Partial<Record<Level, string>>>;
  readonly errors: readonly ("WEIGHTS_NOT_100" | "BUDGET_SHARE_SHORT")[];
}

const clause = "qiangyi-2024.art8.1.a";
const levelNames: Readonly<Record<Level, string>> = { province: "省级", city: "市级", county: "县级" };

/** 第八条第一款: each level budgets its share of the provincial standard under the sharing method. More than the share is allowed. */
export const shareByLevel = ({ amount, ratios, budgeted = {} }: SharedCost): SharesByLevel => {
  const total = amountOf(amount, "amount");
  const used = Object.keys(ratios).length === 0 ? { province: 100 } : ratios;
  const named = levels.filter((level) => used[level] !== undefined);
  if (!addUpTo100(named.map((level) => used[level] ?? 0)))
    return { shares: {}, short: {}, errors: ["WEIGHTS_NOT_100"], ...explained(because(clause, "各级负担比例合计不是100%")) };

  // The codes of the apportionment sort province, city, county, so that a tie goes to the upper level.
  const weights = Object.fromEntries(named.map((level) => [String(levels.indexOf(level)), used[level] ?? 0]));
  const { shares } = apportion(total, weights, 1n);
  const due = named.map((level, index) => [level, shares[index]?.[1] ?? total] as const);
  const short = due
    .map(([level, share]) => [level, budgeted[level] === undefined ? undefined : lacking(share, budgeted[level])] as const)
    .filter((each): each is readonly [Level, Fen] => each[1] !== undefined && each[1] > 0n);
  return {
    shares: Object.fromEntries(due.map(([level, share]) => [level, formatYuan(share)])),
    short: Object.fromEntries(short.map(([level, gap]) => [level, formatYuan(gap)])),
    errors: short.length > 0 ? ["BUDGET_SHARE_SHORT"] : [],
    ...explained(
      because(clause, due.map(([level, share]) => `${levelNames[level]}应负担${inWanYuan(share)}`).join("，")),
      ...short.map(([level, gap]) => because(clause, `${levelNames[level]}预算编列不足，差${inWanYuan(gap)}`)),
    ),
  };
};

const lacking = (share: Fen, budgeted: string): Fen => atLeastZero(minus(share, amountOf(budgeted, "budgeted")));

/** Decimal percentages add up within the noise of binary fractions. */
const addUpTo100 = (ratios: readonly number[]): boolean => Math.abs(ratios.reduce((added, each) => added + each, 0) - 100) < 1e-9;
