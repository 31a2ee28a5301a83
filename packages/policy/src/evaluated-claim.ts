import { type Fen, formatYuan, zero } from "@qiangyi/kernel";
import type { Claim, Step } from "./claim.ts";
import type { EvaluatedClaim, Reason, Split } from "./contract.ts";

/** Writes the sentences of an explanation, now that somebody reads it. */
export const render = (steps: readonly Step[]): readonly Reason[] =>
  steps.map(({ clause, write }) => ({ text: write(), clause }));

/** The clauses of an explanation, each once, in the order in which they speak. */
export const clausesOf = (steps: readonly Step[]): readonly string[] => {
  const [only] = steps;
  return steps.length === 1 && only !== undefined ? [only.clause] : [...new Set(steps.map(({ clause }) => clause))];
};

/**
 * A judged claim in the form of the contract; the order of the properties is the order of the JSON, what few lines have comes
 * last. The explanation is an own property like the others, so that a result prints, compares and copies as a plain object;
 * its getter is shared by all results, because one closure for each would cost more than the rules themselves.
 */
class Evaluated implements EvaluatedClaim {
  readonly line: EvaluatedClaim["line"];
  readonly year: number;
  readonly subject: string;
  readonly facts: readonly string[];
  readonly status: EvaluatedClaim["status"];
  readonly amount: string;
  readonly held: string;
  readonly recovery: string;
  readonly payee: string | null;
  readonly splits: readonly Split[];
  readonly errors: readonly string[];
  readonly clauses: readonly string[];
  readonly readings: readonly string[];
  declare readonly explanation: readonly Reason[];
  declare term?: NonNullable<EvaluatedClaim["term"]>;
  declare projectTotal?: string;
  readonly #steps: readonly Step[];

  constructor(claim: Claim) {
    const { amount, projectTotal, steps, term } = claim;
    this.line = claim.line;
    this.year = claim.year;
    this.subject = claim.subject;
    this.facts = claim.facts;
    this.status = claim.status;
    this.amount = yuanText(amount);
    this.held = yuanText(claim.held);
    this.recovery = yuanText(claim.recovery);
    this.splits = splitsOf(amount, claim.payees);
    this.payee = this.splits.length === 1 && !claim.isSharedByCounty ? (this.splits[0]?.institution ?? null) : null;
    this.errors = claim.sortedCodes();
    this.clauses = clausesOf(steps);
    this.readings = claim.readings;
    this.#steps = steps;
    Object.defineProperty(this, "explanation", Evaluated.#explanation);
    if (term !== undefined) this.term = term;
    if (projectTotal !== undefined) this.projectTotal = yuanText(projectTotal);
  }

  static readonly #explanation: PropertyDescriptor & ThisType<Evaluated> = {
    enumerable: true,
    get() {
      return render(this.#steps);
    },
  };
}

export const toEvaluated = (claim: Claim): EvaluatedClaim => new Evaluated(claim);

/** Most amounts of a result are zero, and two of three always are. */
const yuanText = (amount: Fen): string => (amount === zero ? "0.00" : formatYuan(amount));

/** Equal shares that add up: the 分 that do not divide go to the smaller institution ids, which come first. */
const splitsOf = (amount: Fen, payees: readonly (string | null)[]): readonly Split[] => {
  if (amount <= 0n) return [];
  const [only = null] = payees;
  if (payees.length <= 1) return [{ institution: only, amount: yuanText(amount) }];
  const count = BigInt(payees.length);
  const [share, rest] = [amount / count, amount % count];
  return payees.map((institution, index) => ({
    institution,
    amount: formatYuan((share + (BigInt(index) < rest ? 1n : 0n)) as Fen),
  }));
};
