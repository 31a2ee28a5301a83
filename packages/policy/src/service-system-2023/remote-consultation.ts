import { monthOf, type PlainDate, yearOf } from "@qiangyi/kernel";
import { percentOf } from "./lights.ts";
import type { PromiseFinding } from "./promise.ts";
import { figure, firstHorizon, type QuotaPromise, quotaFinding, quotaPromise } from "./quota.ts";

/** 二（二）4: the county groups and the province's centre for remote consultation. */

const groupsConnected = quotaPromise({
  name: "s2.4.groups-connected",
  ref: "二（二）4",
  title: "县级医疗集团接入省远程会诊中心",
  unit: "个",
  asked: "117个全部接入",
  strength: "binding",
  due: firstHorizon,
  lower: 117,
  upper: 117,
});

export const remoteConsultationPromises: readonly QuotaPromise[] = [groupsConnected];

export interface CountyGroupEntry {
  readonly county: string;
  readonly name: string;
  readonly contracted?: PlainDate | null | undefined;
  readonly tested?: PlainDate | null | undefined;
  readonly result?: "passed" | "failed" | null | undefined;
}

export interface ConsultationMonth {
  readonly county: string;
  readonly year: number;
  readonly month: number;
  readonly cases: number;
}

/** A contract without a passed test is no connection. */
export const isConnected = ({ tested, result }: CountyGroupEntry, asOf: PlainDate): boolean =>
  result === "passed" && tested !== null && tested !== undefined && tested <= asOf;

const monthNumber = ({ year, month }: Pick<ConsultationMonth, "year" | "month">): number => year * 12 + month;

/** The latest month by the day of which anything was reported. */
const latestMonth = (months: readonly ConsultationMonth[], asOf: PlainDate): ConsultationMonth | undefined =>
  months
    .filter((each) => monthNumber(each) <= yearOf(asOf) * 12 + monthOf(asOf))
    .toSorted((a, b) => monthNumber(b) - monthNumber(a))[0];

export const groupsConnectedFinding = (
  groups: readonly CountyGroupEntry[],
  consultations: readonly ConsultationMonth[],
  asOf: PlainDate,
): PromiseFinding => {
  const asked = groupsConnected.lower;
  const connected = groups.filter((group) => isConnected(group, asOf));
  const isKept = groups.length > 0;
  const month = latestMonth(consultations, asOf);
  const connectedCounties = new Set(connected.map(({ county }) => county));
  const active = new Set(
    consultations
      .filter((each) => month && monthNumber(each) === monthNumber(month) && each.cases > 0 && connectedCounties.has(each.county))
      .map(({ county }) => county),
  );
  const contracted = groups.filter((group) => !isConnected(group, asOf) && group.contracted && group.contracted <= asOf).length;
  return quotaFinding(groupsConnected, {
    counted: { achieved: isKept ? connected.length : null, asOf },
    countedAs: "已接入（测试通过）",
    figures: [
      figure("集团名册", isKept ? groups.length : null, "个"),
      figure("接入率", isKept ? percentOf(connected.length, groups.length) : null, "%"),
      figure("签约未测试", isKept ? contracted : null, "个"),
      figure(month ? `${month.year}年${month.month}月有会诊` : "当月有会诊", month ? active.size : null, "个"),
    ],
    remark: isKept && groups.length !== asked ? `集团名册${groups.length}个，与${asked}个不符` : null,
    open: groups.filter((group) => !isConnected(group, asOf)).map(({ county, name }) => `${county} ${name}`),
  });
};
