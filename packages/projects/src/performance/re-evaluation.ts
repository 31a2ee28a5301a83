import type { PerformanceFault } from "./sheet.ts";

/** 再评价: four dimensions, output and benefit never below sixty together. */
export const dimensions = { decision: "决策", process: "过程", output: "产出", benefit: "效益" } as const;
export type Dimension = keyof typeof dimensions;

/** Shares by what the project has come to, in hundredths of a point. */
export const evaluationPhases = {
  general: { label: "一般", weights: { decision: 20_00, process: 20_00, output: 30_00, benefit: 30_00 } },
  underWay: { label: "实施期", weights: { decision: 20_00, process: 20_00, output: 35_00, benefit: 25_00 } },
  finished: { label: "实施期满", weights: { decision: 10_00, process: 20_00, output: 35_00, benefit: 35_00 } },
} as const;
export type EvaluationPhase = keyof typeof evaluationPhases;

export interface Deduction {
  readonly dimension: Dimension;
  readonly item: string;
  readonly points: number;
  readonly reason: string;
  /** What proves it: a voucher, a report, a record of the inspection. */
  readonly evidence: string;
  readonly clause: string;
}

export const reScore = (phase: EvaluationPhase, deductions: readonly Deduction[]) => {
  const { weights } = evaluationPhases[phase];
  const off = (dimension: Dimension) =>
    deductions.reduce((sum, row) => (row.dimension === dimension ? sum + row.points : sum), 0);
  const byDimension = (Object.keys(dimensions) as Dimension[]).map((dimension) => ({
    dimension,
    weight: weights[dimension],
    points: weights[dimension] - off(dimension),
  }));
  return { byDimension, total: byDimension.reduce((sum, { points }) => sum + points, 0) };
};

export const deductionFaults = (phase: EvaluationPhase, deductions: readonly Deduction[]): readonly PerformanceFault[] => [
  ...deductions.flatMap(({ item, points, reason, evidence, clause }, at) => {
    const on = (field: string, message: string) => ({
      path: `deductions.${at}.${field}`,
      message,
    });
    return [
      ...(item.trim().length < 2 ? [on("item", "请写明扣分的事项")] : []),
      ...(points <= 0 ? [on("points", "扣分应大于0")] : []),
      ...(reason.trim().length < 2 ? [on("reason", "请写明理由")] : []),
      ...(evidence.trim().length < 2 ? [on("evidence", "请写明证据")] : []),
      ...(clause.trim() === "" ? [on("clause", "请选择所依据的条款")] : []),
    ];
  }),
  ...reScore(phase, deductions).byDimension.flatMap(({ dimension, points, weight }) =>
    points < 0 ? [{ path: "deductions", message: `“${dimensions[dimension]}”共${weight / 100}分，扣分合计超出` }] : [],
  ),
];

/** More than ten points apart, the self-evaluation does not tell the state of things (自评失真). */
export const isDistorted = (own: number, evaluated: number): boolean => Math.abs(own - evaluated) > 10_00;
