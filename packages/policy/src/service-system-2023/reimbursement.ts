import { date, type PlainDate, yearOf } from "@qiangyi/kernel";
import { compare, decimal, type Fraction, less, toFixed } from "../targets/fraction.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure } from "./quota.ts";

/** 二（二）1: what insurance pays of a stay in hospital, by place and by level. The plan wants a suitable distance and names none. */

const promiseOf = (name: string, title: string): PlanPromise => ({
  clause: clauseOf(name),
  ref: "二（二）1",
  title,
  unit: "个百分点",
  asked: "适当拉开，没有数值",
  lead: ["省卫健委", "省医保局"],
  strength: "progressive",
  due: null,
  isInferredDate: false,
});
const byPlace = promiseOf("s2.1.ratio-gap-place", "本地与转外住院报销比例差");
const byLevel = promiseOf("s2.1.ratio-gap-level", "不同等级机构报销比例差");
export const reimbursementPromises: readonly PlanPromise[] = [byPlace, byLevel];

/** A city's policy from the day on which it takes effect; per cent as printed. */
export interface ReimbursementEntry {
  readonly city: string;
  readonly from: PlainDate;
  readonly local: string;
  readonly referred: string;
  readonly township?: string | null | undefined;
  readonly secondary?: string | null | undefined;
  readonly tertiary?: string | null | undefined;
}

interface City {
  readonly code: string;
  readonly name: string;
}

/** Of several policies the one that took effect last. */
const inForce = (entries: readonly ReimbursementEntry[], city: string, day: PlainDate): ReimbursementEntry | undefined =>
  entries.filter((entry) => entry.city === city && entry.from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];

const points = (value: Fraction): string => toFixed(value, 1);
const gapOf = ({ local, referred }: ReimbursementEntry): Fraction => less(decimal(local), decimal(referred));

/** 比上年缩小3.0个百分点. */
const movement = (now: Fraction, before: Fraction): string => {
  const change = less(now, before);
  const size = points(compare(change, decimal("0")) < 0 ? less(before, now) : change);
  return compare(now, before) === 0 ? "与上年相同" : `比上年${compare(now, before) > 0 ? "扩大" : "缩小"}${size}个百分点`;
};

/** The difference of each city beside that of the end of the year before. Without a light: nothing says which distance is right. */
export const placeGapFinding = (
  entries: readonly ReimbursementEntry[],
  cities: readonly City[],
  asOf: PlainDate,
): PromiseFinding => {
  const yearBefore = date(`${yearOf(asOf) - 1}-12-31`);
  const known = cities.flatMap((city) => {
    const entry = inForce(entries, city.code, asOf);
    return entry ? [{ city, entry, gap: gapOf(entry), before: inForce(entries, city.code, yearBefore) }] : [];
  });
  const rows = known.map(
    ({ city, entry, gap, before }): PromiseRow => ({
      name: city.name,
      figures: [
        figure("本地", entry.local, "%"),
        figure("转外", entry.referred, "%"),
        figure("差", points(gap), "个百分点"),
        figure("上年差", before ? points(gapOf(before)) : null, "个百分点"),
      ],
      light: "none",
      remark: before ? movement(gap, gapOf(before)) : null,
    }),
  );
  return reported(byPlace, cities, known, {
    figures: extremes(known.map(({ city, gap }) => ({ name: city.name, gap }))),
    rows,
    remark: null,
  });
};

const extremes = (gaps: readonly { readonly name: string; readonly gap: Fraction }[]) => {
  const sorted = gaps.toSorted((a, b) => compare(a.gap, b.gap));
  const [least, most] = [sorted[0], sorted.at(-1)];
  return least && most
    ? [
        figure(`差最小：${least.name}`, points(least.gap), "个百分点"),
        figure(`差最大：${most.name}`, points(most.gap), "个百分点"),
      ]
    : [];
};

const levels = [
  ["township", "乡镇"],
  ["secondary", "二级"],
  ["tertiary", "三级"],
] as const;

/** Pairs of levels in which the lower one pays less than the higher one. */
export const inversions = (entry: ReimbursementEntry): readonly string[] =>
  levels.flatMap(([low, lowName], at) =>
    levels.slice(at + 1).flatMap(([high, highName]) => {
      const [below, above] = [entry[low], entry[high]];
      return below && above && compare(decimal(below), decimal(above)) < 0 ? [`${lowName}${below}%低于${highName}${above}%`] : [];
    }),
  );

export const levelGapFinding = (
  entries: readonly ReimbursementEntry[],
  cities: readonly City[],
  asOf: PlainDate,
): PromiseFinding => {
  const known = cities.flatMap((city) => {
    const entry = inForce(entries, city.code, asOf);
    return entry && levels.every(([level]) => entry[level]) ? [{ city, entry }] : [];
  });
  const inverted = known.filter(({ entry }) => inversions(entry).length > 0);
  return reported(byLevel, cities, known, {
    figures: [figure("倒挂的市", known.length === 0 ? null : inverted.length, "个")],
    remark: inverted.length > 0 ? `倒挂：${inverted.map(({ city }) => city.name).join("、")}` : null,
    rows: known.map(({ city, entry }) => ({
      name: city.name,
      figures: levels.map(([level, name]) => figure(name, entry[level] ?? null, "%")),
      light: "none",
      remark: inversions(entry).length > 0 ? `倒挂：${inversions(entry).join("，")}` : null,
    })),
  });
};

const reported = (
  promise: PlanPromise,
  cities: readonly City[],
  known: readonly { readonly city: City }[],
  { figures, rows, remark }: Pick<PromiseFinding, "figures" | "remark"> & { readonly rows: readonly PromiseRow[] },
): PromiseFinding => {
  const codes = new Set(known.map(({ city }) => city.code));
  return findingOf(promise, {
    figures: [figure("已登记的市", known.length, "个"), ...figures],
    verdict: null,
    shortBy: null,
    remark,
    light: "none",
    because: known.length === 0 ? "还没有登记报销比例" : `${cities.length}个市中${known.length}个已登记`,
    open: cities.flatMap(({ code, name }) => (codes.has(code) ? [] : [name])),
    rows,
  });
};
