import { type PromiseBoard, type PromiseFigure, promiseLights, promiseStrengths, promiseVerdicts } from "@qiangyi/api";
import type { TableCell, TableSheet } from "../../documents/index.ts";

const text = (label: string, width: number) => ({ label, kind: "text" as const, width });

/** 选定50所；建成38所: figures stay apart in one cell too. */
const figuresText = (figures: readonly PromiseFigure[]): string =>
  figures.map(({ label, value, unit }) => `${label}${value === null ? "无数据" : ` ${value}${unit}`}`).join("；");

/** The cards, and under each its rows: the same words as on screen. */
export const promisesSheet = ({ parts, asOf }: PromiseBoard): TableSheet => ({
  name: "省规划指标",
  title: "省规划指标和数量要求",
  unit: "见各行",
  filterText: `截至${asOf}`,
  columns: [
    text("部分", 10),
    text("条款", 10),
    text("指标", 28),
    text("要求", 26),
    text("性质", 10),
    text("期限", 16),
    text("现状", 46),
    text("结论", 10),
    text("差", 10),
    text("灯", 8),
    text("说明", 50),
    text("未到位", 50),
  ],
  rows: parts.flatMap(({ part, cards }) =>
    cards.flatMap(({ ref, title, asked, strength, due, isInferredDate, unit, finding }): TableCell[][] => [
      [
        part,
        ref,
        title,
        asked,
        promiseStrengths[strength],
        due === null ? (isInferredDate ? "推定" : null) : `${due}${isInferredDate ? "（推定）" : ""}`,
        finding && figuresText(finding.figures),
        finding?.verdict ? promiseVerdicts[finding.verdict] : null,
        finding?.shortBy ? `${finding.shortBy}${unit.split("/")[0]}` : null,
        finding && promiseLights[finding.light],
        finding && [finding.because, finding.remark].filter(Boolean).join("；"),
        finding && finding.open.join("、"),
      ],
      ...(finding?.rows ?? []).map((row): TableCell[] => [
        part,
        ref,
        `　${row.name}`,
        null,
        null,
        null,
        figuresText(row.figures),
        null,
        null,
        promiseLights[row.light],
        row.remark,
        null,
      ]),
    ]),
  ),
  notes: ["灯由平台按应有进度判断，不是规划的条文：0.90以上绿灯，0.70以上黄灯，期满未达到红灯；力争、鼓励的不因数值亮红灯。"],
});
