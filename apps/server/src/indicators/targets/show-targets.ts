import { listTargets, readTarget, showObservations, type TargetView } from "@qiangyi/api";
import { date, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { policyDocument } from "@qiangyi/policy/register";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { observationsFor, type StoredObservation, subjectYears } from "../observations/index.ts";
import { placesOfSubjects } from "../subjects.ts";
import { evaluateInForce } from "./evaluate.ts";
import { type ShownEvent, shownEvents } from "./shown-events.ts";
import { type TargetInForce, targetsOf } from "./targets.store.ts";
import { pathsOf, versionsOf } from "./versions.store.ts";

type ReadRefusal = Refusal<"target-not-found">;
type ObservationRefusal = Refusal<"subject-not-found">;

const answers: Answers<ReadRefusal> = { "target-not-found": [404, "找不到这个目标", "从目标列表进入"] };
const observationAnswers: Answers<ObservationRefusal> = {
  "subject-not-found": [404, "找不到这个主体，或它的结果不在您的管理范围", "从目标或看板进入"],
};

export const showTargetRoutes = (rooms: Rooms): void => {
  handle(rooms, listTargets, async ({ tx, actor, query, clock }) => {
    const { subject, indicator, document, verdict, text, asOf: asked } = query;
    const asOf = date(asked ?? clock.today());
    const all = await targetsOf(tx, actor, { asOf });
    const chosen = all.filter(
      (each) =>
        (subject === undefined || each.subject === subject) &&
        (indicator === undefined || each.indicator === indicator) &&
        (document === undefined || documentOf(each) === document) &&
        (text === undefined || `${each.subjectName} ${each.indicatorTitle} ${each.wording} ${each.clause}`.includes(text)),
    );
    const visible = await visibleOf(tx, actor, chosen);
    const { evaluations } = await evaluateInForce(tx, actor, visible, { asOf, past: "by-year" });
    // Of a target of each year the last evaluation is the whole.
    const whole = new Map(evaluations.map((each) => [each.target, each]));
    const items = chosen.map((each) => ({ ...viewOf(each), evaluation: copied(whole.get(each.target)) }));
    return ok({
      asOf,
      items: items.filter(({ evaluation }) => verdict === undefined || evaluation?.verdict === verdict),
      subjects: distinct(all, (each) => each.subject).map(({ subject: id, subjectName: name, institution }) => ({
        id,
        name,
        kind: institution === null ? "region" : "institution",
      })),
      indicators: distinct(all, (each) => each.indicator).map((each) => ({ code: each.indicator, title: each.indicatorTitle })),
      documents: distinct(all, documentOf).map((each) => ({ id: documentOf(each), title: documentTitle(each) })),
    });
  });

  handle(
    rooms,
    readTarget,
    async ({ tx, actor, params, query, clock }) => {
      const asOf = date(query.asOf ?? clock.today());
      const [target] = await targetsOf(tx, actor, { targets: [params.target], asOf });
      if (target === undefined) return refuse({ code: "target-not-found" });
      const [indicator] = await dictionaryOf(tx, actor, { onDate: asOf, codes: [target.indicator] });
      return ok({
        asOf,
        target: viewOf(target),
        formula: indicator?.formula ?? "",
        numerator: indicator?.numerator ?? null,
        denominator: indicator?.denominator ?? null,
        definition: indicator?.definition ?? 1,
        versions: await versionsOf(tx, actor, target.target),
        paths: await pathsOf(tx, actor, target.target),
        results: await resultsOf(tx, actor, target, asOf),
        canAmend: actor.permissions.has("indicators.define"),
      });
    },
    answers,
  );

  handle(
    rooms,
    showObservations,
    async ({ tx, actor, params: { code }, query, clock }) => {
      const asOf = date(query.asOf ?? clock.today());
      const subject = (await placesOfSubjects(tx, actor, [query.subject])).get(query.subject);
      if (subject === undefined) return refuse({ code: "subject-not-found" });
      const rows = await observationsFor(tx, actor, {
        subjects: [subject.id],
        indicators: [code],
        asOf,
        ...(query.from !== undefined && { from: date(query.from) }),
      });
      return ok({ asOf, subject: { id: subject.id, name: subject.name, kind: subject.kind }, items: rows.map(shown) });
    },
    observationAnswers,
  );
};

const visibleOf = async (tx: Tx, actor: Actor, targets: readonly TargetInForce[]): Promise<TargetInForce[]> => {
  const places = await placesOfSubjects(
    tx,
    actor,
    targets.map(({ subject }) => subject),
  );
  return targets.filter(({ subject }) => places.has(subject));
};

const resultsOf = async (tx: Tx, actor: Actor, target: TargetInForce, asOf: ReturnType<typeof date>) => {
  if ((await visibleOf(tx, actor, [target])).length === 0) return null;
  const { evaluations, facts } = await evaluateInForce(tx, actor, [target], { asOf, past: "by-year" });
  const about = { subjects: [target.subject], indicators: [target.indicator] };
  const years = await subjectYears(tx, actor, about);
  return {
    evaluations: evaluations.map((each) => copied(each)).filter((each) => each !== null),
    years: years.map(({ year, months, value, label, numerator, denominator, hasBreak, isCorrected }) => ({
      year,
      months,
      value,
      label,
      numerator,
      denominator,
      hasBreak,
      isCorrected,
    })),
    observations: (await observationsFor(tx, actor, { ...about, asOf })).map(shown),
    events: await eventsBehind(tx, actor, target, facts[0]?.events ?? []),
  };
};

/** Items that were recorded here, or, where a register holds them, what was derived from it. */
const eventsBehind = async (
  tx: Tx,
  actor: Actor,
  target: TargetInForce,
  used: readonly {
    readonly on: string;
    readonly withdrawnOn?: string | null;
    readonly name?: string | null;
  }[],
): Promise<ShownEvent[]> => {
  const recorded = await shownEvents(tx, actor, { subject: target.subject, indicator: target.indicator });
  if (recorded.length > 0 || target.sourceRegister === null) return recorded;
  return used.map(({ on, withdrawnOn, name }, at) => ({
    id: `${target.target}/${at}`,
    subject: target.subject,
    subjectName: target.subjectName,
    indicator: target.indicator,
    indicatorTitle: target.indicatorTitle,
    name: name ?? target.subjectName,
    happenedOn: on,
    document: "台账",
    file: null,
    recordedBy: "台账",
    recordedOn: on,
    confirmedBy: "台账",
    confirmedOn: on,
    withdrawnOn: withdrawnOn ?? null,
    withdrawalReason: null,
    fromRegister: target.sourceRegister,
    canAttach: false,
    canConfirm: false,
    canWithdraw: false,
  }));
};

const documentOf = ({ target }: TargetInForce): string => target.split(".")[0] ?? "";
const documentTitle = (target: TargetInForce): string => policyDocument(documentOf(target))?.shortTitle ?? target.document;

const distinct = <Row>(rows: readonly Row[], key: (row: Row) => string): Row[] => [
  ...new Map(rows.map((row) => [key(row), row])).values(),
];

export const viewOf = (target: TargetInForce): TargetView => ({
  target: target.target,
  version: target.version,
  subject: target.subject,
  subjectName: target.subjectName,
  indicator: target.indicator,
  indicatorTitle: target.indicatorTitle,
  unit: target.terms.unit,
  wording: target.wording,
  by: typeof target.terms.by === "number" ? `${target.terms.by}年` : target.terms.by,
  period: target.terms.period,
  clause: target.clause,
  document: documentOf(target),
  isInferred: target.terms.isInferred === true,
  isRollUp: target.terms.isRollUp === true,
});

type Evaluations = Awaited<ReturnType<typeof evaluateInForce>>["evaluations"];

/** The engine's lists are read-only; the contract's are not. */
const copied = (evaluation: Evaluations[number] | undefined) =>
  evaluation === undefined
    ? null
    : {
        ...evaluation,
        flags: [...evaluation.flags],
        missing: evaluation.missing === null ? null : [...evaluation.missing],
        used: [...evaluation.used],
        clauses: [...evaluation.clauses],
        explanation: [...evaluation.explanation],
      };

const shown = ({ recordedName, ...row }: StoredObservation) => ({
  period: row.period,
  version: row.version,
  isCurrent: row.isCurrent,
  value: row.value,
  label: row.label,
  numerator: row.numerator,
  denominator: row.denominator,
  definition: row.definition,
  reportedOn: row.reportedOn,
  dueOn: row.dueOn,
  approvedOn: row.approvedOn,
  report: row.report,
  source: row.source,
  reason: row.reason,
  by: recordedName,
});
