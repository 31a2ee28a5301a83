import { z } from "zod";
import { dateText, instantText, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { goalResult, toldNode } from "./goal-node.ts";

const room = "evaluations";

/** 规划评估: the plan for the service system judged in writing, goal by goal. */
export const evaluationKinds = { midterm: "中期评估", final: "终期评估", yearly: "年度体系绩效报告" } as const;
export type EvaluationKindName = keyof typeof evaluationKinds;
const kind = z.enum(Object.keys(evaluationKinds) as [EvaluationKindName, ...EvaluationKindName[]]);

export const evaluationStates = { draft: "编写中", submitted: "待审定", approved: "已审定" } as const;
export type EvaluationState = keyof typeof evaluationStates;
const state = z.enum(Object.keys(evaluationStates) as [EvaluationState, ...EvaluationState[]]);

export const attributeRatings = { good: "好", fair: "一般", weak: "差" } as const;
export type AttributeRating = keyof typeof attributeRatings;
const rating = z.enum(Object.keys(attributeRatings) as [AttributeRating, ...AttributeRating[]]);

const evaluationId = z.object({ id: z.string().max(64) });
const clauseId = z.string().min(1).max(120);
const act = z.object({ by: z.string(), at: instantText }).nullable();

const summary = z.object({
  id: z.string(),
  title: z.string(),
  kind,
  year: z.number().int(),
  version: z.number().int(),
  asOf: dateText,
  state,
  drafted: act,
  submitted: act,
  approved: act,
});
export type EvaluationSummary = z.infer<typeof summary>;

const judgement = z.object({
  attribute: z.string(),
  rating: rating.nullable(),
  text: z.string(),
  /** 0: not written yet. Sent back with a change, so that nobody overwrites what he has not seen. */
  version: z.number().int(),
  written: act,
});
export type JudgementView = z.infer<typeof judgement>;

const measure = z.object({
  title: z.string(),
  asked: z.string(),
  display: z.string(),
  standing: z.string(),
  open: z.array(z.string()),
});

/** What the platform computed for a goal as of the day of the evaluation; kept as it stood when the evaluation was approved. */
export const goalFinding = z.object({
  clause: z.string(),
  /** Null of a goal that people judge in writing. */
  result: goalResult.nullable(),
  isPreview: z.boolean(),
  because: z.string(),
  measures: z.array(measure),
  told: toldNode.nullable(),
});
export type GoalFinding = z.infer<typeof goalFinding>;

const goal = z.object({
  clause: z.string(),
  title: z.string(),
  isRated: z.boolean(),
  isScored: z.boolean(),
  /** Results that evaluators can choose from. */
  results: z.array(goalResult),
  finding: goalFinding,
  judgements: z.array(judgement),
  /** Of the evaluators; null while they leave it at what was computed. */
  result: goalResult.nullable(),
  reason: z.string().nullable(),
  resultVersion: z.number().int(),
  decided: act,
});
export type EvaluatedGoalView = z.infer<typeof goal>;

export const showEvaluation = route({
  method: "GET",
  url: "/evaluations/:id",
  room,
  summary: "一份规划评估：每个目标的计算结果、逐项书面评判和评估结果",
  access: "indicators.read",
  params: evaluationId,
  answer: summary.extend({
    reason: z.string().nullable(),
    returned: z.object({ by: z.string(), at: instantText, reason: z.string() }).nullable(),
    goals: z.array(goal),
    /** 目标：方面, as approval would name them. */
    missing: z.array(z.object({ clause: z.string(), goal: z.string(), attribute: z.string() })),
    mayWrite: z.boolean(),
    maySubmit: z.boolean(),
    /** Another person's submission. */
    mayApprove: z.boolean(),
    mayReturn: z.boolean(),
  }),
});

export const listEvaluations = route({
  method: "GET",
  url: "/evaluations",
  room,
  summary: "规划评估：中期2025、终期2027和2035、年度体系绩效报告",
  access: "indicators.read",
  answer: z.object({ items: z.array(summary), today: dateText, mayWrite: z.boolean(), isVisible: z.boolean() }),
});

export const openEvaluation = route({
  method: "POST",
  url: "/evaluations",
  room,
  summary: "开始一份规划评估",
  access: "evaluations.write",
  body: z.object({
    kind,
    year: yearNumber,
    /** Only what was approved by this day counts. */
    asOf: dateText,
    /** Why a further version is needed after an approved one. */
    reason: z.string().trim().min(4, "请写明理由，至少4个字").max(500).nullable(),
  }),
  answer: z.object({ id: z.string() }),
  status: 201,
});

export const writeJudgement = route({
  method: "PUT",
  url: "/evaluations/:id/judgements",
  room,
  summary: "写一项书面评判",
  access: "evaluations.write",
  params: evaluationId,
  body: z.object({
    goal: clauseId,
    attribute: z.string().min(1).max(60),
    rating: rating.nullable(),
    text: z.string().trim().max(2000, "至多2000字"),
    version: z.number().int().min(0),
  }),
  answer: z.object({ version: z.number().int() }),
});

export const settleGoalResult = route({
  method: "PUT",
  url: "/evaluations/:id/results",
  room,
  summary: "给一个目标评估结果：可以调低，调高须写明理由",
  access: "evaluations.write",
  params: evaluationId,
  body: z.object({
    goal: clauseId,
    /** Null: as computed. */
    result: goalResult.nullable(),
    reason: z.string().trim().max(1000).nullable(),
    version: z.number().int().min(0),
  }),
  answer: z.object({ version: z.number().int() }),
});

export const submitEvaluation = route({
  method: "POST",
  url: "/evaluations/:id/submission",
  room,
  summary: "送审一份规划评估",
  access: "evaluations.write",
  params: evaluationId,
  answer: z.object({ state }),
});

export const returnEvaluation = route({
  method: "POST",
  url: "/evaluations/:id/return",
  room,
  summary: "退回修改一份规划评估",
  access: "evaluations.approve",
  params: evaluationId,
  body: z.object({ reason: z.string().trim().min(4, "请写明退回的理由，至少4个字").max(500) }),
  answer: z.object({ state }),
});

export const approveEvaluation = route({
  method: "POST",
  url: "/evaluations/:id/approval",
  room,
  summary: "审定一份规划评估：由没有参与编写的另一人审定，缺一项书面评判即不能审定",
  access: "evaluations.approve",
  params: evaluationId,
  answer: z.object({ state }),
});

export const downloadEvaluation = route({
  method: "GET",
  url: "/evaluations/:id/paper",
  room,
  summary: "规划评估（Word）",
  access: "indicators.read",
  params: evaluationId,
  download: true,
});
