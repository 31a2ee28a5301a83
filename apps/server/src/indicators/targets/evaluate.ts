import { grouped, type PlainDate } from "@qiangyi/kernel";
import { evaluateTargets, type Observation, type TargetEvent, type TargetsOutput } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import type { ObservedValue } from "../observations/index.ts";
import { centreListFacts } from "./centre-lists.ts";
import { coverageFacts } from "./coverage-facts.ts";
import { derivedFacts } from "./derived-facts.ts";
import { confirmedEvents } from "./events.store.ts";
import { type Observed, observedFor, type Past, seriesKey } from "./observed.ts";
import { type TargetInForce, targetsOf } from "./targets.store.ts";
import { seriesOf } from "./years-in-full.ts";

export interface EvaluateAsked {
  readonly targets:
    | "all"
    | readonly string[]
    | { readonly subject: string }
    | { readonly subjects: readonly string[] }
    | { readonly indicator: string };
  readonly asOf: PlainDate;
  /** Whether `facts` hold every period or older years as one value; the evaluations are the same. */
  readonly past?: Past;
}

/** The engine's output beside what it was asked about; `subject` in it is the id of the subject. */
export interface Evaluated extends TargetsOutput {
  readonly targets: readonly TargetInForce[];
  /** What the engine was told of each target, in the same order: boards draw the course of years from the very same facts. */
  readonly facts: readonly TargetFacts[];
}

/**
 * Evaluates promises from approved facts within the actor's scope. Everything that came on record after the as-of day is left out before the engine sees
 * it: the same question about the same day has the same answer, whatever was corrected since.
 */
export const evaluate = async (tx: Tx, actor: Actor, asked: EvaluateAsked): Promise<Evaluated> =>
  evaluateInForce(tx, actor, await targetsOf(tx, actor, { ...filterOf(asked), asOf: asked.asOf, inScope: true }), asked);

const filterOf = ({ targets }: EvaluateAsked) => {
  if (targets === "all") return {};
  return "subject" in targets || "subjects" in targets || "indicator" in targets ? targets : { targets };
};

export const evaluateInForce = async (
  tx: Tx,
  actor: Actor,
  targets: readonly TargetInForce[],
  { asOf, past = "whole" }: Pick<EvaluateAsked, "asOf" | "past">,
): Promise<Evaluated> => {
  const subjects = targets.map(({ subject }) => subject);
  const indicators = targets.map(({ indicator }) => indicator);
  const observed = await observedFor(tx, actor, targets, { asOf, past });
  const events = grouped(await confirmedEvents(tx, actor, { subjects, indicators, asOf }), seriesKey);
  const derived = await derivedFacts(tx, actor, targets, asOf);
  const listed = await centreListFacts(tx, actor, targets, asOf);
  const covered = await coverageFacts(tx, actor, targets, asOf);
  const facts = targets.map((target) => {
    return (
      covered.get(target.target) ??
      derived.get(target.target) ??
      listed.get(target.target) ??
      factsOf(target, observed, events.get(seriesKey(target)) ?? [])
    );
  });
  const output = evaluateTargets({
    asOf,
    targets: targets.map(({ target, subject, terms }) => ({ ...terms, id: target, subject })),
    observations: facts.flatMap((each) => each.observations ?? []),
    events: facts.flatMap((each) => each.events ?? []),
  });
  return { ...output, targets, facts };
};

export interface TargetFacts {
  readonly observations?: readonly Observation[];
  readonly events?: readonly TargetEvent[];
  /** What a reader has to know of the value: 评估认定. */
  readonly note?: string;
}

interface StoredEvent {
  readonly subject: string;
  readonly indicator: string;
  readonly name: string;
  readonly happenedOn: PlainDate;
  readonly withdrawnOn: PlainDate | null;
}

/** A target takes events or observations, not both: items that were recorded one by one go before a number that somebody counted. */
const factsOf = (target: TargetInForce, observed: Observed, events: readonly StoredEvent[]): TargetFacts => {
  const id = target.target;
  if (target.kind === "events" && events.length > 0) {
    return { events: events.map(({ name, happenedOn, withdrawnOn }) => ({ target: id, on: happenedOn, withdrawnOn, name })) };
  }
  return {
    observations: comparable(target, observed).map(
      (each): Observation => ({
        target: id,
        period: each.period,
        value: each.label ?? each.value,
        numerator: each.numerator,
        denominator: each.denominator,
        state: "approved",
        reportedOn: each.reportedOn,
        dueOn: each.dueOn,
        version: each.version,
      }),
    ),
  };
};

/** A definition that breaks the series begins a new one: what was counted before it is not compared, only each year of its own. */
const comparable = (target: TargetInForce, { values, breaks }: Observed): readonly ObservedValue[] => {
  const observations = values.get(seriesKey(target)) ?? [];
  const broken = breaks.get(target.indicator) ?? [];
  if (target.terms.period === "each-year" || broken.length === 0) return observations;
  const series = Math.max(0, ...observations.map(({ definition }) => seriesOf(definition, broken)));
  return observations.filter(({ definition }) => definition >= series);
};
