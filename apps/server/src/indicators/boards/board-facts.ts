import type { BoardCell } from "@qiangyi/api";
import { grouped, type PlainDate } from "@qiangyi/kernel";
import {
  askedOf,
  type DefinitionSpan,
  type Evaluation,
  type SubjectSummary,
  type ToldCourse,
  tellCourse,
  tellTarget,
} from "@qiangyi/policy/targets";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import { type EvaluateAsked, evaluate, type TargetFacts, type TargetInForce } from "../targets/index.ts";

/** A target with the engine's answer and the facts that it rests on. */
export interface BoardTarget {
  readonly target: TargetInForce;
  /** Of a target of each year the last: the whole. */
  readonly evaluation: Evaluation;
  readonly facts: TargetFacts;
  readonly cell: BoardCell;
}

export interface BoardFacts {
  readonly asOf: PlainDate;
  readonly targets: readonly BoardTarget[];
  readonly summaryOf: ReadonlyMap<string, SubjectSummary>;
  readonly newestReport: string | null;
}

/** Everything that a board asks of the engine, in one evaluation within the actor's scope. */
export const boardFacts = async (tx: Tx, actor: Actor, asked: EvaluateAsked): Promise<BoardFacts> => {
  const { targets, facts, evaluations, subjects, asOf } = await evaluate(tx, actor, asked);
  const byTarget = grouped(evaluations, (each) => each.target);
  const found = targets.flatMap((target, at): BoardTarget[] => {
    const years = byTarget.get(target.target) ?? [];
    const evaluation = years.at(-1);
    return evaluation
      ? [{ target, evaluation, facts: facts[at] ?? {}, cell: cellOf(target, shownOf(evaluation, years), facts[at]?.note) }]
      : [];
  });
  return {
    asOf,
    targets: found,
    summaryOf: new Map(subjects.map((each) => [each.subject, each])),
    newestReport: newestOf(found),
  };
};

/** The whole of a target of each year has no value of its own: it shows the year that failed it, or the latest one. */
const shownOf = (whole: Evaluation, years: readonly Evaluation[]): Evaluation => {
  if (whole.year !== null) return whole;
  const single = years.filter(({ year }) => year !== null);
  const shown =
    (whole.verdict === "not-met" ? single.findLast(({ verdict }) => verdict === "not-met") : undefined) ?? single.at(-1);
  if (shown === undefined) return whole;
  const { verdict, signal, required, projected } = whole;
  return { ...shown, verdict, signal, required, projected };
};

/** What registers hold is counted on the day and was never reported. */
const newestOf = (targets: readonly BoardTarget[]): string | null =>
  targets
    .flatMap(({ target, facts }) => (target.sourceRegister === null ? (facts.observations ?? []) : []))
    .reduce<string | null>(
      (newest, { reportedOn }) => (reportedOn && (newest === null || reportedOn > newest) ? reportedOn : newest),
      null,
    );

const cellOf = (target: TargetInForce, evaluation: Evaluation, note: string | undefined): BoardCell => {
  const { gap, required, projected, ...told } = tellTarget({ ...target.terms, id: target.target }, evaluation);
  const { verdict, display, value, completion, rawRatio, rangePosition, flags, lateDays, missing, signal } = evaluation;
  return {
    ...identityOf(target),
    ...told,
    verdict,
    display,
    value,
    completion,
    rawRatio,
    rangePosition,
    gap,
    flags: [...flags],
    lateDays,
    missing: [...(missing ?? [])],
    signal,
    required,
    projected,
    note: note ?? null,
  };
};

const identityOf = ({ target, subject, indicator, indicatorTitle, terms, clause }: TargetInForce) => ({
  target,
  subject,
  indicator,
  title: indicatorTitle,
  unit: terms.unit,
  clause,
});

/** A promise whose results the reader may not see: what is asked is public. */
export const publicCell = (target: TargetInForce) => ({
  ...identityOf(target),
  ...askedOf({ ...target.terms, id: target.target }),
});

/** Versions of definitions, for the marks between years that are not compared. */
export const definitionSpans = async (
  tx: Tx,
  { province }: Actor,
  indicators: readonly string[],
): Promise<ReadonlyMap<string, readonly DefinitionSpan[]>> => {
  const { rows } = await sql<DefinitionSpan & { readonly indicator: string }>`
    select indicator, version, effective_from as "effectiveFrom", is_break as "isBreak" from indicator_definition
    where province = ${province} and indicator = any(${[...new Set(indicators)]}::text[]) order by indicator, version`.execute(
    tx,
  );
  return grouped(rows, ({ indicator }) => indicator);
};

/** The course over the years, from the facts of the evaluation itself. */
export const courseOf = (
  { target, facts }: BoardTarget,
  asOf: PlainDate,
  definitions: ReadonlyMap<string, readonly DefinitionSpan[]>,
): ToldCourse =>
  tellCourse({
    terms: { ...target.terms, id: target.target },
    asOf,
    observations: facts.observations ?? [],
    events: facts.events ?? [],
    definitions: definitions.get(target.indicator) ?? [],
  });

/** No board looks into the future: a later day is today. */
export const boardDay = (asked: string | undefined, today: PlainDate): PlainDate =>
  asked === undefined || asked > today ? today : (asked as PlainDate);
