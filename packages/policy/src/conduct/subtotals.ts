import { type Fen, formatYuan, plus, sum, zero } from "@qiangyi/kernel";
import { amountOf } from "../functions/amounts.ts";

export interface Subtotals<Group extends string> {
  /** One entry per group, also for those with nothing. */
  readonly groups: readonly { readonly group: Group; readonly count: number; readonly amount: string }[];
  readonly amount: string;
}

/** Counts and sums by group, each entry once: the total is what the groups add up to. */
export const subtotals = <Group extends string>(
  groups: readonly Group[],
  entries: readonly { readonly group: Group; readonly amount: string }[],
): Subtotals<Group> => {
  const found = new Map<Group, { count: number; amount: Fen }>(groups.map((group) => [group, { count: 0, amount: zero }]));
  for (const { group, amount } of entries) {
    const before = found.get(group);
    if (before === undefined) throw new RangeError(`"${group}" is none of the groups`);
    found.set(group, { count: before.count + 1, amount: plus(before.amount, amountOf(amount, group)) });
  }
  return {
    groups: [...found].map(([group, { count, amount }]) => ({ group, count, amount: formatYuan(amount) })),
    amount: formatYuan(sum([...found.values()].map(({ amount }) => amount))),
  };
};
