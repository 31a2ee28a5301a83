import type { PolicyText, PolicyTextVersion } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { clauses, type DocumentId } from "@qiangyi/policy/register";
import type { Actor } from "../platform/index.ts";
import { officialRefsOf } from "./official-refs.ts";
import type { Part } from "./official-text/split.ts";
import type { StoredPart, TextHead } from "./texts.store.ts";

export const describeVersion = (head: TextHead, actor: Actor): PolicyTextVersion => ({
  id: head.id,
  document: head.document,
  state: head.state,
  version: head.version,
  title: head.title,
  fileName: head.fileName,
  format: head.format,
  loadedBy: actor.level === "public" ? null : head.loadedBy,
  loadedAt: head.loadedAt.toISOString(),
  publishedOn: head.publishedAt ? dateInShanghai(head.publishedAt) : null,
});

export const describeText = (head: TextHead, parts: readonly StoredPart[], actor: Actor): PolicyText => ({
  ...describeVersion(head, actor),
  notes: [...head.notes],
  counts: countsOf(head.document, parts),
  parts: parts.map(({ position, kind, ref, label, body }) => ({ position, kind, ref, label, body })),
});

/** How well the split fits the clauses of the register, for the person who checks it before publishing. */
export const countsOf = (document: string, parts: readonly Part[]) => {
  const known = new Set(parts.map(({ ref }) => ref));
  const own = clauses(document as DocumentId);
  const unmatched = own.filter((clause) => officialRefsOf(clause, known).length === 0);
  return {
    articles: parts.filter(({ kind }) => kind === "article").length,
    items: parts.filter(({ kind }) => kind === "item").length,
    characters: parts.reduce((sum, { body }) => sum + body.length, 0),
    matchedClauses: own.length - unmatched.length,
    unmatchedRefs: [...new Set(unmatched.map(({ ref }) => ref))],
  };
};
