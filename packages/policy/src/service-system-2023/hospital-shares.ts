import type { PlainDate } from "@qiangyi/kernel";
import { addYears } from "@qiangyi/kernel";
import type { Institution } from "../contract.ts";
import { regionsByCode } from "../regions.ts";
import { fraction } from "../targets/fraction.ts";
import { directionLight, percentOf } from "./lights.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, firstHorizon, lightOfCoverage, stands } from "./quota.ts";
import { changeText } from "./reported-ratios.ts";

/** Shares of hospitals by a roster. The two promises here count different hospitals: each card names its own denominator. */

export type RosterHospital = Pick<Institution, "id" | "name" | "ownership" | "affiliation" | "tier" | "class" | "region">;

const isSecondOrAbove = ({ tier }: RosterHospital): boolean => tier === "secondary" || tier === "tertiary";

/** Level two and above, public or private; a private institution without a level stays out. */
export const withDepartmentDuty = (hospitals: readonly RosterHospital[]): readonly RosterHospital[] =>
  hospitals.filter(isSecondOrAbove);

/** Level two and above and public: a private hospital is never in it. */
export const withConnectionDuty = (hospitals: readonly RosterHospital[]): readonly RosterHospital[] =>
  hospitals.filter((hospital) => isSecondOrAbove(hospital) && hospital.ownership === "public");

const departments: PlanPromise = {
  clause: clauseOf("s2.5.ph-department-required"),
  ref: "二（二）5",
  title: "二级以上医疗机构设公共卫生科室",
  unit: "%",
  asked: "二级以上医疗机构全部设置，公立民营都算",
  lead: ["省卫健委"],
  strength: "binding",
  due: firstHorizon,
  isInferredDate: true,
};
const connection: PlanPromise = {
  clause: clauseOf("s5.5.connection-rate"),
  ref: "二（五）5",
  title: "二级以上公立医院接入平台",
  unit: "%",
  asked: "逐步提高，只算公立医院",
  lead: ["省卫健委"],
  strength: "progressive",
  due: null,
  isInferredDate: false,
};
export const hospitalSharePromises: readonly PlanPromise[] = [departments, connection];

export interface DepartmentEntry {
  readonly hospital: string;
  readonly opened: PlainDate;
  readonly closed?: PlainDate | null | undefined;
}

const cityOf = ({ region }: RosterHospital): string => {
  const found = regionsByCode.get(region);
  return (found?.level === 3 ? regionsByCode.get(found.parent ?? "")?.name : found?.name) ?? region;
};

const byCity = (
  obliged: readonly RosterHospital[],
  missing: ReadonlySet<RosterHospital>,
  done: string,
  rowLight: (have: number, all: number) => PromiseRow["light"],
): readonly PromiseRow[] =>
  [...new Set(obliged.map(cityOf))].toSorted().map((name) => {
    const own = obliged.filter((hospital) => cityOf(hospital) === name);
    const have = own.filter((hospital) => !missing.has(hospital)).length;
    return {
      name,
      figures: [figure("比率", percentOf(have, own.length), "%"), figure(done, have, "家"), figure("应有", own.length, "家")],
      light: rowLight(have, own.length),
      remark: null,
    };
  });

/** Hospitals that must have the department, and those of them that do not, on the day. */
export const departmentGap = (hospitals: readonly RosterHospital[], entries: readonly DepartmentEntry[], asOf: PlainDate) => {
  const obliged = withDepartmentDuty(hospitals);
  const has = new Set(
    entries.filter(({ opened, closed }) => stands({ from: opened, until: closed }, asOf)).map(({ hospital }) => hospital),
  );
  return { obliged, missing: obliged.filter(({ id }) => !has.has(id)) };
};

export const departmentFinding = (
  hospitals: readonly RosterHospital[],
  entries: readonly DepartmentEntry[],
  asOf: PlainDate,
): PromiseFinding => {
  const { obliged, missing } = departmentGap(hospitals, entries, asOf);
  const isKept = entries.length > 0 && obliged.length > 0;
  const have = obliged.length - missing.length;
  const lightOf = (covered: number, members: number) => lightOfCoverage(departments, { covered, members, asOf });
  const ofPublic = obliged.filter(({ ownership }) => ownership === "public");
  const publicMissing = missing.filter(({ ownership }) => ownership === "public");
  return findingOf(departments, {
    figures: [
      figure("设置率", isKept ? percentOf(have, obliged.length) : null, "%"),
      figure("已设置", isKept ? have : null, "家"),
      figure("应设置（二级以上，公立民营）", obliged.length, "家"),
      figure("其中公立医院设置率", isKept ? percentOf(ofPublic.length - publicMissing.length, ofPublic.length) : null, "%"),
    ],
    verdict: !isKept ? "not-evaluable" : missing.length > 0 ? "short" : "met",
    shortBy: isKept && missing.length > 0 ? percentOf(missing.length, obliged.length) : null,
    remark: "没有定级的民营机构不在应设置之列",
    light: isKept ? lightOf(have, obliged.length) : "grey",
    because: isKept ? `应设置${obliged.length}家，已设置${have}家` : "没有登记科室设置，无法判断",
    open: isKept ? missing.map(({ name }) => name) : [],
    rows: isKept ? byCity(obliged, new Set(missing), "已设置", lightOf) : [],
  });
};

export interface ConnectionEntry {
  readonly hospital: string;
  readonly connected: PlainDate;
  readonly result: "passed" | "failed" | "untested";
  readonly tested?: PlainDate | null | undefined;
  readonly disconnected?: PlainDate | null | undefined;
}

/** A line that nobody tested, or that failed, connects nothing. */
const isConnected = ({ connected, result, tested, disconnected }: ConnectionEntry, asOf: PlainDate): boolean =>
  result === "passed" &&
  stands({ from: tested !== null && tested !== undefined && tested > connected ? tested : connected, until: disconnected }, asOf);

export const connectionFinding = (
  hospitals: readonly RosterHospital[],
  entries: readonly ConnectionEntry[],
  asOf: PlainDate,
): PromiseFinding => {
  const obliged = withConnectionDuty(hospitals);
  const on = (day: PlainDate) => {
    const connected = new Set(entries.filter((entry) => isConnected(entry, day)).map(({ hospital }) => hospital));
    return obliged.filter(({ id }) => connected.has(id));
  };
  const isKept = entries.length > 0 && obliged.length > 0;
  const [now, before] = [on(asOf), on(addYears(asOf, -1))];
  const missing = obliged.filter((hospital) => !now.includes(hospital));
  const failed = new Set(entries.filter(({ result }) => result === "failed").map(({ hospital }) => hospital));
  const shareOf = (list: readonly unknown[]) => (isKept ? fraction(BigInt(list.length) * 100n, BigInt(obliged.length)) : null);
  const { light, change, relative } = directionLight({
    previous: shareOf(before),
    current: shareOf(now),
    wanted: "increase",
    strength: connection.strength,
  });
  return findingOf(connection, {
    figures: [
      figure("接入率", isKept ? percentOf(now.length, obliged.length) : null, "%"),
      figure("已接入（测试通过）", isKept ? now.length : null, "家"),
      figure("应接入（二级以上公立医院）", obliged.length, "家"),
      figure("上年同日接入率", isKept ? percentOf(before.length, obliged.length) : null, "%"),
      figure("测试未通过", isKept ? obliged.filter(({ id }) => failed.has(id)).length : null, "家"),
    ],
    verdict: isKept ? null : "not-evaluable",
    shortBy: null,
    remark: "与公共卫生科室的分母不同：这里不含民营医院",
    // All of them cannot become more.
    light: isKept && missing.length === 0 ? "green" : light,
    because: isKept
      ? `应接入${obliged.length}家，已接入${now.length}家，比上年同日${changeText(change, relative)}`
      : "没有登记接入情况，无法判断",
    open: isKept ? missing.map(({ id, name }) => (failed.has(id) ? `${name}（测试未通过）` : name)) : [],
    rows: isKept ? byCity(obliged, new Set(missing), "已接入", (have, all) => (have === all ? "green" : "none")) : [],
  });
};
