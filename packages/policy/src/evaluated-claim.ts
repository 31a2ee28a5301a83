import { type Fen, formatYuan } from "@qiangyi/kernel";
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

/** A judged claim in the form of the contract; the order of the properties is the order of the JSON. */
export const toEvaluated = (claim: Claim): EvaluatedClaim => {
  const { amount, projectTotal, steps, term } = claim;
  const splits = splitsOf(amount, claim.payees);
  return {
    line: claim.line,
    year: claim.year,
    subject: claim.subject,
    facts: claim.facts,
    ...(term !== undefined && { term }),
    status: claim.status,
    amount: formatYuan(amount),
    held: formatYuan(claim.held),
    recovery: formatYuan(claim.recovery),
    ...(projectTotal !== undefined && { projectTotal: formatYuan(projectTotal) }),
    payee: splits.length === 1 && !claim.isSharedByCounty ? (splits[0]?.institution ?? null) : null,
    splits,
    errors: claim.sortedCodes(),
    clauses: clausesOf(steps),
    readings: claim.readings,
    get explanation() {
      return render(steps);
    },
  };
};

/** Equal shares that add up: the 分 that do not divide go to the smaller institution ids, which come first. */
const splitsOf = (amount: Fen, payees: readonly (string | null)[]): readonly Split[] => {
  if (amount <= 0n) return [];
  const [only = null] = payees;
  if (payees.length <= 1) return [{ institution: only, amount: formatYuan(amount) }];
  const count = BigInt(payees.length);
  const [share, rest] = [amount / count, amount % count];
  return payees.map((institution, index) => ({
    institution,
    amount: formatYuan((share + (BigInt(index) < rest ? 1n : 0n)) as Fen),
  }));
};
