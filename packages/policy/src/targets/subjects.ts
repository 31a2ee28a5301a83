import type { Evaluation, SubjectSummary, Verdict } from "./contract.ts";
import { fraction, toFixed } from "./fraction.ts";
import type { Target } from "./target.ts";

/** One row for each subject, in the order of its first target. */
export const summarise = (
  targets: readonly Target[],
  evaluations: ReadonlyMap<string, readonly Evaluation[]>,
): readonly SubjectSummary[] => {
  const verdicts = new Map<string, Verdict[]>();
  for (const target of targets) {
    // A target of each year counts once, by its whole; what sums up other targets does not count again.
    const whole = evaluations.get(target.id)?.at(-1);
    if (whole === undefined || whole.verdict === "no-target" || target.remarks.isRollUp) continue;
    verdicts.set(target.subject, [...(verdicts.get(target.subject) ?? []), whole.verdict]);
  }
  return [...verdicts].map(([subject, ofSubject]) => rowOf(subject, ofSubject));
};

const rowOf = (subject: string, verdicts: readonly Verdict[]): SubjectSummary => {
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
  const [targets, met, noData] = [verdicts.length, count("met"), count("no-data")];
  return {
    subject,
    targets,
    met,
    notMet: count("not-met"),
    pending: count("pending"),
    noData,
    metRatio: percentOf(met, targets),
    completeness: percentOf(targets - noData, targets),
  };
};

const percentOf = (part: number, all: number): string => toFixed(fraction(BigInt(part) * 100n, BigInt(all)), 1);
