import type { Claim } from "./claim.ts";
import type { Quantity } from "./contract.ts";
import type { FundingLineId } from "./funding-line.ts";
import type { Situation } from "./situation.ts";

export interface Outcome {
  readonly claims: readonly Claim[];
  readonly quantities: readonly Quantity[];
}

/** One funding line as a function: the situation in, its claims judged and its quantities counted out. */
export type Rule = (s: Situation, before: Outcomes) => Outcome;

/** What the lines earlier in the regulation came to; the provincial specialties look at the national ones. */
export type Outcomes = ReadonlyMap<FundingLineId, Outcome>;
