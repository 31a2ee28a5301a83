import { type BoardCell, flagWords, signalWords, type VerdictName, verdictWords } from "@qiangyi/api";
import { inChinese, type PlainDate } from "@qiangyi/kernel";
import type { PlainReport, ReportColumn, ReportPart, ReportTable } from "../../documents/report/index.ts";
import {
  approvedText,
  changeOf,
  comparisonText,
  type LateKind,
  lateKinds,
  lateOf,
  type ReportedTarget,
  signalText,
} from "./compare.ts";

export interface SubjectReport {
  readonly name: string;
  readonly targets: readonly ReportedTarget[];
  /** Of the engine: 达标 by all targets of the subject, in per cent. */
  readonly summary: SubjectFigures | undefined;
  readonly summaryBefore: SubjectFigures | undefined;
}

export interface SubjectFigures {
  readonly targets: number;
  readonly met: number;
  readonly notMet: number;
  readonly pending: number;
  readonly noData: number;
  readonly metRatio: string;
  readonly completeness: string;
}

export interface QuarterlyReport {
  readonly title: string;
  readonly asOf: PlainDate;
  readonly before: { readonly title: string; readonly asOf: PlainDate };
  readonly madeBy: string;
  readonly isDemo: boolean;
  readonly subjects: readonly SubjectReport[];
}

/** What was promised, where it stands, what changed since the last quarter, what is late. */
export const quarterlyReport = (report: QuarterlyReport): PlainReport => ({
  title: report.title,
  lines: [`数据截至${inChinese(report.asOf)}，只计截至当日已审定的数值`, report.madeBy],
  ...(report.isDemo && { mark: "演示数据" }),
  parts: [
    { kind: "heading", text: "一、总体情况" },
    ...overall(report),
    { kind: "heading", text: "二、承诺与进展" },
    ...report.subjects.map((subject): ReportPart => ({ kind: "table", table: progressTable(report, subject) })),
    { kind: "heading", text: "三、与上一季度相比" },
    ...changes(report),
    { kind: "heading", text: "四、滞后与缺报" },
    ...lateness(report),
    { kind: "heading", text: "五、说明" },
    ...notes(report),
  ],
});

const overall = ({ subjects, before }: QuarterlyReport): readonly ReportPart[] => {
  const cells = subjects.flatMap(({ targets }) => targets.map(({ now }) => now));
  const [only] = subjects;
  if (subjects.length === 1 && only !== undefined) return [{ kind: "text", text: sentenceOf(only, before.title) }];
  const count = (verdict: VerdictName) => cells.filter((cell) => cell.verdict === verdict).length;
  const words = (["met", "not-met", "pending", "no-data"] as const).map((each) => `${verdictWords[each]}${count(each)}项`);
  return [
    { kind: "text", text: `共${subjects.length}个单位、${cells.length}项目标：${words.join("，")}。` },
    {
      kind: "table",
      table: {
        note: "达标率以该单位全部目标为基数",
        columns: summaryColumns,
        rows: subjects.map(({ name, summary, summaryBefore }) => [
          name,
          ...(summary === undefined
            ? ["—", "—", "—", "—", "—", "—", "—"]
            : [
                ...[summary.targets, summary.met, summary.notMet, summary.pending, summary.noData].map(String),
                `${summary.metRatio}%`,
                `${summary.completeness}%`,
              ]),
          summaryBefore === undefined ? "—" : `${summaryBefore.metRatio}%`,
        ]),
      },
    },
  ];
};

const summaryColumns: readonly ReportColumn[] = [
  { title: "单位", side: "left", share: 5 },
  ...["目标", "达标", "未达标", "待定", "无数据", "达标率", "数据完整率", "上季达标率"].map(
    (title): ReportColumn => ({ title, side: "right", share: 1.4 }),
  ),
];

const sentenceOf = ({ targets, summary, summaryBefore }: SubjectReport, beforeTitle: string): string => {
  if (summary === undefined) return `共${targets.length}项指标，均未设目标。`;
  const { met, notMet, pending, noData, metRatio, completeness } = summary;
  const now = `共${summary.targets}项目标，达标${met}项，未达标${notMet}项，待定${pending}项，无数据${noData}项；`;
  const ratio = `达标率${metRatio}%（以全部目标为基数），数据完整率${completeness}%。`;
  const then =
    summaryBefore === undefined ? "" : `${beforeTitle}报告时达标${summaryBefore.met}项，达标率${summaryBefore.metRatio}%。`;
  return now + ratio + then;
};

const left = (title: string, share: number): ReportColumn => ({ title, share, side: "left" });
const right = (title: string, share: number): ReportColumn => ({ title, share, side: "right" });
const middle = (title: string, share: number): ReportColumn => ({ title, share, side: "center" });

const progressColumns: readonly ReportColumn[] = [
  middle("序号", 1.1),
  left("指标", 4.4),
  left("目标", 2.9),
  middle("期限", 1.9),
  right("现值", 2.6),
  left("数据期间", 2.3),
  middle("判定", 1.4),
  right("完成率", 1.6),
  middle("进度", 1.7),
  right("上季", 2.6),
  left("标记", 2),
  left("依据", 2.3),
];

/** The document stands once above the table; a row names it only where it is another. */
const progressTable = ({ subjects }: QuarterlyReport, { name, targets }: SubjectReport): ReportTable => {
  const document = targets[0]?.basis.document ?? "";
  return {
    note: `依据：${document}`,
    columns: progressColumns,
    rows: [
      ...(subjects.length > 1 ? [[name]] : []),
      ...targets.map(({ now, before, basis }, at) => [
        String(at + 1),
        now.title,
        now.asked,
        now.by,
        now.display,
        now.basis === "" ? "—" : now.basis,
        verdictWords[now.verdict],
        percentText(now),
        signalText(now),
        before?.display ?? "—",
        now.flags.map((flag) => flagWords[flag]).join("、") || "—",
        basis.document === document ? basis.place : `${basis.document} ${basis.place}`,
      ]),
    ],
  };
};

const percentText = ({ completion }: BoardCell): string => (completion === null ? "—" : `${completion}%`);

const changeColumns: readonly ReportColumn[] = [
  left("指标", 3.2),
  left("数值、判定和进度的变化", 5),
  left("新审定的数值", 4.4),
  left("环比", 3),
  left("同比", 3),
];

const changes = ({ subjects, before }: QuarterlyReport): readonly ReportPart[] => {
  const rows = subjects.flatMap(({ name, targets }) => {
    const changed = targets.flatMap((target) => {
      const change = changeOf(target);
      if (change === undefined && target.approved.length === 0) return [];
      const { now, lastPeriod, yearOnYear } = target;
      return [[now.title, change ?? "—", approvedText(target) || "—", comparisonText(lastPeriod), comparisonText(yearOnYear)]];
    });
    return changed.length > 0 && subjects.length > 1 ? [[name], ...changed] : changed;
  });
  const than = `${before.title}报告（截至${inChinese(before.asOf)}）`;
  if (rows.length === 0) return [{ kind: "text", text: `与${than}相比，没有变化，也没有新审定的数值。` }];
  return [{ kind: "table", table: { note: `与${than}相比`, columns: changeColumns, rows } }];
};

const lateColumns: readonly ReportColumn[] = [
  left("指标", 4),
  left("目标", 3),
  middle("期限", 1.8),
  right("现值", 2.4),
  left("差距", 2.6),
  left("下一步", 7),
];

const lateness = ({ subjects }: QuarterlyReport): readonly ReportPart[] => {
  const parts = (Object.keys(lateKinds) as LateKind[]).flatMap((kind): ReportPart[] => {
    let count = 0;
    const rows = subjects.flatMap(({ name, targets }) => {
      const late = targets.filter((target) => lateOf(target).includes(kind)).map(({ now }) => lateRow(now, kind));
      count += late.length;
      return late.length > 0 && subjects.length > 1 ? [[name], ...late] : late;
    });
    if (count === 0) return [];
    return [
      { kind: "subheading", text: `${lateKinds[kind]}（${count}项）` },
      { kind: "table", table: { columns: lateColumns, rows } },
    ];
  });
  return parts.length > 0 ? parts : [{ kind: "text", text: "没有到期未达标、滞后、缺数据和迟报的目标。" }];
};

const lateRow = ({ title, asked, by, display, gap, nextStep, lateDays }: BoardCell, kind: LateKind): readonly string[] => [
  title,
  asked,
  by,
  display,
  gap ?? "—",
  kind === "late" ? `所用数据迟报${lateDays ?? 0}天` : nextStep || "—",
];

const notes = ({ asOf, before }: QuarterlyReport): readonly ReportPart[] => [
  {
    kind: "list",
    items: [
      `本报告按截至${inChinese(asOf)}已审定的数值评价；以后的更正不改变本报告。上季一栏为截至${inChinese(before.asOf)}的评价。`,
      "判定、进度、标记是三件事：判定只看目标和数值；进度是到期前的预测，不是判定；标记不改变判定。",
      `进度分${Object.values(signalWords).join("、")}。达标的完成率为100.0%，未达标的至多99.9%。`,
      "依据为文件和款项，目标只能由以后的文件修改。",
    ],
  },
];
