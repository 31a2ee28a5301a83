import { fen, formatYuan, parseYuan, zero } from "@qiangyi/kernel";
import { checkProposals } from "./check-proposals.ts";
import type { Claim } from "./claim.ts";
import type { EvaluateInput, EvaluateOutput, LineTotal, Quantity } from "./contract.ts";
import { toEvaluated } from "./evaluated-claim.ts";
import type { FundingLineId } from "./funding-line.ts";
import { applyRules, asked, type EvaluateOptions } from "./judge.ts";
import { qiangyi2024 } from "./qiangyi-2024/document.ts";
import { Situation } from "./situation.ts";
import { warn } from "./warnings.ts";

/**
 * Evaluates a parsed input: exactly one result for each claim, the same for the same input in any order. Nothing is thrown,
 * refusals are results.
 */
export const evaluate = (input: EvaluateInput, { standards = {} }: EvaluateOptions = {}): EvaluateOutput => {
  const { claims, quantities } = applyRules(new Situation(input, { standards, isExplaining: true }));
  const shown = asked(claims, input.years);
  const totals = totalsOf(shown);
  return {
    policy: { id: qiangyi2024.id, number: qiangyi2024.number, version: qiangyi2024.version },
    results: shown.map(toEvaluated),
    totals,
    quantities: asked<Quantity & { readonly year?: number }>(quantities, input.years),
    warnings: warn(input, { claims, totals }),
    ...(input.proposed !== undefined && { checks: checkProposals(input.proposed, claims) }),
  };
};

/** The output as canonical JSON text: fixed order of properties, two spaces, one line end. */
export const toJson = (output: EvaluateOutput): string => `${JSON.stringify(output, null, 2)}\n`;

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
