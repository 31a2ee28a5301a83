import { yearOf } from "@qiangyi/kernel";
import type { Closing, Line } from "../ledger.ts";
import { total } from "../ledger.ts";
import { grouped } from "./grouped.ts";
import type { Violation } from "./violation.ts";

/** Steps that lead from one earmark to another: 调剂 with its approval, and recovered money that is planned anew. */
const changesEarmark = ["reassign", "recover"];

/**
 * I7 the earmark does not change on its way: within an entry all transfers share one, and what is received was issued under the same.
 * 调剂 may change it, and its two halves must add up to nothing.
 */
export const chainBroken = (lines: readonly Line[]): readonly Violation[] => {
  const issued = new Set(lines.filter(({ entry }) => entry.step === "issue").map(jointOf));
  return [...grouped(lines, ({ entry }) => entry.id).values()].flatMap((ofEntry): Violation[] => {
    const [first] = ofEntry;
    if (!first) return [];
    const { id, step, reverses } = first.entry;
    if (changesEarmark.includes(step))
      return total(ofEntry, "2105") === 0n ? [] : [{ invariant: "I7", because: `${id}：调出与调入金额不等`, lines: ofEntry }];
    if (ofEntry.some(({ earmarkKey }) => earmarkKey !== first.earmarkKey))
      return [{ invariant: "I7", because: `${id}：一笔分录内指标用途标识不一致`, lines: ofEntry }];
    if (step !== "receive" || reverses !== undefined || issued.has(jointOf(first))) return [];
    return [{ invariant: "I7", because: `${id}：接收的指标没有同一用途标识的下达`, lines: ofEntry }];
  });
};

const jointOf = ({ book, counterpart, earmarkKey }: Line): string => JSON.stringify([book, counterpart ?? null, earmarkKey]);

/** I10 nothing was recorded after a closing that counts in the closed year. */
export const postedAfterClosing = (lines: readonly Line[], closings: readonly Closing[]): readonly Violation[] =>
  closings.flatMap(({ book, year, sequence }): Violation[] => {
    const late = lines.filter(
      (line) => line.book === book && yearOf(line.effectiveOn) === year && line.entry.sequence > sequence,
    );
    return late.length === 0 ? [] : [{ invariant: "I10", because: `${book}：${year}年度关账后仍有过账`, lines: late }];
  });
