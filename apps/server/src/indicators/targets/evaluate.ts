import { grouped, type PlainDate } from "@qiangyi/kernel";
import { evaluateTargets, type Observation, type TargetEvent, type TargetsOutput } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { observationsFor, type StoredObservation } from "../observations/index.ts";
import { centreListFacts } from "./centre-lists.ts";
import { derivedFacts } from "./derived-facts.ts";
import { confirmedEvents } from "./events.store.ts";
import { type TargetInForce, targetsOf } from "./targets.store.ts";

export interface EvaluateAsked {
  readonly targets:
    | "all"
    | readonly string[]
    | { readonly subject: string }
    | { readonly subjects: readonly string[] }
    | { readonly indicator: string };
  readonly asOf: PlainDate;
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
  evaluateInForce(tx, actor, await targetsOf(tx, actor, { ...filterOf(asked), asOf: asked.asOf, inScope: true }), asked.asOf);

const filterOf = ({ targets }: EvaluateAsked) => {
  if (targets === "all") return {};
  return "subject" in targets || "subjects" in targets || "indicator" in targets ? targets : { targets };
};

export const evaluateInForce = async (
  tx: Tx,
  actor: Actor,
  targets: readonly TargetInForce[],
  asOf: PlainDate,
): Promise<Evaluated> => {
  const subjects = targets.map(({ subject }) => subject);
  const indicators = targets.map(({ indicator }) => indicator);
  const observed = grouped(await observationsFor(tx, actor, { subjects, indicators, asOf }), keyOf);
  const events = grouped(await confirmedEvents(tx, actor, { subjects, indicators, asOf }), keyOf);
  const derived = await derivedFacts(tx, actor, targets, asOf);
  const listed = await centreListFacts(tx, actor, targets, asOf);
  const facts = targets.map((target) => {
    const key = keyOf(target);
    return (
      derived.get(target.target) ?? listed.get(target.target) ?? factsOf(target, observed.get(key) ?? [], events.get(key) ?? [])
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

const keyOf = ({ subject, indicator }: { readonly subject: string; readonly indicator: string }): string =>
  `${subject}/${indicator}`;

/** A target takes events or observations, not both: items that were recorded one by one go before a number that somebody counted. */
const factsOf = (
  target: TargetInForce,
  observations: readonly StoredObservation[],
  events: readonly StoredEvent[],
): TargetFacts => {
  const id = target.target;
  if (target.kind === "events" && events.length > 0) {
    return { events: events.map(({ name, happenedOn, withdrawnOn }) => ({ target: id, on: happenedOn, withdrawnOn, name })) };
  }
  return {
    observations: comparable(target, observations).map(
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
const comparable = ({ terms }: TargetInForce, observations: readonly StoredObservation[]): readonly StoredObservation[] => {
  if (terms.period === "each-year") return observations;
  const latestBreak = Math.max(0, ...observations.map(({ afterBreak }) => afterBreak ?? 0));
  return observations.filter(({ definition }) => definition >= latestBreak);
};
