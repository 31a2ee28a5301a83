import type { IndicatorView } from "@qiangyi/api";
import { endOfYear, type PlainDate } from "@qiangyi/kernel";
import { evaluateTargets, planGoals, type RegisterTarget, valueOfYear } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { termsOf } from "../boards/figures.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { evaluateInForce, type TargetFacts, type TargetInForce } from "../targets/index.ts";

/** Indicators of the dictionary that goals are measured by and no document sets a number for. */
export interface GoalIndicators {
  readonly countOf: (title: string, onDay: PlainDate) => string | null;
  readonly valueIn: (title: string, year: number) => string | null;
}

const titles: ReadonlySet<string> = new Set(
  planGoals.flatMap(({ measures }) => measures.flatMap((each) => ("indicator" in each ? [each.indicator] : []))),
);

/** What is not in the dictionary yet has no value; somebody adds it there by a form. */
export const goalIndicators = async (
  tx: Tx,
  actor: Actor,
  { subject, asOf }: { readonly subject: string; readonly asOf: PlainDate },
): Promise<GoalIndicators> => {
  const indicators = (await dictionaryOf(tx, actor, { onDate: asOf })).filter(({ title }) => titles.has(title));
  const asked = indicators.map((indicator) => asTarget(indicator, subject, asOf));
  const { facts } = await evaluateInForce(tx, actor, asked, { asOf });
  const byTitle = new Map(indicators.map((indicator, at) => [indicator.title, { indicator, facts: facts[at] ?? {} }]));
  return {
    countOf: (title, onDay) => {
      const found = byTitle.get(title);
      return found === undefined ? null : countOn(found, onDay, asOf);
    },
    valueIn: (title, year) => {
      const found = byTitle.get(title);
      if (found === undefined) return null;
      const { observations = [], events = [] } = found.facts;
      return valueOfYear({ terms: termsOf(found.indicator, year), asOf, observations, events }, year)?.value ?? null;
    },
  };
};

interface Known {
  readonly indicator: IndicatorView;
  readonly facts: TargetFacts;
}

const countOn = ({ indicator, facts }: Known, onDay: PlainDate, asOf: PlainDate): string | null => {
  const terms: RegisterTarget = {
    ...termsOf(indicator, 0),
    period: "stock",
    by: onDay === asOf ? onDay : endOfYear(Number(onDay.slice(0, 4))),
  };
  const { observations = [], events = [] } = facts;
  return evaluateTargets({ asOf, targets: [terms], observations, events }).evaluations[0]?.value ?? null;
};

/** The store gathers facts for targets; an indicator without one is asked for as a target that asks for nothing. */
const asTarget = (indicator: IndicatorView, subject: string, asOf: PlainDate): TargetInForce => ({
  target: indicator.code,
  version: 1,
  terms: termsOf(indicator, Number(asOf.slice(0, 4))),
  wording: "",
  clause: "",
  indicator: indicator.code,
  indicatorTitle: indicator.title,
  kind: indicator.kind,
  sourceRegister: indicator.sourceRegister,
  subject,
  subjectName: "",
  city: null,
  county: null,
  institution: null,
  document: "",
});
