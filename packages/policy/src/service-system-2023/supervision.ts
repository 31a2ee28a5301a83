import { endOfYear, type PlainDate, startOfYear, yearOf } from "@qiangyi/kernel";
import { type CountyName, countyWithCity } from "./counties.ts";
import { type SupervisionDomain, supervisionDomains } from "./domains.ts";
import { quotaLight } from "./lights.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure } from "./quota.ts";

/** 二（五）6: nine fields of supervision, every year in every county. */

const promise: PlanPromise = {
  clause: clauseOf("s5.6.nine-domains"),
  ref: "二（五）6",
  title: "重点监管九个领域",
  unit: "个",
  asked: "每县每年九个领域都有检查",
  lead: ["省卫健委"],
  strength: "binding",
  due: null,
  isInferredDate: false,
};
export const supervisionPromises: readonly PlanPromise[] = [promise];

export interface InspectionEntry {
  readonly county: string;
  readonly domain: string;
  readonly inspected: PlainDate;
  readonly finding?: string | null | undefined;
}

const domains = Object.keys(supervisionDomains) as SupervisionDomain[];
const namesOf = (list: readonly SupervisionDomain[]): string => list.map((each) => supervisionDomains[each]).join("、");

/** Counted in the year of the day, from 1 January on. */
export const nineDomainsFinding = (
  entries: readonly InspectionEntry[],
  counties: readonly CountyName[],
  asOf: PlainDate,
): PromiseFinding => {
  const year = yearOf(asOf);
  const ofYear = entries.filter(({ inspected }) => yearOf(inspected) === year && inspected <= asOf);
  const missingIn = (rows: readonly InspectionEntry[]) => {
    const seen = new Set(rows.map(({ domain }) => domain));
    return domains.filter((domain) => !seen.has(domain));
  };
  const missing = missingIn(ofYear);
  const rows = counties.map((county) => {
    const own = ofYear.filter(({ county: of }) => of === county.code);
    return { county, own, missing: missingIn(own) };
  });
  const covered = rows.filter((row) => row.missing.length === 0).length;
  const isKept = entries.length > 0 && counties.length > 0;
  const lightOf = (achieved: number, lower: number) =>
    quotaLight({ achieved, lower, from: startOfYear(year), to: endOfYear(year), asOf, strength: promise.strength }).light;
  return findingOf(promise, {
    figures: [
      figure("已检查的领域", isKept ? `${domains.length - missing.length}/${domains.length}` : null, "个"),
      figure("九个领域都有检查的县", isKept ? covered : null, "个"),
      figure("县（市、区）", counties.length, "个"),
      figure("检查次数", isKept ? ofYear.length : null, "次"),
      figure("发现问题", isKept ? ofYear.filter(({ finding }) => Boolean(finding)).length : null, "次"),
    ],
    verdict: !isKept ? "not-evaluable" : covered < counties.length ? "short" : "met",
    shortBy: isKept && missing.length > 0 ? String(missing.length) : null,
    remark: isKept && missing.length > 0 ? `没有检查的领域：${namesOf(missing)}` : null,
    light: isKept ? lightOf(covered, counties.length) : "grey",
    because: isKept
      ? `${year}年检查了${domains.length - missing.length}个领域，${counties.length}个县中${covered}个九个领域都有检查`
      : "还没有登记检查，无法判断",
    open: isKept
      ? rows.flatMap((row) => (row.missing.length > 0 ? [`${countyWithCity(row.county)}（缺${row.missing.length}个）`] : []))
      : [],
    rows: isKept
      ? rows.map(
          ({ county, own, missing: lacking }): PromiseRow => ({
            name: countyWithCity(county),
            figures: [
              figure("领域", `${domains.length - lacking.length}/${domains.length}`, "个"),
              figure("检查", own.length, "次"),
            ],
            light: lightOf(domains.length - lacking.length, domains.length),
            remark: lacking.length > 0 ? `缺${namesOf(lacking)}` : null,
          }),
        )
      : [],
  });
};
