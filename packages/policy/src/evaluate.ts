import { fen, formatYuan, parseYuan, zero } from "@qiangyi/kernel";
import { compareText } from "./candidates.ts";
import { checkProposals } from "./check-proposals.ts";
import type { Claim } from "./claim.ts";
import type { EvaluateInput, EvaluateOutput, LineTotal, Quantity } from "./contract.ts";
import { toEvaluated } from "./evaluated-claim.ts";
import type { FundingLineId } from "./funding-line.ts";
import { qiangyi2024 } from "./qiangyi-2024/document.ts";
import { rules } from "./qiangyi-2024/rules.ts";
import type { Outcome } from "./rule.ts";
import { Situation, type StandardOverrides } from "./situation.ts";
import { warn } from "./warnings.ts";

export interface EvaluateOptions {
  /** Amounts that a what-if puts in place of the standards in force, by line and key. */
  readonly standards?: StandardOverrides;
}

/**
 * Evaluates a parsed input: exactly one result for each claim, the same for the same input in any order. Nothing is thrown,
 * refusals are results.
 */
export const evaluate = (input: EvaluateInput, options: EvaluateOptions = {}): EvaluateOutput => {
  const situation = new Situation(input, options.standards);
  const outcomes = new Map<FundingLineId, Outcome>();
  for (const [line, rule] of rules) outcomes.set(line, rule(situation, outcomes));
  const claims = [...outcomes.values()].flatMap((outcome) => [...outcome.claims].sort(byYearAndSubject));
  const asked = input.years === undefined ? undefined : new Set(input.years);
  const shown = asked === undefined ? claims : claims.filter(({ year }) => asked.has(year));
  const totals = totalsOf(shown);
  return {
    policy: { id: qiangyi2024.id, number: qiangyi2024.number, version: qiangyi2024.version },
    results: shown.map(toEvaluated),
    totals,
    quantities: [...outcomes.values()].flatMap(({ quantities }) => quantities.filter((each) => isAsked(each, asked))),
    warnings: warn(input, { claims, totals }),
    ...(input.proposed !== undefined && { checks: checkProposals(input.proposed, claims) }),
  };
};

/** The output as canonical JSON text: fixed order of properties, two spaces, one line end. */
export const toJson = (output: EvaluateOutput): string => `${JSON.stringify(output, null, 2)}\n`;

const byYearAndSubject = (a: Claim, b: Claim): number => a.year - b.year || compareText(a.subject, b.subject);

const isAsked = (quantity: Quantity, asked: ReadonlySet<number> | undefined): boolean =>
  asked === undefined || !("year" in quantity) || quantity.year === undefined || asked.has(quantity.year);

/** One row for each line and year with a claim; claims come sorted by both. */
const totalsOf = (claims: readonly Claim[]): readonly LineTotal[] => {
  const rows: { line: FundingLineId; year: number; sum: bigint }[] = [];
  for (const { line, year, amount } of claims) {
    const last = rows.at(-1);
    if (last?.line === line && last.year === year) last.sum += amount;
    else rows.push({ line, year, sum: amount });
  }
  return rows.map(({ line, year, sum }) => ({ line, year, amount: formatYuan(fen(sum)) }));
};

/** The amounts of a result as 分, for those that go on calculating with them. */
export const amountFenOf = ({ amount }: { readonly amount: string }) => parseYuan(amount) ?? zero;
