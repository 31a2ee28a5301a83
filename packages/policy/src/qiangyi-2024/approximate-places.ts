import { decideBy } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { TargetQuantity } from "../funding-line.ts";
import type { Situation } from "../situation.ts";

/** “N个左右”: how many are few and how many are many. */
export interface Tolerance {
  readonly least: number;
  readonly most: number;
}

/** The ranges of 晋政发〔2023〕15号 for 50 and 450, which its reading puts in place of a percentage. */
const ranges: ReadonlyMap<number, Tolerance> = new Map([
  [50, { least: 50, most: 60 }],
  [450, { least: 450, most: 500 }],
]);

/** By the default reading 10% either way: 45 to 55 of 50, 405 to 495 of 450. */
export const toleranceOf = (target: number, reading: string): Tolerance => {
  const range = reading === "range" ? ranges.get(target) : undefined;
  if (range !== undefined) return range;
  // Hundredths of a percent keep the arithmetic whole.
  const margin = reading.endsWith("%") ? Math.round(Number(reading.slice(0, -1)) * 100) : 0;
  return { least: Math.ceil((target * (10_000 - margin)) / 10_000), most: Math.floor((target * (10_000 + margin)) / 10_000) };
};

/** Puts what lies beyond the tolerance to a decision. `places` are the claims of each thing selected, in their turn. */
export const limitApproximate = (
  places: readonly (readonly Claim[])[],
  { target, clause, label }: TargetQuantity,
  s: Situation,
): void => {
  const { most } = toleranceOf(target, s.reading("approx.tolerance"));
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

/** A batch or a year against “N个左右”: too many needs a decision, too few a reason. */
export const checkApproximate = (
  target: number,
  { count, reason, tolerance = "10%" }: { readonly count: number; readonly reason?: string; readonly tolerance?: string },
): readonly ("QUOTA_EXCEEDED" | "JUSTIFICATION_REQUIRED")[] => {
  const { least, most } = toleranceOf(target, tolerance);
  if (count > most) return ["QUOTA_EXCEEDED"];
  return count < least && (reason ?? "").trim() === "" ? ["JUSTIFICATION_REQUIRED"] : [];
};
