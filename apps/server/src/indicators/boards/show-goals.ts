import { type GoalMeasureView, type GoalView, type RouteAnswer, showGoalsBoard } from "@qiangyi/api";
import { endOfYear, grouped, ok, type PlainDate, yearOf } from "@qiangyi/kernel";
import {
  type Evaluation,
  evaluateTargets,
  groupResults,
  type JudgedMeasure,
  judgeGoal,
  type PlanGoal,
  planGoals,
  planHorizons,
  valueOfYear,
} from "@qiangyi/policy/targets";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type BoardFacts, type BoardTarget, boardDay, boardFacts } from "./board-facts.ts";
import { type GoalIndicators, goalIndicators } from "./goal-indicators.ts";

export type GoalsBoard = RouteAnswer<typeof showGoalsBoard>;

export const showGoalsRoute = (rooms: Rooms): void =>
  handle(rooms, showGoalsBoard, async ({ tx, actor, clock, query }) =>
    ok(await goalsBoard(tx, actor, boardDay(query.asOf, clock.today()), clock.today())),
  );

const horizonTitles: Readonly<Record<number, string>> = {
  2023: "起步：当年到期的任务",
  2025: "初步成形、水平显著提高",
  2027: "体系进一步完善",
  2035: "建成整合型服务体系",
};
const groupTitles: Readonly<Record<string, string>> = {
  "1": "二（一）",
  "2": "二（二）",
  "3": "二（三）",
  "4": "二（四）",
  "5": "二（五）",
};

/** Goals of the plan beside the targets that realise them. Results of the province are shown to the province. */
export const goalsBoard = async (tx: Tx, actor: Actor, asOf: PlainDate, today: PlainDate): Promise<GoalsBoard> => {
  const facts = await boardFacts(tx, actor, { targets: "all", asOf });
  const province = `${actor.province}0000`;
  const isVisible = actor.level === "province" || actor.level === "system";
  const ofProvince = new Map(
    facts.targets.filter(({ target }) => target.subject === province).map((each) => [each.target.target, each]),
  );
  const known = await goalIndicators(tx, actor, { subject: province, asOf });
  return {
    asOf,
    today,
    newestReport: facts.newestReport,
    isVisible,
    groups: isVisible ? groupsOf(ofProvince, asOf) : [],
    horizons: planHorizons.map((year, at) => ({
      year,
      title: horizonTitles[year] ?? "",
      goals: isVisible
        ? planGoals.filter(({ horizon }) => horizon === year).map((goal) => goalView(goal, { asOf, ofProvince, known }))
        : [],
      due: dueBy(facts, planHorizons[at - 1] ?? 0, year),
    })),
  };
};

interface GoalKnown {
  readonly asOf: PlainDate;
  readonly ofProvince: ReadonlyMap<string, BoardTarget>;
  readonly known: GoalIndicators;
}

/** The province's terms judged at another year's end: the quotas of 2025 are what 2027 is measured by. */
const atYear = ({ target, facts }: BoardTarget, year: number, asOf: PlainDate): Evaluation | undefined => {
  if (target.terms.period === "each-year") return undefined;
  return evaluateTargets({
    asOf,
    targets: [{ ...target.terms, id: target.target, by: year }],
    observations: facts.observations ?? [],
    events: facts.events ?? [],
  }).evaluations.at(-1);
};

const goalView = (goal: PlanGoal, { asOf, ofProvince, known }: GoalKnown): GoalView => {
  const evaluationOf = (id: string): Evaluation | undefined => {
    const found = ofProvince.get(id);
    if (found === undefined) return undefined;
    return goal.horizon === found.evaluation.year || goal.horizon === 2025 ? found.evaluation : atYear(found, goal.horizon, asOf);
  };
  const baselineOf = (id: string): string | null => {
    const found = ofProvince.get(id);
    return found === undefined ? null : (valueOfYear(factsOf(found, asOf), 2022)?.display ?? null);
  };
  const {
    measures,
    goal: _,
    ...judged
  } = judgeGoal(goal, {
    asOf,
    evaluationOf,
    baselineOf,
    countOf: known.countOf,
    valueIn: known.valueIn,
  });
  return {
    ...judged,
    clause: goal.clause,
    title: goal.title,
    horizon: goal.horizon,
    measures: measures.map((each) => measureView(each, ofProvince, evaluationOf)),
  };
};

const factsOf = ({ target, facts }: BoardTarget, asOf: PlainDate) => ({
  terms: { ...target.terms, id: target.target },
  asOf,
  observations: facts.observations ?? [],
  events: facts.events ?? [],
});

const measureView = (
  { measure, done, of, baseline, value, open }: JudgedMeasure,
  ofProvince: ReadonlyMap<string, BoardTarget>,
  evaluationOf: (id: string) => Evaluation | undefined,
): GoalMeasureView => {
  const id = "target" in measure ? measure.target : null;
  const found = id === null ? undefined : ofProvince.get(id);
  const evaluation = id === null ? undefined : evaluationOf(id);
  const unit = measure.kind === "trend" ? measure.unit : "个";
  return {
    kind: measure.kind === "count" && "indicator" in measure ? "milestones" : measure.kind,
    title:
      measure.kind === "trend"
        ? measure.indicator
        : measure.kind === "target"
          ? (found?.cell.title ?? measure.target)
          : measure.title,
    done,
    of,
    verdict: evaluation?.verdict ?? null,
    signal: evaluation?.signal ?? null,
    flags: [...(evaluation?.flags ?? [])],
    asked:
      measure.kind === "trend"
        ? `比${measure.from}年${measure.direction === "up" ? "提高" : "降低"}`
        : (found?.cell.asked ?? askedUnits(measure, of)),
    baseline: measure.kind === "trend" && baseline !== null ? `${baseline}${unit}` : (baseline ?? "—"),
    display: evaluation?.display ?? (value === null ? "—" : `${value}${unit}`),
    missing: [...open],
    target: id,
    clause: "clause" in measure ? measure.clause : id,
  };
};

const askedUnits = ({ kind }: JudgedMeasure["measure"], of: number): string => (kind === "judgement" ? "书面评判" : `${of}个`);

/** Met targets of each task group at the end of 2025 and of 2027, as far as the as-of day allows. */
const groupsOf = (ofProvince: ReadonlyMap<string, BoardTarget>, asOf: PlainDate): GoalsBoard["groups"] => {
  const at = (year: number) => (id: string) => {
    const found = ofProvince.get(id);
    if (found === undefined) return undefined;
    return asOf > endOfYear(year) ? (atYear(found, year, asOf) ?? found.evaluation) : found.evaluation;
  };
  return groupResults(
    [...ofProvince.values()].map(({ target }) => ({ ...target.terms, id: target.target })),
    at(2025),
    at(2027),
  ).map(({ group, ...rest }) => ({ group, title: groupTitles[group] ?? group, ...rest }));
};

/** Targets that fall due after one horizon and up to the next, by document; counted as met ratios are. */
const dueBy = ({ targets }: BoardFacts, after: number, until: number): GoalsBoard["horizons"][number]["due"] => {
  const due = targets.filter(({ target: { terms }, evaluation }) => {
    const year = typeof terms.by === "number" ? terms.by : yearOf(terms.by);
    return year > after && year <= until && evaluation.verdict !== "no-target" && !terms.isRollUp;
  });
  return [...grouped(due, ({ target }) => target.document)].map(([document, of]) => ({
    document,
    ...countVerdicts(of),
  }));
};

/** The figures of a summary over any set of targets. */
export const countVerdicts = (of: readonly BoardTarget[]) => {
  const count = (verdict: Evaluation["verdict"]): number => of.filter(({ evaluation }) => evaluation.verdict === verdict).length;
  const [met, noData] = [count("met"), count("no-data")];
  return {
    targets: of.length,
    met,
    notMet: count("not-met"),
    pending: count("pending"),
    noData,
    metRatio: percent(met, of.length),
    completeness: percent(of.length - noData, of.length),
  };
};

const percent = (part: number, all: number): string => (all === 0 ? "0.0" : tenths(Math.floor((part * 2000 + all) / (2 * all))));
const tenths = (value: number): string => `${Math.floor(value / 10)}.${value % 10}`;
