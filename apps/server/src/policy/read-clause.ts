import { policyClause } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import {
  basisOf,
  type Clause,
  clause as clauseById,
  clauses,
  clausesUnder,
  leadModes,
  parameters,
} from "@qiangyi/policy/register";
import { handle, type Rooms } from "../platform/index.ts";
import { summaryOfClause } from "./describe-clause.ts";
import { officialRefsOf } from "./official-refs.ts";
import { visibleDocument } from "./openness.ts";
import { openReviews } from "./reviews.store.ts";
import { currentTexts, partsOf } from "./texts.store.ts";
import { whereItActs } from "./where-it-acts.ts";

export const clauseRoutes = (rooms: Rooms): void =>
  handle(
    rooms,
    policyClause,
    async ({ tx, actor, clock, params }) => {
      const clause = clauseById(params.clause);
      const visible = clause && (await visibleDocument(tx, actor, clock.today(), clause.document));
      if (!clause || !visible) return refuse<Refusal<"clause-not-found">>({ code: "clause-not-found" });
      const { document } = visible;
      const reviews = await openReviews(tx);
      const review = reviews.find((each) => each.clause === clause.id);
      const head = (await currentTexts(tx)).get(clause.document);
      const parts = head ? await partsOf(tx, head.id) : [];
      const refs = new Set(officialRefsOf(clause, new Set(parts.map(({ ref }) => ref))));
      const neighbours = clauses(clause.document);
      const at = neighbours.indexOf(clause);
      return ok({
        ...summaryOfClause(clause, parameters(clause.document), new Set(reviews.map((each) => each.clause))),
        document: { id: document.id, number: document.number, title: document.title },
        article: clause.article,
        leads: [...(clause.leads ?? [])],
        leadMode: clause.leadMode ? leadModes[clause.leadMode] : null,
        basis: [
          ...basisOf(clause),
          ...[...document.background, ...document.reliesOn].filter((cited) => cited.clauses.includes(clause.id)),
        ].map((cited) => ({ ...cited, clauses: [...cited.clauses] })),
        links: linksOf(clause),
        places: [...whereItActs(clause.id)],
        previous: neighbours[at - 1]?.id ?? null,
        next: neighbours[at + 1]?.id ?? null,
        officialText: parts.filter(({ ref, kind }) => kind !== "residue" && refs.has(ref)),
        textVersion: head?.version ?? null,
        review: review ? { change: review.change, version: review.version } : null,
      });
    },
    { "clause-not-found": [404, "没有这个条款，或者它所在的文件不公开"] },
  );

/** Clauses of other documents on the same matter; a link to the beginning of ids opens the first of them. */
const linksOf = (clause: Clause): { id: string; name: string; document: string | null }[] =>
  clause.links.flatMap((link) => {
    const [first] = clausesUnder(link);
    return first ? [{ id: first.id, name: `${first.ref}：${first.gist}`, document: first.document }] : [];
  });
