import { z } from "zod";
import { dateText } from "../common.ts";

export const goalResults = {
  achieved: "已实现",
  "partly-achieved": "部分实现",
  "not-achieved": "未实现",
  improved: "有改善",
  "not-improved": "未改善",
  "not-due": "未到期",
  "not-evaluable": "无法评价",
} as const;
export type GoalResult = keyof typeof goalResults;
export const goalResult = z.enum(Object.keys(goalResults) as [GoalResult, ...GoalResult[]]);

/** none: the clause only asks to report, or people judge it in writing. */
export const goalLight = z.enum(["green", "yellow", "red", "grey", "none"]);
export type GoalLight = z.infer<typeof goalLight>;

/** Figures of a goal as one table, cells ready to read. */
export const toldNode = z.object({
  light: goalLight,
  told: z.string(),
  /** Counties, hospitals, units, by name. */
  open: z.array(z.string()),
  columns: z.array(z.object({ title: z.string(), isNumber: z.boolean() })),
  rows: z.array(z.array(z.string())),
});
export type ToldNodeView = z.infer<typeof toldNode>;

/** The latest approved evaluation that speaks of a goal. */
export const evaluatedView = z.object({
  evaluation: z.string(),
  title: z.string(),
  result: goalResult.nullable(),
  reason: z.string().nullable(),
  judgements: z.array(z.object({ attribute: z.string(), rating: z.string().nullable(), text: z.string() })),
  approvedOn: dateText,
});
export type EvaluatedView = z.infer<typeof evaluatedView>;

export const nodeView = z.object({
  clause: z.string(),
  title: z.string(),
  attributes: z.array(z.string()),
  told: toldNode.nullable(),
  evaluated: evaluatedView.nullable(),
});
export type NodeView = z.infer<typeof nodeView>;
