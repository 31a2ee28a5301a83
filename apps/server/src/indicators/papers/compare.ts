import { type BoardCell, signalWords, verdictWords } from "@qiangyi/api";

/** A target now, and on the day of the last report; undefined where it was not yet asked. */
export interface ReportedTarget {
  readonly now: BoardCell;
  readonly before: BoardCell | undefined;
  /** 晋政办函〔2023〕19号 四（一）. */
  readonly basis: string;
}

/** What is different from the last report, in one sentence; undefined where nothing is. */
export const changeOf = ({ now, before }: ReportedTarget): string | undefined => {
  if (before === undefined) return `${now.title}：本季起列入，现为${now.display}，${verdictWords[now.verdict]}`;
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
  return parts.length === 0 ? undefined : `${now.title}：${parts.join("，")}`;
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

/** What is late of a target, each with what to do next. 无数据 is no verdict against anybody: it says what is missing. */
export const lateOf = ({ now }: ReportedTarget): readonly { readonly kind: LateKind; readonly text: string }[] => {
  const next = now.nextStep === "" ? "" : `。${now.nextStep}`;
  const state = `${now.title}：目标${now.asked}（${now.by}），现为${now.display}${now.gap === null ? "" : `，${now.gap}`}`;
  const found: { kind: LateKind; text: string }[] = [];
  if (now.verdict === "not-met") found.push({ kind: "missed", text: `${state}${next}` });
  else if (now.signal === "behind") found.push({ kind: "behind", text: `${state}${next}` });
  else if (now.signal === "at-risk") found.push({ kind: "risk", text: `${state}${next}` });
  if (now.verdict === "no-data") found.push({ kind: "silent", text: `${now.title}：目标${now.asked}（${now.by}）${next}` });
  if (now.lateDays !== null && now.lateDays > 0)
    found.push({ kind: "late", text: `${now.title}：所用数据迟报${now.lateDays}天` });
  return found.map(({ kind, text }) => ({ kind, text: text.replace(/。$/, "") }));
};
