import { attributeRatings, downloadEvaluation, type EvaluatedGoalView, evaluationStates, goalResults } from "@qiangyi/api";
import { dateInShanghai, inChinese, ok, type PlainDate, refuse } from "@qiangyi/kernel";
import { clause as clauseOf, policyDocument } from "@qiangyi/policy/register";
import { type PlainReport, type ReportColumn, type ReportPart, reportDocx } from "../../documents/report/index.ts";
import { handle, type Rooms } from "../../platform/index.ts";
import { type ShownEvaluation, showAnswers, shownEvaluation } from "./show-evaluations.ts";

export const evaluationPaperRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    downloadEvaluation,
    async ({ tx, actor, params: { id } }) => {
      const shown = await shownEvaluation(tx, actor, id);
      if (shown === undefined) return refuse({ code: "evaluation-not-found" });
      const paper = evaluationPaper(shown, rooms.isDemo);
      return ok({
        name: `${paper.title}.docx`,
        contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        content: await reportDocx(paper),
      });
    },
    showAnswers,
  );

const day = (at: string): string => inChinese(dateInShanghai(new Date(at)));
const signed = (what: string, act: ShownEvaluation["drafted"]): string[] =>
  act === null ? [] : [`${what}：${act.by}，${day(act.at)}`];

/** The evaluation as it is read on paper: a draft says on top that it is one. */
export const evaluationPaper = (shown: ShownEvaluation, isDemo: boolean): PlainReport => {
  const { title, version, asOf, state, drafted, submitted, approved, goals } = shown;
  const isOpen = state !== "approved";
  return {
    title: `${policyDocument("service-system-2023")?.number ?? ""}${title}${version > 1 ? `（第${version}版）` : ""}`,
    lines: [
      `数据截至${inChinese(asOf as PlainDate)}${isOpen ? `；${evaluationStates[state]}，不是定稿` : ""}`,
      [...signed("编写", drafted), ...signed("送审", submitted), ...signed("审定", approved)].join("；"),
    ],
    ...((isDemo || isOpen) && {
      mark: [...(isDemo ? ["演示数据"] : []), ...(isOpen ? [evaluationStates[state]] : [])].join("　"),
    }),
    parts: [
      { kind: "heading", text: "一、总表" },
      { kind: "table", table: { columns: sumColumns, rows: goals.map(sumRow) } },
      { kind: "heading", text: "二、逐项评估" },
      ...goals.flatMap(goalParts),
      { kind: "heading", text: "三、说明" },
      { kind: "list", items: notes },
    ],
  };
};

const column = (title: string, share: number, side: ReportColumn["side"] = "left"): ReportColumn => ({ title, share, side });
const sumColumns = [
  column("目标", 5),
  column("条款", 2.4),
  column("平台计算", 2),
  column("评估结果", 2),
  column("调整的理由", 4),
];

const computedText = ({ finding: { result, isPreview } }: EvaluatedGoalView): string =>
  result === null ? "不计算" : `${goalResults[result]}${isPreview ? "（到期前预览）" : ""}`;

/** What was left alone stays as computed; the vision for 2035 gets no result before its year. */
const resultText = ({ result, isScored, finding }: EvaluatedGoalView): string => {
  if (!isScored) return "只书面评判";
  if (result !== null) return goalResults[result];
  return finding.result === null ? "书面评判" : `${goalResults[finding.result]}（同计算）`;
};

const sumRow = (goal: EvaluatedGoalView): readonly string[] => [
  goal.title,
  clauseOf(goal.clause)?.ref ?? goal.clause,
  computedText(goal),
  resultText(goal),
  goal.reason ?? "—",
];

const goalParts = (goal: EvaluatedGoalView, at: number): readonly ReportPart[] => {
  const { title, finding, judgements } = goal;
  return [
    { kind: "subheading", text: `${at + 1}. ${title}` },
    { kind: "text", text: `平台计算：${computedText(goal)}。${finding.because}。评估结果：${resultText(goal)}。` },
    ...measuresPart(goal),
    ...figuresPart(goal),
    ...judgements.flatMap(({ attribute, rating, text, written }): ReportPart[] => {
      const grade = rating === null ? "" : `（${attributeRatings[rating]}）`;
      return [
        {
          kind: "text",
          text: `${attribute}${grade}：${text === "" ? "（尚未评判）" : text}${written ? `（${written.by}，${day(written.at)}）` : ""}`,
        },
      ];
    }),
  ];
};

const measuresPart = ({ finding: { measures } }: EvaluatedGoalView): readonly ReportPart[] =>
  measures.length === 0
    ? []
    : [
        {
          kind: "table",
          table: {
            columns: [
              column("由什么实现", 5),
              column("要求", 2.4),
              column("现值", 2, "right"),
              column("结论", 1.6),
              column("所缺", 5),
            ],
            rows: measures.map(({ title, asked, display, standing, open }) => [
              title,
              asked,
              display,
              standing,
              open.join("、") || "—",
            ]),
          },
        },
      ];

const figuresPart = ({ finding: { told } }: EvaluatedGoalView): readonly ReportPart[] => {
  if (told === null) return [];
  const { told: sentence, columns, rows, open } = told;
  return [
    { kind: "text", text: `${sentence}。${open.length > 0 ? `所缺：${open.join("、")}。` : ""}` },
    ...(rows.length === 0
      ? []
      : [
          {
            kind: "table" as const,
            table: {
              columns: columns.map(({ title, isNumber }) => column(title, isNumber ? 1.5 : 2.5, isNumber ? "right" : "left")),
              rows,
            },
          },
        ]),
  ];
};

const notes = [
  "平台计算只用截至数据截止日已审定的数值和已确认的台账；审定时的计算结果随评估一同保存，以后的更正不改变它。",
  "评估结果可以低于计算结果；高于计算结果的，理由写在总表。没有数值的指标按未达标计。",
  "书面评判由署名的人写，审定人没有参与编写。",
];
