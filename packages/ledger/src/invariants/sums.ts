import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { type Account, sources, uses } from "../accounts.ts";
import { type Line, total } from "../ledger.ts";
import { grouped } from "./grouped.ts";
import type { Violation } from "./violation.ts";

const sumOf = (lines: readonly Line[], accounts: readonly Account[]): bigint =>
  accounts.reduce((sum, account) => sum + total(lines, account), 0n);
const shown = (amount: bigint): string => inWanYuan(amount as Fen);

/** I2 of each book and earmark: what came (2101 to 2105, less 2109) is where it lies (1101 to 1109). */
export const sourcesDifferFromUses = (lines: readonly Line[]): readonly Violation[] =>
  [...grouped(lines, ({ book, earmarkKey }) => `${book}|${earmarkKey}`).values()].flatMap((group): Violation[] => {
    const came = sumOf(group, sources) - total(group, "2109");
    const lies = sumOf(group, uses);
    return came === lies
      ? []
      : [{ invariant: "I2", because: `${group[0]?.book}：来源${shown(came)}，去向${shown(lies)}`, lines: group }];
  });

/** I3 of each joint: what the upper book has passed down (1103, 1104) is what the lower one has from it (2101 less 2109). */
export const jointsDiffer = (lines: readonly Line[]): readonly Violation[] =>
  [...grouped(lines, jointOf).values()].flatMap((group): Violation[] => {
    const down = sumOf(group, ["1103", "1104"]);
    const arrived = total(group, "2101") - total(group, "2109");
    return down === arrived
      ? []
      : [
          {
            invariant: "I3",
            because: `${group[0]?.book}与${group[0]?.counterpart}：上级已下达${shown(down)}，下级上级下达${shown(arrived)}`,
            lines: group,
          },
        ];
  });

/** Upper book, lower book and earmark of a line that stands at a joint, whichever of the two books it is in. */
const jointOf = ({ book, counterpart, debit, credit, earmarkKey }: Line): string | undefined => {
  const [isUpper, isLower] = [touches(debit, credit, "1103", "1104"), touches(debit, credit, "2101", "2109")];
  if (!isUpper && !isLower) return undefined;
  const [upper, lower] = isUpper ? [book, counterpart] : [counterpart, book];
  return JSON.stringify([upper ?? null, lower ?? null, earmarkKey]);
};

const touches = (debit: Account, credit: Account, ...accounts: Account[]): boolean =>
  accounts.includes(debit) || accounts.includes(credit);

/**
 * I5 of each earmark over all books of a province: what was put into it (本级安排, 收回统筹, 调剂) lies somewhere on the way or at its
 * end. What is passed down cancels against what arrived, what was carried over against what the new year began with. Needs all books.
 */
export const arrangedDiffersFromWhereItLies = (lines: readonly Line[]): readonly Violation[] =>
  [...grouped(lines, ({ earmarkKey }) => earmarkKey).values()].flatMap((group): Violation[] => {
    const arranged = sumOf(group, ["2102", "2104", "2105"]);
    const lies = sumOf(group, ["1101", "1102", "1105", "1106", "1107", "1108", "1109"]) - total(group, "2103");
    return arranged === lies
      ? []
      : [{ invariant: "I5", because: `全省安排${shown(arranged)}，各处合计${shown(lies)}`, lines: group }];
  });
