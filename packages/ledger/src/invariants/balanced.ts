import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { chart, ruleOf } from "../accounts.ts";
import { transferMisfit } from "../entry.ts";
import { type Line, total } from "../ledger.ts";
import { grouped } from "./grouped.ts";
import type { Violation } from "./violation.ts";

/** I1 每笔借贷相等: a sound transfer cannot be otherwise; the trial balance of each book says it once more from the balances. */
export const unbalanced = (lines: readonly Line[]): readonly Violation[] => [
  ...lines.flatMap((line): Violation[] => {
    const because = transferMisfit(line);
    return because === undefined ? [] : [{ invariant: "I1", because: `${line.entry.id}：${because}`, lines: [line] }];
  }),
  ...[...grouped(lines, ({ book }) => book)].flatMap(([book, ofBook]): Violation[] => {
    const difference = (["allotment", "cash"] as const)
      .map((kind) => trialBalance(ofBook, kind))
      .find((difference) => difference !== 0n);
    return difference === undefined
      ? []
      : [{ invariant: "I1", because: `${book}：借方余额与贷方余额相差${inWanYuan(difference as Fen)}`, lines: ofBook }];
  }),
];

const trialBalance = (lines: readonly Line[], kind: "allotment" | "cash"): bigint =>
  chart
    .filter((account) => ruleOf(account).kind === kind)
    .reduce((sum, account) => sum + (ruleOf(account).side === "debit" ? total(lines, account) : -total(lines, account)), 0n);
