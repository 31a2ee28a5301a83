import { type IndicatorView, type RouteAnswer, type SubjectRow, type SubjectSummaryView, showSubjectBoard } from "@qiangyi/api";
import { ok, type PlainDate, type Result, refuse, yearOf } from "@qiangyi/kernel";
import type { SubjectSummary } from "@qiangyi/policy/targets";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { subjectYears } from "../observations/index.ts";
import { placesOfSubjects } from "../subjects.ts";
import { type BoardFacts, boardDay, boardFacts, courseOf, definitionSpans } from "./board-facts.ts";
import { shownValue } from "./figures.ts";
import { subjectsIn } from "./list-subjects.ts";

export type SubjectBoard = RouteAnswer<typeof showSubjectBoard>;
export type SubjectBoardRefusal = { readonly code: "board-subject-not-found" };

export const subjectBoardAnswers = {
  "board-subject-not-found": [404, "没有这个机构或地区，或它的结果不在您的查看范围内", "请从看板的机构清单进入"],
} as const;

export const showSubjectRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    showSubjectBoard,
    async ({ tx, actor, clock, params, query }): Promise<Result<SubjectBoard, SubjectBoardRefusal>> => {
      const board = await subjectBoard(tx, actor, params.subject, boardDay(query.asOf, clock.today()), clock.today());
      return board === undefined ? refuse({ code: "board-subject-not-found" }) : ok(board);
    },
    subjectBoardAnswers,
  );

/** Every target of one subject; nothing of a subject outside the actor's scope. */
export const subjectBoard = async (
  tx: Tx,
  actor: Actor,
  subject: string,
  asOf: PlainDate,
  today: PlainDate,
): Promise<SubjectBoard | undefined> => {
  const place = (await placesOfSubjects(tx, actor, [subject])).get(subject);
  if (place === undefined) return undefined;
  const facts = await boardFacts(tx, actor, { targets: { subject }, asOf, past: "by-year" });
  const [listed] = subjectsIn(facts.targets.map(({ target }) => target));
  return {
    asOf,
    today,
    newestReport: facts.newestReport,
    subject: listed ?? { id: subject, name: place.name, kind: place.kind, city: place.city, isCentre: false, targets: 0 },
    summary: summaryView(facts.summaryOf.get(subject)),
    rows: await rowsOf(tx, actor, facts),
    others: asOf === today ? await otherValues(tx, actor, subject, facts) : [],
  };
};

const rowsOf = async (tx: Tx, actor: Actor, { targets, asOf }: BoardFacts): Promise<SubjectRow[]> => {
  const definitions = await definitionSpans(
    tx,
    actor,
    targets.map(({ target }) => target.indicator),
  );
  return targets.map((each): SubjectRow => {
    const { trend, yearOnYear, lastPeriod } = courseOf(each, asOf, definitions);
    const { threshold, year } = trend;
    // After its year a target has a verdict; a forecast of it would only confuse.
    const { projected, signal } = each.evaluation;
    const forecast = projected === null || signal === null ? null : { year, value: projected };
    return {
      ...each.cell,
      trend: { points: [...trend.points], path: [...trend.path], forecast, threshold, year },
      yearOnYear,
      lastPeriod,
    };
  });
};

export const summaryView = (summary: SubjectSummary | undefined): SubjectSummaryView | null => {
  if (summary === undefined) return null;
  const { subject: _, ...figures } = summary;
  return figures;
};

/** The last two years of what is reported without a target, from the rollups. */
const otherValues = async (
  tx: Tx,
  actor: Actor,
  subject: string,
  { targets, asOf }: BoardFacts,
): Promise<SubjectBoard["others"]> => {
  const judged = new Set(targets.map(({ target }) => target.indicator));
  const years = (await subjectYears(tx, actor, { subjects: [subject], from: yearOf(asOf) - 1 })).filter(
    ({ indicator }) => !judged.has(indicator),
  );
  const newest = [...new Map(years.map((each) => [each.indicator, each])).values()];
  const dictionary = await dictionaryOf(tx, actor, { onDate: asOf, codes: newest.map(({ indicator }) => indicator) });
  const byCode = new Map<string, IndicatorView>(dictionary.map((each) => [each.code, each]));
  return newest.flatMap((each) => {
    const indicator = byCode.get(each.indicator);
    if (indicator === undefined) return [];
    const { code, title, unit } = indicator;
    return [{ indicator: code, title, unit, year: each.year, display: shownValue(indicator, each), months: each.months }];
  });
};
