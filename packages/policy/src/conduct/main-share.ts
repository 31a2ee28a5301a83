import { formatYuan, sum } from "@qiangyi/kernel";
import { amountOf, percentText } from "../functions/amounts.ts";
import { finding, type Verdict, verdictOf } from "./requirement.ts";
import { type UseScopeId, useScopes } from "./use-scopes.ts";

export interface MainShare extends Verdict {
  readonly main: string;
  readonly total: string;
  /** Null when nothing has been spent. */
  readonly percent: string | null;
}

/** 主要用于: the share of the main use, with a warning below the line. The text gives no share; 50% is configuration (A38). */
export const mainShare = (
  line: UseScopeId,
  spent: readonly { readonly category: string; readonly amount: string }[],
  leastPercent = 50,
): MainShare => {
  const { main: categories, clause, mainUse } = useScopes[line];
  const total = sum(spent.map(({ category, amount }) => amountOf(amount, category)));
  const main = sum(
    spent
      .filter(({ category }) => categories.some((each) => each === category))
      .map(({ category, amount }) => amountOf(amount, category)),
  );
  const isLow = total > 0n && main * 100n < total * BigInt(leastPercent);
  const percent = percentText(main, total);
  const text = `用于“${mainUse}”的占${percent ?? "0.0"}%，低于${leastPercent}%，提示核实`;
  return {
    main: formatYuan(main),
    total: formatYuan(total),
    percent,
    ...verdictOf(isLow ? [finding("MAIN_USE_BELOW_SHARE", clause, text, { effect: "warn" })] : []),
  };
};
