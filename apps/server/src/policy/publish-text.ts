import { publishPolicyText } from "@qiangyi/api";
import { ok, refuse } from "@qiangyi/kernel";
import { clauses, type DocumentId } from "@qiangyi/policy/register";
import { handle, type Rooms } from "../platform/index.ts";
import { type ComparedRow, compareParts } from "./compare-texts.ts";
import { type DraftRefusal, draftAnswers, notDraft } from "./load-text.ts";
import { officialRefsOf } from "./official-refs.ts";
import type { Part } from "./official-text/split.ts";
import { type Change, flagGists } from "./reviews.store.ts";
import { currentTexts, findText, partsOf, publishText } from "./texts.store.ts";

/** A draft becomes the next version. Gists whose passage reads differently than in the version before are put up for review. */
export const publishTextRoutes = (rooms: Rooms): void =>
  handle(
    rooms,
    publishPolicyText,
    async ({ tx, actor, clock, params }) => {
      const head = await findText(tx, params.text);
      const refusal = notDraft(head);
      if (!head || refusal) return refuse<DraftRefusal>(refusal ?? { code: "text-not-found" });
      const previous = (await currentTexts(tx)).get(head.document);
      const version = await publishText(tx, actor, clock.now(), head);
      if (!previous) return ok({ version, toReview: 0 });
      const [before, after] = [await partsOf(tx, previous.id), await partsOf(tx, head.id)];
      const flags = gistsToReview(head.document as DocumentId, before, after);
      if (flags.length > 0) await flagGists(tx, actor, head.id, flags);
      return ok({ version, toReview: flags.length });
    },
    draftAnswers,
  );

/** Clauses that rest on a passage which the two versions do not share word for word. */
export const gistsToReview = (
  document: DocumentId,
  before: readonly Part[],
  after: readonly Part[],
): readonly { clause: string; ref: string; change: Change }[] => {
  const changed = new Map(
    compareParts(before, after)
      .filter((row): row is ComparedRow & { state: Change } => row.state !== "same" && row.ref !== "")
      .map(({ ref, state }) => [ref, state]),
  );
  const known = new Set([...before, ...after].map(({ ref }) => ref));
  return clauses(document).flatMap((clause) => {
    const ref = officialRefsOf(clause, known).find((each) => changed.has(each));
    const change = ref === undefined ? undefined : changed.get(ref);
    return ref !== undefined && change !== undefined ? [{ clause: clause.id, ref, change }] : [];
  });
};
