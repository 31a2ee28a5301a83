import type { Evaluation, Observation, TargetEvent, TargetsOutput, TargetTerms } from "./contract.ts";
import { evaluateTargets } from "./evaluate-targets.ts";
import { parseTargetsInput } from "./parse-targets-input.ts";

/** For tests: facts of one target in the words of the contract. */
export type Row = Readonly<Record<string, unknown>>;

export const reported = (target: string, period: string, reading: Row | string, extra: Partial<Observation> = {}): Row => ({
  target,
  period,
  ...(typeof reading === "string" ? { value: reading } : reading),
  state: "approved",
  reportedOn: "2023-01-01",
  version: 1,
  ...extra,
});

export const parts = (numerator: number | null, denominator: number | null): Row => ({
  numerator: numerator === null ? null : String(numerator),
  denominator: denominator === null ? null : String(denominator),
});

export const happened = (target: string, on: string, extra: Partial<TargetEvent> = {}): Row => ({ target, on, ...extra });

export const inline = (terms: Partial<TargetTerms>): Row => ({
  id: "T",
  subject: "H",
  indicator: "指标",
  unit: "个",
  op: "gte",
  value: "10",
  period: "annual-flow",
  by: 2024,
  ...terms,
});

/** Parses as the command line does, so that no test evaluates what the contract would refuse. */
export const evaluated = (input: Row): TargetsOutput => {
  const parsed = parseTargetsInput(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.problems));
  return evaluateTargets(parsed.value);
};

export const problemsOf = (input: Row): readonly string[] => {
  const parsed = parseTargetsInput(input);
  return parsed.ok ? [] : parsed.refusal.problems.map(({ path, message }) => `${path} ${message}`);
};

interface Asked {
  readonly asOf: string;
  readonly observations?: readonly Row[];
  readonly events?: readonly Row[];
}

/** The evaluation of one target; of each year its last, the whole. */
export const judged = (target: string | Row, asked: Asked): Evaluation => {
  const last = evaluated({ targets: [target], ...asked }).evaluations.at(-1);
  if (last === undefined) throw new Error("no evaluation");
  return last;
};
