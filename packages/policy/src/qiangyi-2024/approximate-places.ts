import { decideBy } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { TargetQuantity } from "../funding-line.ts";
import type { Situation } from "../situation.ts";

/** The upper ends of the ranges in 晋政发〔2023〕15号, which its reading puts in place of a percentage. */
const ranges: ReadonlyMap<number, number> = new Map([
  [50, 60],
  [450, 500],
]);

/** “N个左右”: by the default reading 10% above still passes, 55 of 50 and 495 of 450. Too few is a matter of reasons, not of amounts. */
const mostOf = (target: number, reading: string): number => {
  if (reading === "range") return ranges.get(target) ?? target;
  // Any percentage may be recorded; ten-thousandths of a percent keep the arithmetic whole.
  const margin = Math.round(Number(reading.slice(0, -1)) * 10_000);
  return Math.floor((target * (1_000_000 + margin)) / 1_000_000);
};

/** Puts what lies beyond the tolerance to a decision. `places` are the claims of each thing selected, in their turn. */
export const limitApproximate = (
  places: readonly (readonly Claim[])[],
  { target, clause, label }: TargetQuantity,
  s: Situation,
): void => {
  const most = mostOf(target, s.reading("approx.tolerance"));
  places.slice(most).forEach((claims, index) => {
    for (const claim of claims) {
      claim.relyOn(s.stated("approx.tolerance"));
      decideBy("approx.tolerance", claim, s)(
        "QUOTA_EXCEEDED",
        clause,
        () => `${label}${target}个左右，最多${most}个，本项排第${most + index + 1}个`,
      );
    }
  });
};
