import { type Fen, formatYuan, zero } from "@qiangyi/kernel";
import type { Claim, Step } from "./claim.ts";
import type { EvaluatedClaim, Reason, Split } from "./contract.ts";

/** Writes the sentences of an explanation, now that somebody reads it. */
export const render = (steps: readonly Step[]): readonly Reason[] =>
  steps.map(({ clause, write }) => ({ text: write(), clause }));

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
    const { projectTotal, term } = claim;
    this.line = claim.line;
    this.year = claim.year;
    this.subject = claim.subject;
    this.facts = claim.facts;
    this.status = claim.status;
    this.amount = yuanText(claim.amount);
    this.held = yuanText(claim.held);
    this.recovery = yuanText(claim.recovery);
    this.payee = claim.payee;
    this.splits = claim.shares.map(({ institution, amount }) => ({ institution, amount: yuanText(amount) }));
    this.errors = claim.errors;
    this.clauses = claim.clauses;
    this.readings = claim.readings;
    this.#steps = claim.steps ?? [];
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
