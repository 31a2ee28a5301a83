import type { PlainDate } from "@qiangyi/kernel";
import { type CountyName, countBy, countyWithCity } from "./counties.ts";
import { type Light } from "./lights.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, firstHorizon, lightOfCoverage } from "./quota.ts";

/** 二（一）3: township hospitals that become secondary centres of their county. */

/** The day is printed nowhere: the first horizon of the plan. */
const shared = {
  ref: "二（一）3",
  lead: ["省卫健委"],
  strength: "binding",
  due: firstHorizon,
  isInferredDate: true,
} as const;

const quota: PlanPromise = {
  ...shared,
  clause: clauseOf("s1.3.centre-township-quota"),
  title: "每县选定的中心乡镇卫生院",
  unit: "所/县",
  asked: "每县1至3所",
};
const standard: PlanPromise = {
  ...shared,
  clause: clauseOf("s1.3.centre-township-standard"),
  title: "中心乡镇卫生院建成县域次中心",
  unit: "所",
  asked: "选定的全部达到建设标准",
};
export const centreTownshipPromises: readonly PlanPromise[] = [quota, standard];

export const townshipRange = { min: 1, max: 3 } as const;

/** An entry of the list of chosen hospitals; each stage has its day. */
export interface CentreTownshipEntry {
  readonly hospital: string;
  readonly name: string;
  readonly county: string;
  readonly selected: PlainDate;
  readonly begun?: PlainDate | null | undefined;
  readonly selfAssessed?: PlainDate | null | undefined;
  readonly verified?: PlainDate | null | undefined;
  /** Number of the document that allows a fourth one. */
  readonly approval?: string | null | undefined;
}

/** Accepted by the trial standard, as the fund's own register has it: the day that earns the reward is the day that counts here. */
export interface AcceptedTownship {
  readonly hospital: string;
  readonly name: string;
  readonly accepted: PlainDate | null;
}

export interface TownshipCounty extends CountyName {
  /** A unit without any township hospital cannot choose one. */
  readonly hasTownshipHospital: boolean;
  /** Of the 91 counties and county-level cities. */
  readonly isCounty: boolean;
}

const selectedBy = (entries: readonly CentreTownshipEntry[], asOf: PlainDate) =>
  entries.filter(({ selected }) => selected <= asOf);

/** How many were chosen in each county by the day. */
export const townshipsChosen = (entries: readonly CentreTownshipEntry[], asOf: PlainDate): ReadonlyMap<string, number> =>
  countBy(selectedBy(entries, asOf), ({ county }) => county);

/** Judged county by county: an average would hide the county that has none. */
export const centreTownshipQuotaFinding = (
  entries: readonly CentreTownshipEntry[],
  counties: readonly TownshipCounty[],
  asOf: PlainDate,
): PromiseFinding => {
  const chosen = selectedBy(entries, asOf);
  const counts = townshipsChosen(entries, asOf);
  const asked = counties.filter(({ code, hasTownshipHospital }) => hasTownshipHospital || counts.has(code));
  const short = asked.filter(({ code }) => !counts.has(code));
  const above = asked.filter(({ code }) => (counts.get(code) ?? 0) > townshipRange.max);
  const isKept = entries.length > 0;
  const covered = asked.length - short.length;
  const light = lightOfCoverage(quota, { covered: isKept ? covered : null, members: asked.length, asOf });
  const isEvaluable = isKept && asked.length > 0;
  const ofCounties = asked.filter(({ isCounty }) => isCounty);
  const shortOf = (list: readonly TownshipCounty[]) => list.filter(({ code }) => !counts.has(code)).length;
  return findingOf(quota, {
    figures: [
      figure("选定", isKept ? chosen.length : null, "所"),
      figure("应选定的县（有乡镇卫生院）", asked.length, "个"),
      figure("其中不足1所", isEvaluable ? short.length : null, "个"),
      figure("按县和县级市计，应选定", ofCounties.length, "个"),
      figure("按县和县级市计，不足1所", isEvaluable ? shortOf(ofCounties) : null, "个"),
    ],
    verdict: !isEvaluable ? "not-evaluable" : short.length > 0 ? "short" : "met",
    shortBy: isEvaluable && short.length > 0 ? String(short.length * townshipRange.min) : null,
    remark: above.length > 0 ? `${above.map(({ name }) => name).join("、")}超过${townshipRange.max}所` : null,
    light,
    because: !isEvaluable
      ? "名单尚未登记，无法判断"
      : short.length > 0
        ? `${asked.length}个县中${short.length}个还没有选定`
        : `${asked.length}个县都选定了1至3所`,
    open: isEvaluable ? short.map(countyWithCity) : [],
    rows: isEvaluable ? asked.map((county) => countyRow(county, counts.get(county.code) ?? 0, asOf, chosen)) : [],
  });
};

const countyRow = (
  county: TownshipCounty,
  count: number,
  asOf: PlainDate,
  chosen: readonly CentreTownshipEntry[],
): PromiseRow => {
  const approvals = chosen.flatMap(({ county: of, approval }) => (of === county.code && approval ? [approval] : []));
  const light: Light = count >= townshipRange.min ? "green" : asOf >= firstHorizon ? "red" : "grey";
  return {
    name: countyWithCity(county),
    figures: [figure("选定", count, "所")],
    light,
    remark:
      count > townshipRange.max
        ? `超过上限${townshipRange.max}所${approvals.length > 0 ? `，批准文号${approvals.join("、")}` : ""}`
        : null,
  };
};

const stages = ["已选定", "建设中", "已自评", "已核验"] as const;

/** The last stage whose day has come. Passing is not a stage of this list: the fund's register holds it. */
export const stageOf = ({ begun, selfAssessed, verified }: CentreTownshipEntry, asOf: PlainDate): (typeof stages)[number] => {
  const reached = (day: PlainDate | null | undefined): boolean => day !== null && day !== undefined && day <= asOf;
  if (reached(verified)) return "已核验";
  if (reached(selfAssessed)) return "已自评";
  return reached(begun) ? "建设中" : "已选定";
};

export const centreTownshipStandardFinding = (
  entries: readonly CentreTownshipEntry[],
  accepted: readonly AcceptedTownship[],
  asOf: PlainDate,
): PromiseFinding => {
  const chosen = selectedBy(entries, asOf);
  const passed = accepted.filter((each) => each.accepted !== null && each.accepted <= asOf);
  const passedIds = new Set(passed.map(({ hospital }) => hospital));
  const chosenIds = new Set(chosen.map(({ hospital }) => hospital));
  const open = chosen.filter(({ hospital }) => !passedIds.has(hospital));
  const beside = passed.filter(({ hospital }) => !chosenIds.has(hospital));
  const isKept = entries.length > 0;
  const inStage = countBy(open, (entry) => stageOf(entry, asOf));
  const count = chosen.length - open.length;
  const light = lightOfCoverage(standard, { covered: isKept ? count : null, members: chosen.length, asOf });
  return findingOf(standard, {
    figures: [
      figure("达标（验收合格）", isKept ? count : null, "所"),
      figure("选定", isKept ? chosen.length : null, "所"),
      ...stages.map((stage) => figure(`未达标中${stage}`, isKept ? (inStage.get(stage) ?? 0) : null, "所")),
    ],
    verdict: !isKept || chosen.length === 0 ? "not-evaluable" : open.length > 0 ? "short" : "met",
    shortBy: isKept && open.length > 0 ? String(open.length) : null,
    remark: beside.length > 0 ? `另有${beside.length}所验收合格而不在选定名单：${fewNames(beside)}` : null,
    light,
    because: isKept ? `选定${chosen.length}所，验收合格${count}所` : "名单尚未登记，无法判断",
    open: open.map((entry) => `${entry.name}（${stageOf(entry, asOf)}）`),
  });
};

/** A remark names the first few; all of them stand in the fund's register. */
const fewNames = (list: readonly { readonly name: string }[]): string =>
  `${list
    .slice(0, 3)
    .map(({ name }) => name)
    .join("、")}${list.length > 3 ? "等" : ""}`;
