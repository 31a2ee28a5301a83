import { parseDecimal, plus, toDecimal, toFixed } from "../fraction.ts";
import { column, figure, type ToldNode, unknown } from "./told-node.ts";
import { changeInPercent, changeInPoints } from "./yearly-change.ts";

/** Satisfaction and disputes of one hospital in a year and the year before; null where none was reported. */
export interface HospitalPatients {
  readonly hospital: string;
  readonly satisfaction: YearPair;
  readonly disputes: YearPair;
}
export interface YearPair {
  readonly previous: string | null;
  readonly current: string | null;
}

/** Reported only: nothing here is good or bad enough for a light. */
export const patientsNode = (hospitals: readonly HospitalPatients[], year: number, sources: string): ToldNode => {
  const reported = hospitals.filter(
    ({ satisfaction, disputes }) => satisfaction.current !== null || disputes.current !== null || satisfaction.previous !== null,
  );
  return {
    light: "none",
    told: `${year}年${reported.length}家医院有数；医患纠纷${disputesTold(reported)}。来源：${sources}`,
    open: [],
    columns: [
      column("医院"),
      figure(`${year - 1}年满意度（分）`),
      figure(`${year}年满意度（分）`),
      figure("变化（分）"),
      figure(`${year - 1}年纠纷（起）`),
      figure(`${year}年纠纷（起）`),
      figure("变化"),
    ],
    rows: reported.map(({ hospital, satisfaction, disputes }) => [
      hospital,
      pointsText(satisfaction.previous),
      pointsText(satisfaction.current),
      changed(satisfaction, changeInPoints),
      disputes.previous ?? unknown,
      disputes.current ?? unknown,
      changed(disputes, changeInPercent),
    ]),
  };
};

const pointsText = (value: string | null): string => {
  const points = parseDecimal(value ?? "");
  return points === undefined ? unknown : toFixed(points, 1);
};

const changed = ({ previous, current }: YearPair, how: typeof changeInPercent): string => {
  const [before, now] = [parseDecimal(previous ?? ""), parseDecimal(current ?? "")];
  return before === undefined || now === undefined ? unknown : (how(before, now) ?? unknown);
};

/** Of hospitals that reported both years, so that a hospital that begins to report is no rise. */
const disputesTold = (hospitals: readonly HospitalPatients[]): string => {
  const both = hospitals.flatMap(({ disputes }) => {
    const [before, now] = [parseDecimal(disputes.previous ?? ""), parseDecimal(disputes.current ?? "")];
    return before === undefined || now === undefined ? [] : [{ before, now }];
  });
  const [first, ...rest] = both;
  if (first === undefined) return "没有可比的两年";
  const sum = rest.reduce((all, each) => ({ before: plus(all.before, each.before), now: plus(all.now, each.now) }), first);
  return `合计${toDecimal(sum.now)}起，上年${toDecimal(sum.before)}起（${changeInPercent(sum.before, sum.now) ?? "上年为0"}）`;
};
