import type { PlainDate } from "@qiangyi/kernel";
import { type CountyName, countyWithCity } from "./counties.ts";
import { percentOf } from "./lights.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, firstHorizon, lightOfCoverage } from "./quota.ts";

/** 二（一）4: five kinds of centres in every county, from the first plan to the national certificate. */

export const countyCentreKinds = ["chest-pain", "stroke", "trauma", "maternal", "child-newborn"] as const;
export type CountyCentreKind = (typeof countyCentreKinds)[number];

/** Planned, building and operating are told by the list of the plan; what was accepted or recognised stands in the fund's registers. */
export interface PlannedCentre {
  readonly county: string;
  readonly hospital: string;
  readonly kind: string;
  readonly serves?: "both" | "children" | "newborns" | undefined;
  readonly begun?: PlainDate | null | undefined;
  readonly operating: PlainDate | null;
  readonly closed?: PlainDate | null | undefined;
}

export interface RecognisedCentre {
  readonly county: string;
  readonly hospital: string;
  readonly kind: string;
  readonly recognisedBy: string;
  readonly recognised: PlainDate | null;
}

export interface CentreRecords {
  readonly planned: readonly PlannedCentre[];
  /** Without those of cities: they do not cover the county in which they lie. */
  readonly recognised: readonly RecognisedCentre[];
}

export const countyCentreStates = ["none", "planned", "building", "operating", "accepted", "recognised"] as const;
export type CountyCentreState = (typeof countyCentreStates)[number];
const stateNames: Readonly<Record<CountyCentreState, string>> = {
  none: "没有",
  planned: "规划中",
  building: "在建",
  operating: "运行",
  accepted: "省级验收",
  recognised: "国家认定",
};

export interface CountyStanding {
  readonly state: CountyCentreState;
  readonly children: boolean;
  readonly newborns: boolean;
}

const isBy = (day: PlainDate | null | undefined, asOf: PlainDate): boolean => day !== null && day !== undefined && day <= asOf;
const later = (a: CountyCentreState, b: CountyCentreState): CountyCentreState =>
  countyCentreStates.indexOf(b) > countyCentreStates.indexOf(a) ? b : a;
export const isOperating = (state: CountyCentreState): boolean =>
  countyCentreStates.indexOf(state) >= countyCentreStates.indexOf("operating");

const ofPlan = (entry: PlannedCentre, asOf: PlainDate): CountyCentreState => {
  if (isBy(entry.operating, asOf)) return "operating";
  return isBy(entry.begun, asOf) ? "building" : "planned";
};

/** A centre that the city recognised works; only the province's and the state's word lift it above that. */
const ofRecognition = ({ recognisedBy, recognised }: RecognisedCentre, asOf: PlainDate): CountyCentreState => {
  if (!isBy(recognised, asOf)) return "building";
  return recognisedBy === "national" ? "recognised" : recognisedBy === "provincial" ? "accepted" : "operating";
};

/** How one kind of centre stands in each county that has any, by the day. */
export const centreStandings = (
  { planned, recognised }: CentreRecords,
  kind: CountyCentreKind,
  asOf: PlainDate,
): ReadonlyMap<string, CountyStanding> => {
  const standings = new Map<string, CountyStanding>();
  const plans = new Map(planned.filter((each) => each.kind === kind).map((each) => [each.hospital, each]));
  const raise = (county: string, state: CountyCentreState, serves: PlannedCentre["serves"]): void => {
    const before = standings.get(county) ?? { state: "none", children: false, newborns: false };
    const works = isOperating(state);
    standings.set(county, {
      state: later(before.state, state),
      children: before.children || (works && serves !== "newborns"),
      newborns: before.newborns || (works && serves !== "children"),
    });
  };
  for (const plan of plans.values()) if (!isBy(plan.closed, asOf)) raise(plan.county, ofPlan(plan, asOf), plan.serves);
  for (const centre of recognised.filter((each) => each.kind === kind)) {
    const plan = plans.get(centre.hospital);
    if (isBy(plan?.closed, asOf)) continue;
    // The certificate names the compound centre; a hospital that says it takes one of the two is taken at its word.
    raise(centre.county, ofRecognition(centre, asOf), plan?.serves);
  }
  return standings;
};

/** Whether a county is covered: of the compound centre both services have to be there. */
export const isCovered = (kind: CountyCentreKind, standing: CountyStanding | undefined): boolean =>
  standing !== undefined && isOperating(standing.state) && (kind !== "child-newborn" || (standing.children && standing.newborns));

const promiseOf = (name: string, title: string): PlanPromise => ({
  clause: clauseOf(name),
  ref: "二（一）4",
  title,
  unit: "%",
  asked: "县级全覆盖",
  lead: ["省卫健委"],
  strength: "binding",
  due: firstHorizon,
  isInferredDate: true,
});

const told = {
  "chest-pain": promiseOf("s1.4.chest-pain-centres", "县级胸痛中心全覆盖"),
  maternal: promiseOf("s1.4.maternal-centres", "县级危重孕产妇救治中心全覆盖"),
  "child-newborn": promiseOf("s1.4.newborn-centres", "县级危重儿童和新生儿救治中心全覆盖"),
} as const;
export const countyCentrePromises: readonly PlanPromise[] = Object.values(told);

/** Coverage counts operating and above; what the fund pays for, nationally recognised only, is shown beside it and never mixed in. */
export const countyCentreFinding = (
  kind: keyof typeof told,
  records: CentreRecords,
  counties: readonly CountyName[],
  asOf: PlainDate,
): PromiseFinding => {
  const promise = told[kind];
  const standings = centreStandings(records, kind, asOf);
  const isKept = [...records.planned, ...records.recognised].some((each) => each.kind === kind);
  const of = (test: (standing: CountyStanding) => boolean) =>
    counties.filter(({ code }) => test(standings.get(code) ?? { state: "none", children: false, newborns: false }));
  const covered = of((standing) => isCovered(kind, standing));
  const partly = of((standing) => isOperating(standing.state) && !isCovered(kind, standing));
  const national = of(({ state }) => state === "recognised");
  const open = counties.filter((county) => !covered.includes(county));
  const light = lightOfCoverage(promise, { covered: isKept ? covered.length : null, members: counties.length, asOf });
  const count = (list: readonly unknown[]) => (isKept ? list.length : null);
  return findingOf(promise, {
    figures: [
      figure("覆盖率", isKept ? percentOf(covered.length, counties.length) : null, "%"),
      figure("已覆盖的县", count(covered), "个"),
      figure("县（市、区）", counties.length, "个"),
      ...(kind === "child-newborn" ? [figure("部分覆盖（只收一类）", count(partly), "个")] : []),
      figure("其中国家认定（基金口径）", count(national), "个"),
    ],
    verdict: !isKept || counties.length === 0 ? "not-evaluable" : open.length > 0 ? "short" : "met",
    shortBy: isKept && open.length > 0 ? percentLacking(covered.length, counties.length) : null,
    remark: "覆盖按运行及以上计，奖补只按国家认定计，两个口径的数不同",
    light,
    because: isKept ? `${counties.length}个县中${covered.length}个已覆盖` : "名单尚未登记，无法判断",
    open: isKept ? open.map((county) => `${countyWithCity(county)}${partly.includes(county) ? "：部分覆盖" : ""}`) : [],
    rows: isKept ? counties.map((county) => countyRow(kind, county, standings.get(county.code), asOf)) : [],
  });
};

const percentLacking = (covered: number, members: number): string | null => percentOf(members - covered, members);

const countyRow = (
  kind: CountyCentreKind,
  county: CountyName,
  standing: CountyStanding | undefined,
  asOf: PlainDate,
): PromiseRow => {
  const covers = isCovered(kind, standing);
  const isPartly = !covers && isOperating(standing?.state ?? "none");
  const only = standing?.children ? "只收儿童" : "只收新生儿";
  return {
    name: countyWithCity(county),
    figures: [figure("状态", stateNames[standing?.state ?? "none"], "")],
    light: covers ? "green" : asOf >= firstHorizon ? "red" : "grey",
    remark: isPartly ? `部分覆盖，${only}` : null,
  };
};
