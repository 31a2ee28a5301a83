import { type BoardCell, flagWords, signalWords, type VerdictName, verdictWords } from "@qiangyi/api";
import { inChinese, type PlainDate } from "@qiangyi/kernel";
import type { PlainReport, ReportColumn, ReportPart } from "../../documents/report/index.ts";
import { changeOf, type LateKind, lateKinds, lateOf, type ReportedTarget, signalText } from "./compare.ts";

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

const progressColumns: readonly ReportColumn[] = [
  { title: "序号", side: "center", share: 0.8 },
  { title: "指标", side: "left", share: 3.4 },
  { title: "目标", side: "left", share: 2.6 },
  { title: "期限", side: "center", share: 1.5 },
  { title: "现值", side: "right", share: 2.2 },
  { title: "数据期间", side: "left", share: 2 },
  { title: "判定", side: "center", share: 1.3 },
  { title: "完成率", side: "right", share: 1.3 },
  { title: "进度", side: "center", share: 1.4 },
  { title: "上季", side: "right", share: 2.2 },
  { title: "标记", side: "left", share: 1.8 },
  { title: "依据", side: "left", share: 2.8 },
];

const progressTable = ({ subjects }: QuarterlyReport, { name, targets }: SubjectReport) => ({
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
      completionText(now),
      signalText(now),
      before?.display ?? "—",
      now.flags.map((flag) => flagWords[flag]).join("、") || "—",
      basis,
    ]),
  ],
});

const completionText = ({ completion }: BoardCell): string => (completion === null ? "—" : `${completion}%`);

const changes = ({ subjects, before }: QuarterlyReport): readonly ReportPart[] => {
  const found = subjects.flatMap(({ name, targets }): ReportPart[] => {
    const items = targets.flatMap((target) => changeOf(target) ?? []);
    if (items.length === 0) return [];
    return [
      ...(subjects.length > 1 ? [{ kind: "subheading" as const, text: `${name}（${items.length}项）` }] : []),
      { kind: "list", items },
    ];
  });
  return found.length > 0
    ? found
    : [{ kind: "text", text: `与${before.title}报告（截至${inChinese(before.asOf)}）相比，没有变化。` }];
};

const lateness = ({ subjects }: QuarterlyReport): readonly ReportPart[] => {
  const many = subjects.length > 1;
  const late = subjects.flatMap(({ name, targets }) =>
    targets.flatMap((target) => lateOf(target).map(({ kind, text }) => ({ kind, text: many ? `${name} ${text}` : text }))),
  );
  if (late.length === 0) return [{ kind: "text", text: "没有到期未达标、滞后、缺数据和迟报的目标。" }];
  return (Object.keys(lateKinds) as LateKind[]).flatMap((kind): ReportPart[] => {
    const items = late.filter((each) => each.kind === kind).map(({ text }) => text);
    if (items.length === 0) return [];
    return [
      { kind: "subheading", text: `${lateKinds[kind]}（${items.length}项）` },
      { kind: "list", items },
    ];
  });
};

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
