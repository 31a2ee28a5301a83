import { z } from "zod";
import { dateText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { documentParams, textPart } from "./documents.ts";

/** An official text is some dozens of pages; larger files are scans, which hold no text. */
export const officialTextMaxBytes = 20 * 1024 * 1024;

const textParams = z.object({ text: z.uuid() });

const version = z.object({
  id: z.uuid(),
  document: z.string(),
  state: z.enum(["draft", "published"]),
  version: z.number().int().nullable(),
  title: z.string(),
  fileName: z.string(),
  format: z.enum(["txt", "docx", "pdf"]),
  loadedBy: z.string().nullable(),
  loadedAt: instantText,
  publishedOn: dateText.nullable(),
});
export type PolicyTextVersion = z.infer<typeof version>;

const counts = z.object({
  articles: z.number().int(),
  items: z.number().int(),
  characters: z.number().int(),
  /** Clauses of the register whose passage was found in the text, and those without one. */
  matchedClauses: z.number().int(),
  unmatchedRefs: z.array(z.string()),
});

const whole = version.extend({ notes: z.array(z.string()), counts, parts: z.array(textPart) });
export type PolicyText = z.infer<typeof whole>;

export const policyTexts = route({
  method: "GET",
  url: "/policy/documents/:document/texts",
  room: "policy",
  summary: "列出原文各版本",
  access: "public",
  params: documentParams,
  answer: z.object({ versions: z.array(version) }),
});

export const loadPolicyText = route({
  method: "POST",
  url: "/policy/documents/:document/texts",
  room: "policy",
  summary: "上传原文（txt、docx、pdf），分条后存为草稿供核对",
  access: "policy.manage",
  params: documentParams,
  upload: { maxBytes: officialTextMaxBytes },
  answer: whole,
  status: 201,
});

export const policyText = route({
  method: "GET",
  url: "/policy/texts/:text",
  room: "policy",
  summary: "读取原文的一个版本",
  access: "public",
  params: textParams,
  answer: whole,
});

export const correctPolicyText = route({
  method: "PUT",
  url: "/policy/texts/:text",
  room: "policy",
  summary: "改正草稿的分条；已发布的版本不可修改",
  access: "policy.manage",
  params: textParams,
  body: z.object({
    title: z.string().trim().min(1).max(300),
    parts: z
      .array(textPart.omit({ position: true }))
      .min(1)
      .max(5000),
  }),
  answer: whole,
});

export const publishPolicyText = route({
  method: "POST",
  url: "/policy/texts/:text/publication",
  room: "policy",
  summary: "发布草稿为新版本；此后不可修改",
  access: "policy.manage",
  params: textParams,
  answer: z.object({ version: z.number().int(), toReview: z.number().int() }),
});

export const discardPolicyText = route({
  method: "DELETE",
  url: "/policy/texts/:text",
  room: "policy",
  summary: "舍弃草稿；已发布的版本不可删除",
  access: "policy.manage",
  params: textParams,
  answer: z.object({ discarded: z.literal(true) }),
});

const piece = z.object({ text: z.string(), change: z.enum(["same", "added", "removed"]) });

export const comparePolicyTexts = route({
  method: "GET",
  url: "/policy/texts/:text/comparison",
  room: "policy",
  summary: "逐条比较原文的两个版本，标出增删",
  access: "public",
  params: textParams,
  query: z.object({ with: z.uuid() }),
  answer: z.object({
    before: version,
    after: version,
    counts: z.object({ same: z.number().int(), changed: z.number().int(), added: z.number().int(), removed: z.number().int() }),
    rows: z.array(
      z.object({
        ref: z.string(),
        label: z.string(),
        state: z.enum(["same", "changed", "added", "removed"]),
        pieces: z.array(piece),
      }),
    ),
  }),
});
export type PolicyComparisonRow = z.infer<(typeof comparePolicyTexts)["answer"]>["rows"][number];

const review = z.object({
  text: z.uuid(),
  document: z.string(),
  version: z.number().int(),
  clause: z.string(),
  ref: z.string(),
  gist: z.string(),
  change: z.enum(["changed", "removed", "added"]),
  before: z.string().nullable(),
  now: z.string().nullable(),
});
export type GistReview = z.infer<typeof review>;

export const gistReviews = route({
  method: "GET",
  url: "/policy/reviews",
  room: "policy",
  summary: "列出原文变动后有待复核的条款要点",
  access: "policy.manage",
  answer: z.object({ reviews: z.array(review) }),
});

export const confirmGist = route({
  method: "POST",
  url: "/policy/reviews/:text/:clause",
  room: "policy",
  summary: "确认要点与新版本相符，或记下需要修订之处",
  access: "policy.manage",
  params: textParams.extend({ clause: z.string().max(120) }),
  body: z.object({ note: z.string().trim().min(2, "写明复核结论").max(500) }),
  answer: z.object({ confirmed: z.literal(true) }),
});
