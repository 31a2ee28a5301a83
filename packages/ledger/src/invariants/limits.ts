import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { accounts, sources } from "../accounts.ts";
import { inTransitChange } from "../in-transit.ts";
import { type Line, movement, total } from "../ledger.ts";
import { guardedCells, linesOfCell, lowest, lowestOf } from "../overdraft.ts";
import { grouped } from "./grouped.ts";
import type { Violation } from "./violation.ts";

const shown = (amount: bigint): string => inWanYuan(amount as Fen);

/** I4, and the same for every account that is not `signed`: below zero on no day. */
export const overdrawn = (lines: readonly Line[]): readonly Violation[] =>
  guardedCells(lines).flatMap((cell): Violation[] => {
    const low = lowestOf(lines, cell);
    if (!low || low.balance >= 0n) return [];
    const { book, account } = cell;
    const because = `${book}：${account}${accounts[account].title}在${low.on}为${shown(low.balance)}`;
    return [{ invariant: "I4", because, lines: linesOfCell(lines, cell) }];
  });

export interface PaymentLimits {
  /** Amount of each contract, by id. */
  readonly contracts: ReadonlyMap<string, Fen>;
  /** Approved amount of each project, by id. */
  readonly approvals: ReadonlyMap<string, Fen>;
}

/** I8 已付 not above the allotment of the book, the contract, the approval of the project. A contract without an amount covers nothing. */
export const paidBeyondLimits = (lines: readonly Line[], { contracts, approvals }: PaymentLimits): readonly Violation[] => {
  const payments = lines.filter(({ debit, credit }) => debit === "1107" || credit === "1107");
  const beyond = (what: string, groups: ReadonlyMap<string, readonly Line[]>, limitOf: (key: string) => bigint): Violation[] =>
    [...groups].flatMap(([key, group]): Violation[] => {
      const [paid, limit] = [total(group, "1107"), limitOf(key)];
      return paid <= limit ? [] : [{ invariant: "I8", because: `${what}${shown(limit)}，已付${shown(paid)}`, lines: group }];
    });
  const cell = ({ book, earmarkKey }: Line) => `${book}|${earmarkKey}`;
  const ofCell = grouped(lines, cell);
  const allotted = (key: string): bigint => {
    const all = ofCell.get(key) ?? [];
    // 上年结转 is money already counted when it first came; it left the old year through 已结转.
    return (
      sources.filter((account) => account !== "2103").reduce((sum, account) => sum + total(all, account), 0n) - total(all, "2109")
    );
  };
  return [
    ...beyond("指标", grouped(payments, cell), allotted),
    ...beyond(
      "合同额",
      grouped(payments, ({ contract }) => contract),
      (contract) => contracts.get(contract) ?? 0n,
    ),
    ...beyond(
      "项目批复额",
      grouped(payments, ({ earmark }) => earmark.project),
      (project) => approvals.get(project) ?? 0n,
    ),
  ];
};

/** I11 资金账已付不大于指标账已付; the difference is 在途. */
export const cashAheadOfAllotment = (lines: readonly Line[]): readonly Violation[] =>
  [...grouped(lines, ({ book, earmarkKey }) => `${book}|${earmarkKey}`).values()].flatMap((group): Violation[] => {
    const low = lowest(group, inTransitChange);
    if (!low || low.balance >= 0n) return [];
    const because = `${group[0]?.book}：${low.on}资金账已付比指标账已付多${shown(-low.balance)}`;
    return [{ invariant: "I11", because, lines: group.filter((line) => inTransitChange(line) !== 0n) }];
  });

/** 在途 of what is selected. */
export const inTransit = (lines: readonly Line[]): Fen => lines.reduce((sum, line) => sum + inTransitChange(line), 0n) as Fen;

/** Signed amount paid by lines, refunds and reversals taken off. */
export const paid = (lines: readonly Line[]): Fen => lines.reduce((sum, line) => sum + movement(line, "1107"), 0n) as Fen;
