import type { planChanges } from "@qiangyi/api";
import { type Fen, fen } from "@qiangyi/kernel";
import type { z } from "zod";
import { lineName } from "../policy/index.ts";
import { claimKey } from "./placed-claims.ts";
import { type PlanLine, proposedOf } from "./plan-line.ts";

type Changes = z.infer<typeof planChanges>;

const shown = 200;

/** What a rebuild brings: added, removed and changed lines, the largest differences first. */
export const changesBetween = (before: readonly PlanLine[], after: readonly PlanLine[]): Changes => {
  const earlier = new Map(before.map((line) => [claimKey(line), line]));
  const later = new Map(after.map((line) => [claimKey(line), line]));
  const added = after.filter((line) => !earlier.has(claimKey(line)));
  const removed = before.filter((line) => !later.has(claimKey(line)));
  const changed = after.filter((line) => {
    const known = earlier.get(claimKey(line));
    return (
      known !== undefined && (proposedOf(known) !== proposedOf(line) || known.status !== line.status || known.held !== line.held)
    );
  });
  const pairs = [
    ...added.map((line) => ({ line, old: undefined, now: line })),
    ...removed.map((line) => ({ line, old: line, now: undefined })),
    ...changed.map((line) => ({ line, old: earlier.get(claimKey(line)), now: line })),
  ];
  const size = ({ old, now }: (typeof pairs)[number]): bigint => {
    const difference = (now ? proposedOf(now) : 0n) - (old ? proposedOf(old) : 0n);
    return difference < 0n ? -difference : difference;
  };
  return {
    added: added.length,
    removed: removed.length,
    changed: changed.length,
    beforeFen: String(sumOf(before)),
    afterFen: String(sumOf(after)),
    lines: pairs
      .toSorted((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0))
      .slice(0, shown)
      .map(({ line, old, now }) => ({
        line: line.line,
        lineName: lineName(line.line),
        year: line.year,
        subject: line.subject,
        title: line.title,
        place: line.place,
        beforeFen: old ? String(proposedOf(old)) : null,
        afterFen: now ? String(proposedOf(now)) : null,
        statusBefore: old?.status ?? null,
        statusAfter: now?.status ?? null,
      })),
  };
};

const sumOf = (lines: readonly PlanLine[]): Fen => fen(lines.reduce((total, line) => total + proposedOf(line), 0n));
