import { type BoardSubject, type LateItem, type RouteAnswer, showOverviewBoard } from "@qiangyi/api";
import { ok, type PlainDate } from "@qiangyi/kernel";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type BoardFacts, type BoardTarget, boardDay, boardFacts } from "./board-facts.ts";
import { countyCoverage } from "./county-coverage.ts";
import type { CoverageBoard } from "./coverage.ts";
import { subjectsIn } from "./list-subjects.ts";
import { countVerdicts } from "./show-goals.ts";
import { summaryView } from "./show-subject.ts";

export type OverviewBoard = RouteAnswer<typeof showOverviewBoard>;

export const showOverviewRoute = (rooms: Rooms): void =>
  handle(rooms, showOverviewBoard, async ({ tx, actor, clock, query }) =>
    ok(await overviewBoard(tx, actor, boardDay(query.asOf, clock.today()), clock.today())),
  );

/** Four numbers, one map, one list of what is late. */
export const overviewBoard = async (tx: Tx, actor: Actor, asOf: PlainDate, today: PlainDate): Promise<OverviewBoard> => {
  const facts = await boardFacts(tx, actor, { targets: "all", asOf, past: "by-year" });
  const coverage = await countyCoverage(tx, actor, asOf);
  const counted = facts.targets.filter(({ target, evaluation }) => evaluation.verdict !== "no-target" && !target.terms.isRollUp);
  return {
    asOf,
    today,
    newestReport: facts.newestReport,
    figures: figuresOf(counted, coverage),
    map: mapOf(actor, coverage),
    late: lateItems(counted),
    subjects: withSummaries(facts),
  };
};

const figuresOf = (
  counted: readonly BoardTarget[],
  coverage: Pick<CoverageBoard, "covered" | "of">,
): OverviewBoard["figures"] => {
  const { targets, met, notMet, pending, noData, completeness, metRatio } = countVerdicts(counted);
  const signals = counted.filter(({ evaluation }) => evaluation.signal !== null);
  const [behind, atRisk] = (["behind", "at-risk"] as const).map(
    (name) => signals.filter(({ evaluation }) => evaluation.signal === name).length,
  );
  return [
    {
      key: "met",
      label: "已达标的目标",
      value: `${met} 项`,
      base: `占全部${targets}项的${metRatio}%；待定${pending}项、无数据${noData}项也在分母内`,
      path: "/indicators/boards/goals",
    },
    {
      key: "missed",
      label: "到期未达标",
      value: `${notMet} 项`,
      base: `另有${noData}项到期无数据，逐项见下表`,
      path: "/indicators/boards#late",
    },
    {
      key: "behind",
      label: "未到期而滞后",
      value: `${behind ?? 0} 项`,
      base: `有风险${atRisk ?? 0}项；共预测未到期的${signals.length}项，预测不是结论`,
      path: "/indicators/boards#late",
    },
    coverage.of > 0
      ? {
          key: "coverage",
          label: "五大中心齐全的县",
          value: `${coverage.covered} 个`,
          base: `共${coverage.of}个县（市、区），五类都已认定才算`,
          path: "/indicators/boards/coverage?matrix=counties",
        }
      : {
          key: "completeness",
          label: "数据完整率",
          value: `${completeness}%`,
          base: `有审定数据或未到期的占全部${targets}项`,
          path: "/indicators/boards/goals",
        },
  ];
};

/** How many of the five kinds of centres each county has. */
const mapOf = ({ level, city, county }: Actor, { groups }: Pick<CoverageBoard, "groups">): OverviewBoard["map"] => ({
  title: "县级五大中心",
  quantity: "已认定的中心种类",
  unit: "类",
  within: level === "city" || level === "county" ? (city ?? county) : null,
  values: groups.flatMap(({ rows }) =>
    rows.map(({ code, name, cells }) => ({ code, label: name, value: cells.filter(({ state }) => state === "built").length })),
  ),
});

const reasons = ["missed", "behind", "no-data"] as const;

/** Missed, behind, or without data after its day: the centres first, then the province, cities and counties. */
const lateItems = (counted: readonly BoardTarget[]): LateItem[] =>
  counted
    .flatMap(({ target, evaluation, cell }): LateItem[] => {
      const reason = reasonOf(evaluation);
      return reason === undefined ? [] : [{ subject: target.subject, subjectName: target.subjectName, reason, cell }];
    })
    .map((item, at) => ({ item, at }))
    .toSorted((a, b) => rankOf(a.item) - rankOf(b.item) || a.at - b.at)
    .map(({ item }) => item);

const reasonOf = ({ verdict, signal }: BoardTarget["evaluation"]): LateItem["reason"] | undefined =>
  verdict === "not-met" ? "missed" : verdict === "no-data" ? "no-data" : signal === "behind" ? "behind" : undefined;

const rankOf = ({ reason, subject }: LateItem): number => {
  const isRegion = /^\d{6}$/.test(subject);
  const place = !isRegion ? 0 : subject.endsWith("0000") ? 1 : subject.endsWith("00") ? 2 : 3;
  return reasons.indexOf(reason) * 10 + place;
};

const withSummaries = ({ targets, summaryOf }: BoardFacts): OverviewBoard["subjects"] =>
  subjectsIn(targets.map(({ target }) => target)).flatMap((subject: BoardSubject) => {
    const summary = summaryView(summaryOf.get(subject.id));
    return summary === null ? [] : [{ ...subject, summary }];
  });
