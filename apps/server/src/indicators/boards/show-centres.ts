import { type BoardCell, type RouteAnswer, showCentresBoard } from "@qiangyi/api";
import { grouped, ok, type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type TargetInForce, targetsOf } from "../targets/index.ts";
import { boardDay, boardFacts, publicCell } from "./board-facts.ts";
import { isOfCentres, shortName } from "./list-subjects.ts";
import { summaryView } from "./show-subject.ts";

export type CentresBoard = RouteAnswer<typeof showCentresBoard>;

export const showCentresRoute = (rooms: Rooms): void =>
  handle(rooms, showCentresBoard, async ({ tx, actor, clock, query }) =>
    ok(await centresBoard(tx, actor, boardDay(query.asOf, clock.today()), clock.today())),
  );

/** Indicator × hospital. What is asked of a hospital is public; its results are shown to those whose place covers it. */
export const centresBoard = async (tx: Tx, actor: Actor, asOf: PlainDate, today: PlainDate): Promise<CentresBoard> => {
  const all = (await targetsOf(tx, actor, { asOf })).filter(isOfCentres);
  const facts = await boardFacts(tx, actor, { targets: all.map(({ target }) => target), asOf, past: "by-year" });
  const cells = new Map(facts.targets.map(({ target, cell }) => [target.target, cell]));
  const hospitals = [...grouped(all, ({ subject }) => subject)];
  const visible = new Set(facts.targets.map(({ target }) => target.subject));
  const titles = [...new Set(all.map(rowTitle))];
  return {
    asOf,
    today,
    newestReport: facts.newestReport,
    hospitals: hospitals.map(([id, of]) => ({
      id,
      name: of[0]?.subjectName ?? id,
      shortName: shortName(of[0]?.subjectName ?? id),
      targetYear: Math.max(...of.map(({ terms }) => dueYear(terms.by))),
      summary: summaryView(facts.summaryOf.get(id)),
      isVisible: visible.has(id),
    })),
    rows: titles.map((title) => ({
      title,
      cells: hospitals.map(([, of]) => {
        const target = of.find((each) => rowTitle(each) === title);
        return target === undefined ? null : (cells.get(target.target) ?? hiddenCell(target));
      }),
    })),
  };
};

const rowTitle = ({ indicatorTitle }: TargetInForce): string => indicatorTitle;

const dueYear = (by: number | PlainDate): number => (typeof by === "number" ? by : yearOf(by));

/** What is asked, without a result. */
const hiddenCell = (target: TargetInForce): BoardCell => ({
  ...publicCell(target),
  verdict: "no-data",
  display: "—",
  basis: "",
  value: null,
  completion: null,
  rawRatio: null,
  rangePosition: null,
  gap: null,
  flags: [],
  lateDays: null,
  missing: [],
  signal: null,
  required: null,
  projected: null,
  nextStep: "结果不在您的查看范围内。",
  note: null,
});
