import { grouped } from "@qiangyi/kernel";
import type { Claim, JudgedClaim } from "./claim.ts";
import { compareText } from "./compare-text.ts";
import type { EvaluateInput, Quantity } from "./contract.ts";
import type { FundingLineId } from "./funding-line.ts";
import { rules } from "./qiangyi-2024/rules.ts";
import type { Outcome } from "./rule.ts";
import { Situation, type StandardOverrides } from "./situation.ts";

export interface EvaluateOptions {
  /** Amounts that a what-if puts in place of the standards in force, by line and key. */
  readonly standards?: StandardOverrides;
}

/**
 * Judges a parsed input for those who only reckon, a what-if over a whole province say: one claim for each result of `evaluate`,
 * in the same order, with amounts as 分 and without a sentence. Who wants to read why asks `evaluate`.
 */
export const judge = (input: EvaluateInput, { standards = {} }: EvaluateOptions = {}): readonly JudgedClaim[] => {
  const { claims } = applyRules(new Situation(input, { standards, isExplaining: false }));
  return asked(claims, input.years);
};

interface Judged {
  readonly claims: readonly Claim[];
  readonly quantities: readonly Quantity[];
}

/** Every line of 第七条 in its turn; the claims of a line by year and subject, whatever the order of the facts. */
export const applyRules = (s: Situation): Judged => {
  const outcomes = new Map<FundingLineId, Outcome>();
  for (const [line, rule] of rules) outcomes.set(line, rule(s, outcomes));
  const lines = [...outcomes.values()];
  return {
    claims: lines.flatMap(({ claims }) => byYearAndSubject(claims)),
    quantities: lines.flatMap(({ quantities }) => quantities),
  };
};

/** What an input asks to see; it is judged with all years, because the ladders count from the first. */
export const asked = <Dated extends { readonly year?: number }>(
  rows: readonly Dated[],
  years: EvaluateInput["years"],
): readonly Dated[] => (years === undefined ? rows : rows.filter(({ year }) => year === undefined || years.includes(year)));

const byYearAndSubject = (claims: readonly Claim[]): readonly Claim[] =>
  [...grouped(claims, ({ year }) => year)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, ofYear]) => [...ofYear].sort((a, b) => compareText(a.subject, b.subject)));
