import { z } from "zod";
import { instantText } from "../common.ts";
import { route } from "../route.ts";
import { seatState } from "./panels.ts";
import { panelParams, room, scoreEntries, scoreSheet } from "./shared.ts";

/** Before the pledge an expert learns programme and numbers, nothing else: a conflict is found before a title is seen. */
export const reviewDesk = route({
  method: "GET",
  url: "/reviews/desk",
  room,
  summary: "我的评审：邀请与任务",
  access: "reviews.score",
  answer: z.object({
    expert: z.object({ name: z.string(), unitName: z.string() }).nullable(),
    seats: z.array(
      z.object({
        panel: z.uuid(),
        programmeTitle: z.string(),
        year: z.number().int(),
        round: z.number().int(),
        isBlind: z.boolean(),
        isClosed: z.boolean(),
        numbers: z.array(z.string()),
        state: seatState,
        invitedAt: instantText,
        pledgedAt: instantText.nullable(),
        pledgeText: z.string(),
        lockedSheets: z.number().int(),
      }),
    ),
  }),
});

export const answerInvitation = route({
  method: "POST",
  url: "/reviews/desk/:panelId/answer",
  room,
  summary: "接受、谢绝邀请，或声明须回避",
  access: "reviews.score",
  params: panelParams,
  body: z.object({ answer: z.enum(["accept", "decline", "conflict"]), reason: z.string().trim().max(500).optional() }),
  answer: z.object({ state: seatState }),
});

export const signPledge = route({
  method: "POST",
  url: "/reviews/desk/:panelId/pledge",
  room,
  summary: "签署评审承诺",
  access: "reviews.score",
  params: panelParams,
  body: z.object({ agrees: z.literal(true) }),
  answer: z.object({ pledgedAt: instantText }),
});

export const listReviewPapers = route({
  method: "GET",
  url: "/reviews/desk/:panelId/papers",
  room,
  summary: "本组待我评审的材料",
  access: "reviews.score",
  params: panelParams,
  answer: z.object({
    programmeTitle: z.string(),
    round: z.number().int(),
    isBlind: z.boolean(),
    sheet: scoreSheet,
    items: z.array(
      z.object({
        project: z.uuid(),
        number: z.string(),
        title: z.string(),
        state: z.enum(["untouched", "draft", "locked"]),
        total: z.number().int().nullable(),
      }),
    ),
  }),
});

const paperAnswer = z.object({
  label: z.string(),
  /** Ready to be shown: paragraphs, or a table of texts. */
  paragraphs: z.array(z.string()),
  table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())), numeric: z.array(z.boolean()) }).nullable(),
});

/** What an expert reads of a project: compiled when the panel was drawn, without personal data, in blind calls without unit and persons. */
export const paperContent = z.object({
  sections: z.array(z.object({ title: z.string(), clause: z.string().nullable(), answers: z.array(paperAnswer) })),
});
export type PaperContent = z.infer<typeof paperContent>;

const paperParams = panelParams.extend({ projectId: z.uuid() });

export const readReviewPaper = route({
  method: "GET",
  url: "/reviews/desk/:panelId/papers/:projectId",
  room,
  summary: "一个项目的评审材料与我的评分",
  access: "reviews.score",
  params: paperParams,
  answer: z.object({
    number: z.string(),
    title: z.string(),
    unitName: z.string().nullable(),
    content: paperContent,
    sha256: z.string(),
    isBlind: z.boolean(),
    /** Files that a blind review keeps from its experts; null: compiled before these were counted. */
    withheldFiles: z.number().int().nullable(),
    files: z.array(z.object({ id: z.uuid(), name: z.string(), material: z.string(), sizeBytes: z.number().int() })),
    score: scoreEntries.extend({
      version: z.number().int(),
      total: z.number().int().nullable(),
      savedAt: instantText.nullable(),
      lockedAt: instantText.nullable(),
    }),
  }),
});

export const downloadPaperFile = route({
  method: "GET",
  url: "/reviews/desk/:panelId/papers/:projectId/files/:fileId",
  room,
  summary: "评审材料的附件",
  access: "reviews.score",
  params: paperParams.extend({ fileId: z.uuid() }),
  download: true,
});

export const saveScore = route({
  method: "PUT",
  url: "/reviews/desk/:panelId/papers/:projectId/score",
  room,
  summary: "保存评分草稿",
  access: "reviews.score",
  params: paperParams,
  body: scoreEntries.extend({ version: z.number().int() }),
  answer: z.object({ version: z.number().int(), savedAt: instantText, total: z.number().int().nullable() }),
});

export const lockScore = route({
  method: "POST",
  url: "/reviews/desk/:panelId/papers/:projectId/score/lock",
  room,
  summary: "提交并锁定评分，此后不可修改",
  access: "reviews.score",
  params: paperParams,
  body: z.object({ version: z.number().int() }),
  answer: z.object({ lockedAt: instantText, total: z.number().int() }),
});
