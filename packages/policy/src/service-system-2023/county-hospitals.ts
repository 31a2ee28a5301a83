import type { PlainDate } from "@qiangyi/kernel";
import { type CountyName, countBy, countyWithCity } from "./counties.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, firstHorizon, lightOfCoverage, stands } from "./quota.ts";

/** 二（一）4: one or two hospitals of each county that are to be run well. */

const promise: PlanPromise = {
  clause: clauseOf("s1.4.county-hospital-count"),
  ref: "二（一）4",
  title: "每县重点办好的县级医院",
  unit: "所/县",
  asked: "每县1至2所",
  lead: ["省卫健委"],
  strength: "binding",
  due: firstHorizon,
  isInferredDate: true,
};
export const countyHospitalPromises: readonly PlanPromise[] = [promise];

export const countyHospitalRange = { min: 1, max: 2 } as const;

export interface CountyHospitalEntry {
  readonly county: string;
  readonly name: string;
  readonly class: string;
  readonly designated: PlainDate;
  readonly ended?: PlainDate | null | undefined;
  readonly approval?: string | null | undefined;
}

const standing = (entries: readonly CountyHospitalEntry[], asOf: PlainDate) =>
  entries.filter(({ designated, ended }) => stands({ from: designated, until: ended }, asOf));

/** The maternal-child hospital is counted beside, because the fund pays for it as a third one. */
const isCounted = (entry: CountyHospitalEntry): boolean => entry.class !== "maternal-child";

/** General and TCM hospitals designated in each county on the day. */
export const hospitalsDesignated = (entries: readonly CountyHospitalEntry[], asOf: PlainDate): ReadonlyMap<string, number> =>
  countBy(standing(entries, asOf).filter(isCounted), ({ county }) => county);

export const countyHospitalFinding = (
  entries: readonly CountyHospitalEntry[],
  counties: readonly CountyName[],
  asOf: PlainDate,
): PromiseFinding => {
  const now = standing(entries, asOf);
  const counts = hospitalsDesignated(entries, asOf);
  const maternal = now.filter((entry) => !isCounted(entry));
  const short = counties.filter(({ code }) => !counts.has(code));
  const above = counties.filter(({ code }) => (counts.get(code) ?? 0) > countyHospitalRange.max);
  const isKept = entries.length > 0 && counties.length > 0;
  const light = lightOfCoverage(promise, {
    covered: isKept ? counties.length - short.length : null,
    members: counties.length,
    asOf,
  });
  return findingOf(promise, {
    figures: [
      figure("已确定（综合、中医）", isKept ? now.length - maternal.length : null, "所"),
      figure("妇幼保健院（另计）", isKept ? maternal.length : null, "所"),
      figure("有1至2所的县", isKept ? counties.length - short.length - above.length : null, "个"),
      figure("没有确定的县", isKept ? short.length : null, "个"),
    ],
    verdict: !isKept ? "not-evaluable" : short.length > 0 ? "short" : "met",
    shortBy: isKept && short.length > 0 ? String(short.length * countyHospitalRange.min) : null,
    remark: above.length > 0 ? `${above.map(({ name }) => name).join("、")}超过${countyHospitalRange.max}所` : null,
    light,
    because: !isKept
      ? "名单尚未登记，无法判断"
      : short.length > 0
        ? `${counties.length}个县中${short.length}个一所也没有确定`
        : `${counties.length}个县都确定了县级医院`,
    open: isKept ? short.map(countyWithCity) : [],
    rows: isKept
      ? counties.map((county) =>
          countyRow(
            county,
            now.filter(({ county: of }) => of === county.code),
          ),
        )
      : [],
  });
};

/** A county without any is red whatever the day: it can designate one at any time. */
const countyRow = (county: CountyName, own: readonly CountyHospitalEntry[]): PromiseRow => {
  const counted = own.filter(isCounted);
  const approvals = counted.flatMap(({ approval }) => approval ?? []);
  return {
    name: countyWithCity(county),
    figures: [figure("综合、中医", counted.length, "所"), figure("妇幼", own.length - counted.length, "所")],
    light: counted.length === 0 ? "red" : "green",
    remark:
      counted.length > countyHospitalRange.max
        ? `超过上限${countyHospitalRange.max}所${approvals.length > 0 ? `，批准文号${approvals.join("、")}` : ""}`
        : null,
  };
};
