import type { CountedQuantity, ShareQuantity } from "./contract.ts";
import type { FundingLine, FundingLineId, TargetQuantity } from "./funding-line.ts";

/** One row of the counted quantities; the year and the group stand only where the line counts by them. */
export const counted = (
  line: FundingLineId,
  { kind, target, group }: TargetQuantity,
  actual: number,
  year?: number,
): CountedQuantity => ({
  line,
  kind,
  ...(year !== undefined && { year }),
  ...(group !== undefined && { group }),
  target,
  actual,
  difference: actual - target,
});

/** The first quantity of a line that has one. */
export const targetOf = ({ quantities }: FundingLine): TargetQuantity => {
  const [first] = quantities;
  if (first === undefined) throw new RangeError("the line sets no quantity");
  return first;
};

export const shareOf = (
  line: FundingLineId,
  kind: ShareQuantity["kind"],
  group: string,
  { part, whole }: { readonly part: number; readonly whole: number },
): ShareQuantity => ({ line, kind, group, part, whole, percent: percentOf(part, whole) });

/** One decimal, half up: 80 of 91 is "87.9". Nothing of nothing is "0.0". */
export const percentOf = (part: number, whole: number): string => {
  if (whole === 0) return "0.0";
  const tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
};
