import { flagWords, signalWords, verdictWords } from "@qiangyi/api";
import {
  type Evaluation,
  registerTarget,
  type SubjectSummary,
  type TargetsInput,
  type TargetsOutput,
} from "@qiangyi/policy/targets";
import { type Alignment, layOut } from "./text-table.ts";

/** The evaluations and the met ratios for people. */
export const targetsTable = (input: TargetsInput, { asOf, evaluations, subjects }: TargetsOutput): string => {
  const named = names(input);
  const sections = [
    `截止日期 ${asOf}`,
    section("目标", evaluationRows(evaluations, named), ["left", "left", "right", "left", "right", "right", "right"]),
    section("合计", subjectRows(subjects), ["left", "right", "right", "right", "right", "right", "right", "right"]),
  ];
  return `${sections.filter((each) => each !== "").join("\n\n")}\n`;
};

const section = (title: string, rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string =>
  rows.length > 1 ? `${title}\n${layOut(rows, alignments)}` : "";

const names = ({ targets }: TargetsInput): ReadonlyMap<string, string> =>
  new Map(
    targets.map((each) => {
      const id = typeof each === "string" ? each : each.id;
      const terms = typeof each !== "string" && "indicator" in each ? each : registerTarget(id);
      return [id, terms?.indicator ?? ""] as const;
    }),
  );

const evaluationRows = (evaluations: readonly Evaluation[], named: ReadonlyMap<string, string>) => [
  ["目标", "指标", "年度", "结论", "数值", "完成率", "差距", "进度", "说明"],
  ...evaluations.map((each) => [
    each.target,
    named.get(each.target) ?? "",
    each.year === null ? "各年" : String(each.year),
    verdictWords[each.verdict],
    each.display,
    each.completion === null ? "—" : `${each.completion}%`,
    gapOf(each),
    each.signal === null ? "" : signalWords[each.signal],
    remarksOf(each),
  ]),
];

const gapOf = ({ gap }: Evaluation): string => (gap === null ? "" : `${gap.value}${gap.unit}${gap.strict ? "以上" : ""}`);

const remarksOf = ({ flags, lateDays, missing }: Evaluation): string =>
  [
    ...flags.map((flag) => (flag === "late-report" && lateDays !== null ? `迟报${lateDays}日` : flagWords[flag])),
    ...(missing !== null && missing.length > 0 ? [`缺${missing.join("、")}`] : []),
  ].join("；");

const subjectRows = (subjects: readonly SubjectSummary[]) => [
  ["对象", "目标数", "达标", "未达标", "待定", "无数据", "达标率", "填报完整率"],
  ...subjects.map((each) => [
    each.subject,
    ...[each.targets, each.met, each.notMet, each.pending, each.noData].map(String),
    `${each.metRatio}%`,
    `${each.completeness}%`,
  ]),
];
