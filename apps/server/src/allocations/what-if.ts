import type { RouteAnswer, ScenarioChange } from "@qiangyi/api";
import { keepScenario, previewWhatIf, whatIfOptions } from "@qiangyi/api";
import type { Result } from "@qiangyi/kernel";
import { minus, ok, type PlainDate } from "@qiangyi/kernel";
import { evaluate, fundingLines, readingIn, readings } from "@qiangyi/policy";
import type { Actor, Tx } from "../platform/index.ts";
import { newId, type Rooms } from "../platform/index.ts";
import { lineName, lineOrder } from "../policy/index.ts";
import { regionName } from "../registry/index.ts";
import { type Comparison, compareResults, type Moved, type Pair } from "./compare-results.ts";
import { compute, overridesOf, type StandardsText } from "./compute.ts";
import { handleAtDesk } from "./desk.ts";
import { placeClaims } from "./placed-claims.ts";
import { cityName, placeName } from "./places.ts";
import type { Plan } from "./plan.ts";
import { type OpenedPlan, openPlan } from "./plan-memory.ts";
import { type PlanNotFound, planAnswers, readablePlan } from "./plan-refusals.ts";
import { outsideOf } from "./plans.store.ts";
import { type ChangeRefused, changedInput, checkChange, parseChange } from "./scenario-change.ts";
import { createPlan } from "./store-plan.ts";

const answers = {
  ...planAnswers,
  "change-refused": [422, "情景的改动有误，没有试算"],
} as const;

const shown = 20;

/** 情景试算: answers from memory, changes nothing until a scenario is kept. */
export const whatIfRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    whatIfOptions,
    async ({ tx, actor, params }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      return ok(optionsOf(found.value, await openPlan(tx, actor.province, found.value)));
    },
    planAnswers,
  );

  handleAtDesk(
    rooms,
    previewWhatIf,
    ({ tx, actor, params, query }) => preview(tx, actor, params.planId, query.change, query.span),
    answers,
  );

  handleAtDesk(
    rooms,
    keepScenario,
    async ({ tx, actor, params, body, clock }) => {
      const prepared = await prepare(tx, actor, params.planId, checkChange(body.change));
      if (!prepared.ok) return prepared;
      const { plan, opened, change } = prepared.value;
      const { input, standards } = changedInput(opened.input, opened.standards, change);
      const id = newId();
      const { year, decisionDate, revisions } = plan;
      await createPlan(
        tx,
        { id, kind: "scenario", basePlanId: plan.id, year, title: body.title, decisionDate },
        compute(input, standards),
        { actor, at: clock.now(), revisions, standards, outside: await outsideOf(tx, actor.province, plan.id) },
      );
      return ok({ id });
    },
    answers,
  );
};

interface Prepared {
  readonly plan: Plan;
  readonly opened: OpenedPlan;
  readonly change: ScenarioChange;
}

const prepare = async (
  tx: Tx,
  actor: Actor,
  planId: string,
  change: Result<ScenarioChange, ChangeRefused>,
): Promise<Result<Prepared, PlanNotFound | ChangeRefused>> => {
  if (!change.ok) return change;
  const found = await readablePlan(tx, actor.province, planId);
  if (!found.ok) return found;
  return ok({ plan: found.value, opened: await openPlan(tx, actor.province, found.value), change: change.value });
};

const preview = async (
  tx: Tx,
  actor: Actor,
  planId: string,
  text: string,
  span: "year" | "three",
): Promise<Result<RouteAnswer<typeof previewWhatIf>, PlanNotFound | ChangeRefused>> => {
  const started = performance.now();
  const prepared = await prepare(tx, actor, planId, parseChange(text));
  if (!prepared.ok) return prepared;
  const { plan, opened, change } = prepared.value;
  const years = span === "three" ? [plan.year - 2, plan.year - 1, plan.year] : [plan.year];
  const before = opened.resultsOf(years);
  const { input, standards } = changedInput(opened.input, opened.standards, change);
  const after = placeClaims(evaluate({ ...input, years }, { standards: overridesOf(standards) }), opened.directory);
  const compared = compareResults(before, after);
  return ok({
    ...comparisonView(compared),
    results: after.length,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
  });
};

const comparisonView = (compared: Comparison) => ({
  beforeFen: String(compared.before),
  afterFen: String(compared.after),
  changeFen: String(minus(compared.after, compared.before)),
  heldBeforeFen: String(compared.heldBefore),
  heldAfterFen: String(compared.heldAfter),
  decisionsBefore: compared.decisionsBefore,
  decisionsAfter: compared.decisionsAfter,
  lines: compared.lines.toSorted((a, b) => lineOrder(a.key) - lineOrder(b.key)).map((pair) => pairView(pair, lineName(pair.key))),
  cities: compared.cities.toSorted(byKey).map((pair) => pairView(pair, cityName(pair.key === "" ? null : pair.key))),
  counties: compared.counties.toSorted(byKey).map((pair) => pairView(pair, regionName(pair.key))),
  winnerCount: compared.winners.length,
  loserCount: compared.losers.length,
  winners: compared.winners.slice(0, shown).map(movedView),
  losers: compared.losers.slice(0, shown).map(movedView),
});

const byKey = (a: Pair, b: Pair): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

const pairView = ({ key, before, after }: Pair, name: string) => ({
  key,
  name,
  beforeFen: String(before),
  afterFen: String(after),
  changeFen: String(minus(after, before)),
});

const movedView = ({ claim: { claim, title, city, county }, before, after }: Moved) => ({
  line: claim.line,
  lineName: lineName(claim.line),
  year: claim.year,
  subject: claim.subject,
  title,
  place: placeName({ city, county }),
  beforeFen: String(before),
  afterFen: String(after),
  changeFen: String(minus(after, before)),
});

const optionsOf = (plan: Plan, { input, standards }: OpenedPlan) => ({
  readings: readings.map(({ key, question, clauses, values, form }) => ({
    key,
    question,
    clauses: [...clauses],
    values: values.map(({ value, label }) => ({ value, label })),
    hint: form?.hint ?? null,
    current: readingIn(input.readings, key),
  })),
  standards: fundingLines.flatMap((line) => {
    const inForce = standardOn(line.standards, plan.decisionDate);
    return Object.entries(line.amountLabels).map(([key, label]) => ({
      line: line.id,
      lineName: line.shortName,
      key,
      label,
      currentFen: standards?.[line.id]?.[key] ?? String(inForce[key] ?? 0n),
      clause: line.clause,
    }));
  }),
  years: [plan.year - 2, plan.year - 1, plan.year],
  change: { readings: plan.kind === "scenario" ? textsOf(input.readings) : {}, standards: copyOf(standards) },
});

const standardOn = (
  rows: (typeof fundingLines)[number]["standards"],
  day: PlainDate,
): Readonly<Record<string, bigint | undefined>> =>
  (rows.find(({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && day <= effectiveTo) ?? rows.at(-1))?.amounts ?? {};

const textsOf = (values: Readonly<Record<string, string | number>> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, String(value)]));

const copyOf = (standards: StandardsText | null): Record<string, Record<string, string>> =>
  Object.fromEntries(Object.entries(standards ?? {}).map(([line, amounts]) => [line, { ...amounts }]));
