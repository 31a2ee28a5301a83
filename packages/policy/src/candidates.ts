import type { Claim } from "./claim.ts";
import { compareText } from "./compare-text.ts";
import type { Fact } from "./contract.ts";
import type { Situation } from "./situation.ts";

/**
 * A claim that competes with others: for one thing that is paid once, or for a limited number of places. `date` is a calendar
 * date or a year as text, so that both compare as text.
 */
export interface Candidate<F extends Fact = Fact> {
  readonly claim: Claim;
  readonly fact: F;
  readonly date: string;
  /** An achievement outside the window waits for a decision and must not push out one inside. */
  readonly isInWindow: boolean;
}

/** Who goes first: what counts towards the programme, then the earlier date; equals stay in the order of their ids. */
const inTurn = (a: Candidate, b: Candidate): number => Number(b.isInWindow) - Number(a.isInWindow) || compareText(a.date, b.date);

/** The candidates that no check has refused so far, in the order in which they take their places. */
export const standing = <C extends Candidate>(candidates: readonly C[], s: Situation): readonly C[] =>
  candidates
    .filter(({ claim }) => !claim.isRefused)
    .map((candidate) => (candidate.isInWindow || !isDecided(candidate.claim, s) ? candidate : { ...candidate, isInWindow: true }))
    .sort(inTurn);

const isDecided = ({ line, subject, year }: Claim, s: Situation): boolean => s.decisionFor(line, subject, year) !== undefined;

/** Refuses each candidate whose key an earlier one already holds. Returns those that hold their key. */
export const onePerKey = <C extends Candidate>(
  candidates: readonly C[],
  keyOf: (candidate: C) => string,
  refuse: (repeated: C, first: C) => void,
): readonly C[] => {
  const first = new Map<string, C>();
  return candidates.filter((candidate) => {
    const key = keyOf(candidate);
    const holder = first.get(key);
    if (holder === undefined) first.set(key, candidate);
    else refuse(candidate, holder);
    return holder === undefined;
  });
};
