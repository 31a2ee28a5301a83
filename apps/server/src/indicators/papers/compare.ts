import { type BoardCell, signalWords, verdictWords } from "@qiangyi/api";
import { cycleOfPeriod, periodTitle } from "@qiangyi/projects";

/** A target now, and on the day of the last report; undefined where it was not yet asked. */
export interface ReportedTarget {
  readonly now: BoardCell;
  readonly before: BoardCell | undefined;
  readonly basis: { readonly document: string; readonly place: string };
  /** What was approved since the last report. */
  readonly approved: readonly ApprovedSince[];
  /** 环比 and 同比 as they stand now, or why there is none. */
  readonly lastPeriod: Comparison;
  readonly yearOnYear: Comparison;
}

export interface ApprovedSince {
  readonly period: string;
  readonly version: number;
  /** The value of that period alone, with its unit. */
  readonly display: string;
}

export interface Comparison {
  readonly text: string;
  readonly note: string | null;
}

/** What was approved since the last report, newest first. */
export const approvedText = ({ approved }: ReportedTarget): string =>
  approved
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))
    .map(({ period, version, display }) => {
      const title = cycleOfPeriod(period) ? periodTitle(period) : period;
      return `${title}${version > 1 ? "（更正）" : ""} ${display}`;
    })
    .join("；");

export const comparisonText = ({ text, note }: Comparison): string => (note === null ? text : `${text}（${note}）`);

/** What is different from the last report, in one sentence; undefined where nothing is. */
export const changeOf = ({ now, before }: ReportedTarget): string | undefined => {
  if (before === undefined) return `本季起列入，现为${now.display}，${verdictWords[now.verdict]}`;
  const parts = [
    ...(before.asked === now.asked && before.by === now.by ? [] : [`目标由${askedBy(before)}改为${askedBy(now)}`]),
    ...(before.display === now.display
      ? before.basis === now.basis
        ? []
        : [`数据更新到${now.basis}，数值仍为${now.display}`]
      : [`由${valueText(before)}变为${valueText(now)}`]),
    ...(before.verdict === now.verdict ? [] : [`判定由${verdictWords[before.verdict]}变为${verdictWords[now.verdict]}`]),
    ...(before.signal === now.signal ? [] : [`进度由${signalText(before)}变为${signalText(now)}`]),
    ...(now.flags.includes("corrected") && !before.flags.includes("corrected") ? ["数值经更正"] : []),
  ];
  return parts.length === 0 ? undefined : parts.join("，");
};

const askedBy = ({ asked, by }: BoardCell): string => `${asked}（${by}）`;
const valueText = ({ display, basis }: BoardCell): string => (basis === "" ? display : `${display}（${basis}）`);
export const signalText = ({ signal }: BoardCell): string => (signal === null ? "—" : signalWords[signal]);

export const lateKinds = {
  missed: "到期未达标",
  behind: "进度滞后",
  risk: "进度有风险",
  silent: "没有数据",
  late: "迟报",
} as const;
export type LateKind = keyof typeof lateKinds;

/** What is late of a target. 无数据 is no verdict against anybody: it says what is missing. */
export const lateOf = ({ now }: ReportedTarget): readonly LateKind[] => [
  ...(now.verdict === "not-met" ? (["missed"] as const) : []),
  ...(now.verdict !== "not-met" && now.signal === "behind" ? (["behind"] as const) : []),
  ...(now.verdict !== "not-met" && now.signal === "at-risk" ? (["risk"] as const) : []),
  ...(now.verdict === "no-data" ? (["silent"] as const) : []),
  ...(now.lateDays !== null && now.lateDays > 0 ? (["late"] as const) : []),
];
