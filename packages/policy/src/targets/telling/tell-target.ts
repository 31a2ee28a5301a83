import type { PlainDate } from "@qiangyi/kernel";
import type { Evaluation, Observation, TargetEvent } from "../contract.ts";
import { displayOf } from "../display.ts";
import { type FactsInForce, factsInForce } from "../facts-in-force.ts";
import { toDecimal } from "../fraction.ts";
import { type RegisterTarget, readTarget } from "../target.ts";
import { askedText, dueText } from "./asked-text.ts";
import { basisText } from "./basis-text.ts";
import { type Comparison, type DefinitionSpan, lastPeriod, yearOnYear } from "./comparison.ts";
import { courseText, gapText, nextStep } from "./next-step.ts";
import { type Trend, trendOf, valueIn } from "./trend.ts";

/** What a board says of an evaluation, in the words and units of its target. */
export interface ToldTarget {
  readonly asked: string;
  readonly by: string;
  readonly basis: string;
  readonly gap: string | null;
  readonly required: string | null;
  readonly projected: string | null;
  readonly nextStep: string;
}

export const askedOf = (terms: RegisterTarget): { readonly asked: string; readonly by: string } => {
  const target = readTarget(terms);
  return { asked: askedText(target), by: dueText(target, typeof terms.by === "string") };
};

export const tellTarget = (terms: RegisterTarget, evaluation: Evaluation): ToldTarget => {
  const target = readTarget(terms);
  const amount = (text: string | null): string | null => (text === null ? null : courseText(target, text));
  return {
    asked: askedText(target),
    by: dueText(target, typeof terms.by === "string"),
    basis: basisText(evaluation.used),
    gap: gapText(target, evaluation),
    required: amount(evaluation.required),
    projected: amount(evaluation.projected),
    nextStep: nextStep(target, evaluation),
  };
};

export interface ToldCourse {
  readonly trend: Trend;
  readonly yearOnYear: Comparison;
  readonly lastPeriod: Comparison;
}

interface Course {
  readonly terms: RegisterTarget;
  readonly asOf: PlainDate;
  readonly observations: readonly Observation[];
  readonly events: readonly TargetEvent[];
  readonly definitions: readonly DefinitionSpan[];
}

/** The value of one whole year (of a stock: at its end) by the rules of the target's period; null where it is unknown or not whole. */
export const valueOfYear = (
  { terms, asOf, observations, events }: Omit<Course, "definitions">,
  year: number,
): { readonly value: string; readonly display: string } | null => {
  const target = readTarget(terms);
  const facts = factsInForce({ asOf, targets: [terms], observations, events }).get(terms.id);
  const found = facts && valueIn(target, facts, year);
  return found === undefined || found.value === null || !found.isComplete
    ? null
    : { value: toDecimal(found.value), display: displayOf(target, found.value) };
};

/** The course of a target over the years, from the same facts as its verdict. */
export const tellCourse = ({ terms, asOf, observations, events, definitions }: Course): ToldCourse => {
  const target = readTarget(terms);
  const none: FactsInForce = { asOf, observations: [], events: [] };
  const facts = factsInForce({ asOf, targets: [terms], observations, events }).get(terms.id) ?? none;
  return {
    trend: trendOf(target, facts),
    yearOnYear: yearOnYear(target, facts, definitions),
    lastPeriod: lastPeriod(target, facts, definitions),
  };
};
