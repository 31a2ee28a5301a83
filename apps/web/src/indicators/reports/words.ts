import { type ListedReport, type ReportRow, type ReportState, reportStates } from "@qiangyi/api";
import {
  type AskedIndicator,
  changeText,
  type ExactNumber,
  isLabelled,
  numberOfPast,
  numberText,
  type PastValue,
  periodTitle,
  reportCycles,
} from "@qiangyi/projects";

type LightState = "good" | "warning" | "bad" | "neutral" | "open";

const lights: Readonly<Record<ReportState, LightState>> = {
  draft: "open",
  ready: "warning",
  submitted: "neutral",
  "county-passed": "neutral",
  "city-passed": "neutral",
  approved: "good",
  returned: "bad",
};

/** A state as a light and a word; a report that nobody has opened is one too. */
export const stateLight = (state: ReportState | null, lateDays = 0): { readonly state: LightState; readonly text: string } =>
  state === null ? { state: lateDays > 0 ? "bad" : "open", text: "未填报" } : { state: lights[state], text: reportStates[state] };

export const reportTitle = ({ period, cycle, isCorrection }: Pick<ListedReport, "period" | "cycle" | "isCorrection">): string =>
  `${periodTitle(period)}${isCorrection ? "更正单" : `指标${reportCycles[cycle]}`}`;

/** "2026-04-10 还有2天", "2026-04-10 迟报3天". */
export const dueText = ({ dueOn, daysLeft, lateDays, submittedOn }: ListedReport): string => {
  if (dueOn === null) return "—";
  if (lateDays > 0) return submittedOn === null ? `${dueOn} 已逾期${lateDays}天` : `${dueOn} 迟报${lateDays}天`;
  return daysLeft !== null && daysLeft >= 0 ? `${dueOn} 还有${daysLeft}天` : dueOn;
};

/** An approved value of before, as the grid shows it. */
export const pastText = (row: AskedIndicator, past: PastValue | null): string => {
  if (past === null) return "—";
  if (isLabelled(row)) return past.value ?? "—";
  const number = numberOfPast(row, past);
  return number ? numberText(number) : "无数据";
};

/** 同比 or 环比; a break of the definition forbids it. */
export const changeFrom = (row: AskedIndicator, now: ExactNumber | undefined, past: PastValue | null): string => {
  if (past === null || now === undefined || row.kind === "rank") return "—";
  if (!past.isComparable) return "口径调整";
  const before = numberOfPast(row, past);
  return before ? changeText(now, before) : "—";
};

export const targetText = ({ target }: ReportRow): string => (target === null ? "监测" : target.wording);

/** Rows under their category, in the order in which they come. */
export const byCategory = (rows: readonly ReportRow[]): readonly (readonly [string, readonly ReportRow[]])[] =>
  [...new Set(rows.map(({ category }) => category))].map((category) => [
    category,
    rows.filter((row) => row.category === category),
  ]);
