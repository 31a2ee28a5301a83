import type { Fen } from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import type { Tx } from "../platform/index.ts";
import { currentBudgets } from "./budgets.store.ts";

export interface LineBudget {
  readonly line: string;
  readonly name: string;
  /** Budget in force; undefined where none is recorded. */
  readonly amount: Fen | undefined;
}

/** The yearly budget of every funding line, for rooms whose limits hang on it (qiangyi-2024.art5.c). */
export const lineBudgets = async (tx: Tx, province: string, year: number): Promise<LineBudget[]> => {
  const recorded = new Map((await currentBudgets(tx, province, year)).map(({ line, amount }) => [line, amount]));
  return fundingLines.map(({ id, shortName }) => ({ line: id, name: shortName, amount: recorded.get(id) }));
};
