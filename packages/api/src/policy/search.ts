import { z } from "zod";
import { route } from "../route.ts";

/** A piece of text around the hits; `hits` are [start, end) offsets into `text`. */
const excerpt = z.object({ text: z.string(), hits: z.array(z.tuple([z.number().int(), z.number().int()])) });
export type Excerpt = z.infer<typeof excerpt>;

const found = z.object({
  kind: z.enum(["document", "clause", "official-text"]),
  document: z.string(),
  documentNumber: z.string(),
  /** Where it stands: 第七条（三）1. */
  ref: z.string(),
  clause: z.string().nullable(),
  href: z.string(),
  title: excerpt.nullable(),
  excerpt,
});
export type PolicyFound = z.infer<typeof found>;

export const searchPolicy = route({
  method: "GET",
  url: "/policy/search",
  room: "policy",
  summary: "检索文件、条款要点和已载入的原文；几个词以空格分开，须同时出现",
  access: "public",
  query: z.object({
    q: z.string().max(100),
    kind: z.enum(["document", "clause", "official-text"]).optional(),
    document: z.string().max(60).optional(),
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  answer: z.object({
    words: z.array(z.string()),
    total: z.number().int(),
    counts: z.object({ document: z.number().int(), clause: z.number().int(), officialText: z.number().int() }),
    items: z.array(found),
    next: z.string().nullable(),
  }),
});
