import type { DocumentRow, Step } from "@qiangyi/ledger";
import type { Actor, Tx } from "../platform/index.ts";

/** A document as a posting names it. */
export interface PostedDocument extends DocumentRow {
  readonly step: Step;
}

/**
 * Where the pages of documents are, by `documentKey`, as far as the actor may open them. The rooms that issue documents give one each: they post
 * through this room, so it cannot ask them by import.
 */
export type DocumentFinder = (tx: Tx, actor: Actor, documents: readonly PostedDocument[]) => Promise<ReadonlyMap<string, string>>;

export const documentKey = ({ issuer, number }: Pick<DocumentRow, "issuer" | "number">): string =>
  JSON.stringify([issuer, number]);

/** The first room that knows a document says where it is. */
export const findPaths = async (
  finders: readonly DocumentFinder[],
  tx: Tx,
  actor: Actor,
  documents: readonly PostedDocument[],
): Promise<ReadonlyMap<string, string>> => {
  if (documents.length === 0) return new Map();
  const found = await Promise.all(finders.map((find) => find(tx, actor, documents)));
  return new Map(found.toReversed().flatMap((paths) => [...paths]));
};
