import { type EvaluatedView, type GoalView, type NodeView, type RouteAnswer, showGoalsBoard } from "@qiangyi/api";
import { endOfYear, grouped, ok, type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Evaluation, goalLight, groupResults, planHorizons, planNodes, type ToldNode } from "@qiangyi/policy/targets";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { approvedEvaluations } from "../evaluations/approved-evaluations.ts";
import {
  type ComputedGoal,
  closedPeriods,
  type EvaluationAt,
  evaluationsAt,
  goalYears,
  judgedGoals,
  nodeFigures,
  provinceTargets,
  toldView,
} from "../goals/index.ts";
import { type BoardFacts, type BoardTarget, boardDay, boardFacts } from "./board-facts.ts";

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
  const isVisible = actor.level === "province" || actor.level === "system";
  const ofProvince = provinceTargets(actor, facts.targets);
  const known = isVisible ? await knownOf(tx, actor, asOf) : undefined;
  const evaluationAt = await evaluationsAt(tx, actor, isVisible ? ofProvince : new Map(), { asOf, years: goalYears });
  const goals =
    known === undefined
      ? []
      : (await judgedGoals(tx, actor, { asOf, ofProvince, evaluationAt })).map((goal) => goalView(goal, known));
  return {
    asOf,
    today,
    newestReport: facts.newestReport,
    isVisible,
    groups: isVisible ? groupsOf(ofProvince, evaluationAt, asOf) : [],
    horizons: planHorizons.map((year, at) => ({
      year,
      title: horizonTitles[year] ?? "",
      goals: goals.filter(({ horizon }) => horizon === year),
      due: dueBy(facts, planHorizons[at - 1] ?? 0, year),
    })),
    nodes: known === undefined ? [] : nodesOf(known),
  };
};

interface KnownOfGoals {
  readonly asOf: PlainDate;
  readonly told: ReadonlyMap<string, ToldNode>;
  readonly evaluated: ReadonlyMap<string, EvaluatedView>;
}

const knownOf = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<KnownOfGoals> => ({
  asOf,
  told: await nodeFigures(tx, actor, { asOf, ...closedPeriods(asOf) }),
  evaluated: await approvedEvaluations(tx, actor, asOf),
});

const goalView = ({ goal, ...computed }: ComputedGoal, { asOf, told, evaluated }: KnownOfGoals): GoalView => {
  const last = evaluated.get(goal.clause) ?? null;
  return {
    ...computed,
    light: goalLight(goal, { asOf, computed: computed.result, evaluated: last?.result ?? null }),
    evaluated: last,
    told: toldView(told.get(goal.clause)),
  };
};

const nodesOf = ({ told, evaluated }: KnownOfGoals): NodeView[] =>
  planNodes.map(({ clause, title, attributes }) => ({
    clause,
    title,
    attributes: [...attributes],
    told: toldView(told.get(clause)),
    evaluated: evaluated.get(clause) ?? null,
  }));

/** Met targets of each task group at the end of 2025 and of 2027, as far as the as-of day allows. */
const groupsOf = (
  ofProvince: ReadonlyMap<string, BoardTarget>,
  evaluationAt: EvaluationAt,
  asOf: PlainDate,
): GoalsBoard["groups"] => {
  const at = (year: number) => (id: string) => {
    const found = ofProvince.get(id);
    if (found === undefined) return undefined;
    return asOf > endOfYear(year) ? (evaluationAt(id, year) ?? found.evaluation) : found.evaluation;
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
