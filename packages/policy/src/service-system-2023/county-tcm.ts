import type { PlainDate } from "@qiangyi/kernel";
import type { Institution } from "../contract.ts";
import { type CountyName, countyWithCity } from "./counties.ts";
import { percentOf } from "./lights.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding } from "./promise.ts";
import { figure, firstHorizon, lightOfCoverage } from "./quota.ts";

/** 二（二）7: a TCM hospital run by the county in every county. */

const promise: PlanPromise = {
  clause: clauseOf("s2.7.county-tcm-coverage"),
  ref: "二（二）7",
  title: "每县都有县办中医院",
  unit: "%",
  asked: "力争全覆盖",
  lead: ["省中医药强省建设领导小组各成员单位"],
  strength: "aspirational",
  due: firstHorizon,
  isInferredDate: true,
};
export const countyTcmPromises: readonly PlanPromise[] = [promise];

type Hospital = Pick<Institution, "class" | "ownership" | "affiliation" | "region">;

/** Public and run by the county: a private TCM hospital does not count, nor one that the city runs. */
export const countiesWithTcm = (hospitals: readonly Hospital[]): ReadonlySet<string> =>
  new Set(
    hospitals
      .filter(({ class: kind, ownership, affiliation }) => kind === "tcm" && ownership === "public" && affiliation === "county")
      .map(({ region }) => region),
  );

export const countyTcmFinding = (
  hospitals: readonly Hospital[],
  counties: readonly CountyName[],
  asOf: PlainDate,
): PromiseFinding => {
  const has = countiesWithTcm(hospitals);
  const open = counties.filter(({ code }) => !has.has(code));
  const isKept = hospitals.length > 0 && counties.length > 0;
  const covered = counties.length - open.length;
  const light = lightOfCoverage(promise, { covered: isKept ? covered : null, members: counties.length, asOf });
  return findingOf(promise, {
    figures: [
      figure("覆盖率", isKept ? percentOf(covered, counties.length) : null, "%"),
      figure("有县办中医院的县", isKept ? covered : null, "个"),
      figure("县（市、区）", counties.length, "个"),
    ],
    verdict: !isKept ? "not-evaluable" : open.length > 0 ? "short" : "met",
    shortBy: isKept && open.length > 0 ? percentOf(open.length, counties.length) : null,
    remark: "按机构库现状计，民营和市办中医院不计",
    light,
    because: isKept ? `${counties.length}个县中${covered}个有县办中医院` : "机构库没有医院，无法判断",
    open: isKept ? open.map(countyWithCity) : [],
  });
};
