import {
  attributeRatings,
  type EvaluatedView,
  type GoalView,
  goalResults,
  type NodeView,
  promiseLights,
  verdictWords,
} from "@qiangyi/api";
import type { TableCell, TableSheet } from "../../documents/index.ts";
import { asOfText, text, whole } from "./board-sheets.ts";
import type { GoalsBoard } from "./show-goals.ts";

export const goalsSheet = ({ horizons, asOf, newestReport }: GoalsBoard): TableSheet => ({
  name: "目标节点",
  title: "目标节点与实现它的指标",
  unit: "见各行",
  filterText: asOfText(asOf, newestReport),
  columns: [
    text("节点", 8),
    text("总体目标", 30),
    text("结果", 16),
    text("指标", 30),
    text("要求", 20),
    text("2022年或对比年", 14),
    text("现值", 14),
    text("结论", 10),
    whole("完成"),
    whole("应有"),
    text("所缺", 30),
  ],
  rows: horizons.flatMap(({ year, goals }) =>
    goals.flatMap((goal) =>
      goal.measures.map((measure): TableCell[] => [
        `${year}年`,
        goal.title,
        `${goalResults[goal.result]}${goal.isPreview ? "（预览）" : ""}`,
        measure.title,
        measure.asked,
        measure.baseline,
        measure.display,
        measure.verdict === null ? "" : verdictWords[measure.verdict],
        measure.done,
        measure.of,
        measure.missing.join("、"),
      ]),
    ),
  ),
  notes: ["全部完成为已实现，七成以上为部分实现，其余为未实现；到期没有数值的按未达标计。未到期的结果只是预览。"],
});

/** Goals of the parts of the plan, and what stands in figures beside any goal: the same cells as on screen, one row a line. */
export const goalPartsSheet = ({ horizons, nodes, asOf, newestReport }: GoalsBoard): TableSheet => ({
  name: "分项目标",
  title: "规划各部分的目标和目标旁的数字",
  unit: "见各行",
  filterText: asOfText(asOf, newestReport),
  columns: [
    text("目标", 34),
    text("灯", 8),
    text("情况", 60),
    text("评估", 60),
    text("所缺", 40),
    text("明细", 80),
    text("条款", 44),
  ],
  rows: [
    ...nodes,
    ...horizons.flatMap(({ goals }) => goals.filter(({ told, evaluated }) => told !== null || evaluated !== null)),
  ].flatMap(partRows),
  notes: ["分项目标由评估组书面评判，平台只列数字；灯按平台的规则计算，不亮灯的只报告，不打分。"],
});

type Part = Pick<NodeView | GoalView, "clause" | "title" | "told" | "evaluated">;

/** The first line says how the goal stands; every line has one row of its figures. */
const partRows = ({ clause, title, told, evaluated }: Part): TableCell[][] => {
  const standing = [
    told && promiseLights[told.light],
    told && told.told,
    evaluated && evaluatedText(evaluated),
    told && told.open.join("、"),
  ];
  const lines = told?.rows.map((row) => told.columns.map((column, at) => `${column.title} ${row[at] ?? ""}`).join("；")) ?? [];
  const [first = null, ...others] = lines;
  return [[title, ...standing, first, clause], ...others.map((line) => [title, null, null, null, null, line, clause])];
};

/** 2025年中期评估：已实现；体系完整（好）：…… */
const evaluatedText = ({ title, result, judgements }: EvaluatedView): string =>
  [
    result === null ? title : `${title}：${goalResults[result]}`,
    ...judgements.map(({ attribute, rating, text: words }) => {
      const grade = rating === null ? "" : `（${attributeRatings[rating as keyof typeof attributeRatings] ?? rating}）`;
      return `${attribute}${grade}：${words}`;
    }),
  ].join("；");
