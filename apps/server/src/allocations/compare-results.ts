import { type Fen, fen, minus, zero } from "@qiangyi/kernel";
import { claimKey, type PlacedClaim } from "./placed-claims.ts";

export interface Pair {
  readonly key: string;
  readonly before: Fen;
  readonly after: Fen;
}

export interface Moved {
  readonly claim: PlacedClaim;
  readonly before: Fen;
  readonly after: Fen;
}

export interface Comparison {
  readonly before: Fen;
  readonly after: Fen;
  readonly heldBefore: Fen;
  readonly heldAfter: Fen;
  readonly decisionsBefore: number;
  readonly decisionsAfter: number;
  readonly lines: readonly Pair[];
  readonly cities: readonly Pair[];
  readonly counties: readonly Pair[];
  readonly winners: readonly Moved[];
  readonly losers: readonly Moved[];
}

/** Two evaluations of the same facts beside each other. Winners gain an amount due now, losers lose one; the largest first. */
export const compareResults = (before: readonly PlacedClaim[], after: readonly PlacedClaim[]): Comparison => {
  const moved = movedClaims(before, after);
  const gain = ({ before: from, after: to }: Moved): Fen => minus(to, from);
  const winners = moved.filter((each) => gain(each) > 0n).sort((a, b) => compare(gain(b), gain(a)));
  const losers = moved.filter((each) => gain(each) < 0n).sort((a, b) => compare(gain(a), gain(b)));
  return {
    before: sumOf(before, ({ amount }) => amount),
    after: sumOf(after, ({ amount }) => amount),
    heldBefore: sumOf(before, ({ held }) => held),
    heldAfter: sumOf(after, ({ held }) => held),
    decisionsBefore: waiting(before),
    decisionsAfter: waiting(after),
    lines: pairs(before, after, ({ claim, amount }, add) => add(claim.line, amount)),
    cities: pairs(before, after, ({ shares }, add) => {
      for (const share of shares) add(share.city ?? "", share.amount);
    }),
    counties: pairs(before, after, ({ shares }, add) => {
      for (const share of shares) if (share.county !== null) add(share.county, share.amount);
    }),
    winners,
    losers,
  };
};

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const sumOf = (claims: readonly PlacedClaim[], of: (claim: PlacedClaim) => Fen): Fen =>
  fen(claims.reduce((total, claim) => total + of(claim), 0n));
const waiting = (claims: readonly PlacedClaim[]): number =>
  claims.reduce((count, { claim }) => (claim.status === "decision_required" ? count + 1 : count), 0);

const movedClaims = (before: readonly PlacedClaim[], after: readonly PlacedClaim[]): Moved[] => {
  // The engine lists the same claims in the same order whatever the readings; only a reading that adds or drops claims needs the map.
  const isAligned = before.length === after.length && before.every((claim, index) => sameClaim(claim, after[index]));
  const moved: Moved[] = [];
  if (isAligned) {
    for (const [index, claim] of after.entries()) {
      const from = before[index]?.amount ?? zero;
      if (from !== claim.amount) moved.push({ claim, before: from, after: claim.amount });
    }
    return moved;
  }
  const earlier = new Map(before.map((claim) => [claimKey(claim.claim), claim]));
  for (const claim of after) {
    const from = earlier.get(claimKey(claim.claim))?.amount ?? zero;
    earlier.delete(claimKey(claim.claim));
    if (from !== claim.amount) moved.push({ claim, before: from, after: claim.amount });
  }
  for (const claim of earlier.values()) if (claim.amount > 0n) moved.push({ claim, before: claim.amount, after: zero });
  return moved;
};

const sameClaim = ({ claim: a }: PlacedClaim, other: PlacedClaim | undefined): boolean =>
  other !== undefined && a.line === other.claim.line && a.year === other.claim.year && a.subject === other.claim.subject;

type Add = (key: string, amount: Fen) => void;

const pairs = (
  before: readonly PlacedClaim[],
  after: readonly PlacedClaim[],
  spread: (claim: PlacedClaim, add: Add) => void,
): Pair[] => {
  const totals = new Map<string, { before: bigint; after: bigint }>();
  const at = (key: string) => {
    const known = totals.get(key) ?? { before: 0n, after: 0n };
    totals.set(key, known);
    return known;
  };
  for (const claim of before) spread(claim, (key, amount) => (at(key).before += amount));
  for (const claim of after) spread(claim, (key, amount) => (at(key).after += amount));
  return [...totals].map(([key, sums]) => ({ key, before: fen(sums.before), after: fen(sums.after) }));
};
