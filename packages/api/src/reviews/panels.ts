import { z } from "zod";
import { instantText, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { exclusion, panelParams, room, scoreSheet, sentence } from "./shared.ts";

export const panelState = z.enum(["forming", "frozen", "drawn", "closed", "void"]);
export const seatState = z.enum(["invited", "accepted", "declined", "conflict"]);
/** Whose region keeps an expert out: the county of the applicant, its city, or none. */
export const regionRule = z.enum(["county", "city", "none"]);

export const listReviewCalls = route({
  method: "GET",
  url: "/reviews/calls",
  room,
  summary: "待评审的申报通知",
  access: "reviews.organise",
  query: z.object({ year: yearNumber.optional() }),
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        programme: z.string(),
        programmeTitle: z.string(),
        year: z.number().int(),
        isBlind: z.boolean(),
        /** Passed the form check and in no panel yet. */
        waiting: z.number().int(),
        inReview: z.number().int(),
        reviewed: z.number().int(),
        panels: z.number().int(),
      }),
    ),
  }),
});

const projectRef = z.object({ id: z.uuid(), number: z.string(), title: z.string(), institutionName: z.string() });

const panelSummary = z.object({
  id: z.uuid(),
  call: z.uuid(),
  title: z.string(),
  round: z.number().int(),
  state: panelState,
  projects: z.number().int(),
  experts: z.number().int(),
  accepted: z.number().int(),
  vacant: z.number().int(),
  lockedSheets: z.number().int(),
  allSheets: z.number().int(),
  createdAt: instantText,
});
export type PanelSummary = z.infer<typeof panelSummary>;

export const readReviewCall = route({
  method: "GET",
  url: "/reviews/calls/:callId",
  room,
  summary: "一个申报通知的评审：待分组项目与评审组",
  access: "reviews.organise",
  params: z.object({ callId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    title: z.string(),
    programmeTitle: z.string(),
    year: z.number().int(),
    isBlind: z.boolean(),
    experts: z.number().int(),
    fields: z.array(z.string()),
    sheet: scoreSheet,
    waiting: z.array(projectRef),
    panels: z.array(panelSummary),
  }),
});

export const createPanel = route({
  method: "POST",
  url: "/reviews/panels",
  room,
  summary: "组建评审组",
  access: "reviews.organise",
  body: z.object({
    call: z.uuid(),
    title: z.string().trim().min(2, "请填写评审组名称").max(100),
    projects: z.array(z.uuid()).min(1, "至少选择一个项目").max(200),
    experts: z.number().int().min(1).max(99),
    fields: z.array(z.string().trim().min(2).max(40)).max(8),
    regionRule,
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

const candidate = z.object({
  expert: z.uuid(),
  number: z.string(),
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  fields: z.array(z.string()),
  load: z.number().int(),
  maxLoad: z.number().int(),
  /** By kind, and for which project; what is known of the person stays in the pool. */
  exclusions: z.array(exclusion),
  /** What became of him in the draw, in words: drawn, or why not; null before the draw for those who may be drawn. */
  outcome: z.object({ kind: z.string(), sentence: z.string() }).nullable(),
  /** Place in the order of the draw, from 1; null before it and for those excluded. */
  place: z.number().int().nullable(),
});
export type PanelCandidate = z.infer<typeof candidate>;

/** Which limit cannot be met, and the counts that show it. */
export const drawProof = z.object({
  limit: z.enum(["size", "candidates", "units", "field", "fields"]),
  sentence: z.string(),
  needed: z.number().int(),
  available: z.number().int(),
  fields: z.array(z.string()),
  /** Ids of the candidates that the proof is about. */
  candidates: z.array(z.string()),
});

const seat = z.object({
  expert: z.uuid(),
  number: z.string(),
  name: z.string(),
  unitName: z.string(),
  place: z.number().int(),
  state: seatState,
  reason: z.string().nullable(),
  hasAccount: z.boolean(),
  invitedAt: instantText,
  answeredAt: instantText.nullable(),
  pledgedAt: instantText.nullable(),
  lockedSheets: z.number().int(),
});
export type PanelSeat = z.infer<typeof seat>;

export const readPanel = route({
  method: "GET",
  url: "/reviews/panels/:panelId",
  room,
  summary: "一个评审组：项目、候选人与回避情形、抽取、席位",
  access: "reviews.organise",
  params: panelParams,
  answer: panelSummary.extend({
    callTitle: z.string(),
    isBlind: z.boolean(),
    regionRule,
    fields: z.array(z.string()),
    sheet: scoreSheet,
    isSheetFixed: z.boolean(),
    projectList: z.array(projectRef),
    candidates: z.array(candidate),
    proof: drawProof.nullable(),
    candidateHash: z.string().nullable(),
    commitment: z.string().nullable(),
    seed: z.string().nullable(),
    words: z.string().nullable(),
    frozenAt: instantText.nullable(),
    frozenBy: z.string().nullable(),
    drawnAt: instantText.nullable(),
    drawnBy: z.string().nullable(),
    voidReason: z.string().nullable(),
    seats: z.array(seat),
  }),
});

export const changeSheet = route({
  method: "PUT",
  url: "/reviews/panels/:panelId/sheet",
  room,
  summary: "调整评分表；首份评分保存后不得再改",
  access: "reviews.organise",
  params: panelParams,
  body: scoreSheet.refine(({ pass, revise }) => pass >= revise, { path: ["pass"], message: "推荐线不能低于不予推荐线" }),
  status: 204,
});

export const freezeCandidates = route({
  method: "POST",
  url: "/reviews/panels/:panelId/freeze",
  room,
  summary: "锁定候选名单并公布其哈希",
  access: "reviews.organise",
  params: panelParams,
  answer: z.object({ candidateHash: z.string(), commitment: z.string() }),
});

export const drawPanel = route({
  method: "POST",
  url: "/reviews/panels/:panelId/draw",
  room,
  summary: "随机抽取专家",
  access: "reviews.organise",
  params: panelParams,
  /** Words given at the draw by who witnesses it: neither the platform alone nor one person alone can choose the seed. */
  body: z.object({ words: z.string().trim().min(6, "请填写监督人现场给出的至少6个字符").max(100) }),
  answer: z.object({ seed: z.string(), panel: z.array(z.string()) }),
});

export const refillPanel = route({
  method: "POST",
  url: "/reviews/panels/:panelId/refill",
  room,
  summary: "按同一抽取次序补抽",
  access: "reviews.organise",
  params: panelParams,
  answer: z.object({ added: z.array(z.string()) }),
});

export const voidPanel = route({
  method: "POST",
  url: "/reviews/panels/:panelId/void",
  room,
  summary: "作废评审组，项目退回待分组；记录保留",
  access: "reviews.organise",
  params: panelParams,
  body: z.object({ reason: sentence }),
  status: 204,
});

/** Everything that a stranger needs to draw again. Candidates are named by id, number in the pool and unit, persons are not named. */
export const drawRecord = z.object({
  algorithm: z.literal("qiangyi-draw-1"),
  panel: z.string(),
  experts: z.number().int(),
  fields: z.array(z.string()),
  candidates: z.array(
    z.object({
      id: z.string(),
      /** Number in the pool, for readers; hashes and order go by id. */
      number: z.string().optional(),
      unit: z.string(),
      fields: z.array(z.string()),
      excluded: z.array(z.string()),
    }),
  ),
  candidateHash: z.string(),
  commitment: z.string(),
  frozenAt: z.string(),
  nonce: z.string().nullable(),
  words: z.string().nullable(),
  seed: z.string().nullable(),
  drawnAt: z.string().nullable(),
  drawn: z.array(z.string()),
  /** In the order in which seats fell vacant and were filled again. */
  replacements: z.array(z.object({ unavailable: z.array(z.string()), added: z.array(z.string()) })),
});
export type DrawRecordAnswer = z.infer<typeof drawRecord>;

export const readDrawRecord = route({
  method: "GET",
  url: "/reviews/panels/:panelId/record",
  room,
  summary: "抽取记录：任何人可据以重算",
  access: "projects.read",
  params: panelParams,
  answer: drawRecord,
});
