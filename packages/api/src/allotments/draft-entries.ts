import { z } from "zod";
import { fenText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { obstacle, room } from "./shared.ts";

/**
 * Drafts are saved entry by entry. A place is "title", "note", "fixed/12" (row 12 of the upstream notice goes with this document) or "cell/<column>/<row>":
 * an upstream row and a receiver, or a line and a region. Money is text of 分, a blank cell null.
 */
const entryValue = z.union([z.string().max(500), z.boolean(), z.null()]);
export type DraftEntryValue = z.infer<typeof entryValue>;

const sentEntry = z.object({
  place: z.string().min(1).max(160),
  value: entryValue,
  /** The version that the value was typed over; 0 for a place that nobody changed yet. */
  version: z.number().int().min(0),
});
export type SentEntry = z.infer<typeof sentEntry>;

/** One place of a draft as it stands. */
export const draftEntry = z.object({
  place: z.string(),
  value: entryValue,
  version: z.number().int(),
  savedAt: instantText.nullable(),
});
export type DraftEntry = z.infer<typeof draftEntry>;

const savedEntry = z.object({
  place: z.string(),
  version: z.number().int(),
  savedAt: instantText,
  /** Why this one was not saved; the others were. `current` where somebody else was faster. */
  problem: z
    .object({
      code: z.enum(["ANSWER_CHANGED", "entry-refused"]),
      detail: z.string(),
      current: z.object({ value: entryValue, version: z.number().int(), by: z.string(), at: instantText }).nullable(),
    })
    .nullable(),
});
export type SavedEntry = z.infer<typeof savedEntry>;

const params = z.object({ noticeId: z.uuid() });
const body = z.object({ entries: z.array(sentEntry).min(1).max(20_000) });

export const saveDistributionEntries = route({
  method: "PATCH",
  url: "/allotments/distributions/:noticeId/entries",
  room,
  summary: "逐格保存分解下达草稿；各格分别判断，一格被别人先改不影响其他各格",
  access: "notices.draft",
  params,
  body,
  answer: z.object({ entries: z.array(savedEntry), base: z.string(), totalFen: fenText, obstacles: z.array(obstacle) }),
});

export const saveEarlyEntries = route({
  method: "PATCH",
  url: "/allotments/notices/:noticeId/entries",
  room,
  summary: "逐格保存提前下达草稿的分地区金额",
  access: "notices.draft",
  params,
  body,
  answer: z.object({ entries: z.array(savedEntry), totalFen: fenText }),
});

export const listEarlyEntries = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/entries",
  room,
  summary: "提前下达草稿各格的金额和版本",
  access: "notices.read",
  params,
  answer: z.object({ entries: z.array(draftEntry) }),
});
