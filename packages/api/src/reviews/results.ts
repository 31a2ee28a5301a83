import { z } from "zod";
import { instantText } from "../common.ts";
import { route } from "../route.ts";
import { panelState } from "./panels.ts";
import { hundredths, room, sentence } from "./shared.ts";

const callParams = z.object({ callId: z.uuid() });
const projectParams = z.object({ projectId: z.uuid() });

export const conclusionKind = z.enum(["recommended", "revise", "not-recommended", "return"]);

const conclusion = z.object({
  conclusion: conclusionKind,
  reason: z.string(),
  /** Decision that sets a veto aside, by its document or minutes. */
  override: z.string().nullable(),
  by: z.string(),
  at: instantText,
});

const reviewRound = z.object({
  panel: z.uuid(),
  round: z.number().int(),
  state: panelState,
  locked: z.number().int(),
  experts: z.number().int(),
  /** Locked totals, lowest first and without names; empty until the last sheet is locked. */
  totals: z.array(hundredths),
  mean: hundredths.nullable(),
  dropsExtremes: z.boolean(),
  spread: hundredths.nullable(),
});

/** Means and orders are null while sheets of the panel are open: nobody watches a result grow. */
const projectResult = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  institutionName: z.string(),
  state: z.string(),
  rounds: z.array(reviewRound),
  mean: hundredths.nullable(),
  rank: z.number().int().nullable(),
  adjusted: hundredths.nullable(),
  adjustedRank: z.number().int().nullable(),
  bestRank: z.number().int().nullable(),
  worstRank: z.number().int().nullable(),
  /** Recommended, revise or not, by the call's own marks. */
  suggestion: z.enum(["pass", "revise", "fail"]).nullable(),
  needsSecond: z.boolean(),
  vetoes: z.array(z.object({ id: z.string(), title: z.string(), clause: z.string(), against: z.number().int() })),
  conclusion: conclusion.nullable(),
});
export type ProjectResult = z.infer<typeof projectResult>;

export const callResults = route({
  method: "GET",
  url: "/reviews/calls/:callId/results",
  room,
  summary: "评审结果：原始与校正次序并列",
  access: "reviews.organise",
  params: callParams,
  query: z.object({ cut: z.coerce.number().int().min(1).max(500).optional() }),
  answer: z.object({
    title: z.string(),
    pass: hundredths,
    revise: hundredths,
    spread: z.number().int(),
    openSheets: z.number().int(),
    projects: z.array(projectResult),
    /** Severity of each expert in hundredths of points: positive is milder than the others. */
    experts: z.array(z.object({ number: z.string(), name: z.string(), sheets: z.number().int(), effect: hundredths })),
    /** Where no chain of shared projects ties the experts together, means of different groups cannot be compared by adjustment. */
    isConnected: z.boolean(),
    /** How many may be chosen, and between which ranks the choice hangs on one single expert. */
    cut: z.object({ chosen: z.number().int(), from: z.number().int(), to: z.number().int() }).nullable(),
  }),
});

export const orderSecondReview = route({
  method: "POST",
  url: "/reviews/projects/:projectId/second-review",
  room,
  summary: "组织复评：另组一轮，原评分保留",
  access: "reviews.organise",
  params: projectParams,
  body: z.object({ reason: sentence }),
  status: 201,
  answer: z.object({ panel: z.uuid() }),
});

export const concludeReview = route({
  method: "POST",
  url: "/reviews/projects/:projectId/conclusion",
  room,
  summary: "作出评审结论",
  access: "reviews.organise",
  params: projectParams,
  body: z.object({
    conclusion: conclusionKind,
    reason: sentence,
    override: z.string().trim().min(4, "请填写推翻一票否决项的决定文号或会议纪要号").max(200).optional(),
  }),
  status: 201,
  answer: z.object({ state: z.string() }),
});

export const readProjectReview = route({
  method: "GET",
  url: "/reviews/projects/:projectId",
  room,
  summary: "一个项目的评审情况",
  access: "projects.read",
  params: projectParams,
  answer: z.object({
    rounds: z.array(reviewRound),
    mean: hundredths.nullable(),
    conclusions: z.array(conclusion),
    /** What was set aside as a remark by the experts, without names; after the conclusion only. */
    comments: z.array(z.string()),
  }),
});
