import { policyDocument, policyDocuments } from "@qiangyi/api";
import { dateInShanghai, ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { articles, clause as clauseById, clauses, parameters } from "@qiangyi/policy/register";
import { handle, type Rooms } from "../platform/index.ts";
import { copyOffices } from "./copy-offices.ts";
import { summaryOfClause } from "./describe-clause.ts";
import { type VisibleDocument, visibleDocument, visibleDocuments } from "./openness.ts";
import { openReviews } from "./reviews.store.ts";
import { currentTexts, partsOf, type TextHead } from "./texts.store.ts";
import { validityOn } from "./validity.ts";

export const documentNotFound = { "document-not-found": [404, "没有这份文件，或者它不公开"] } as const;

export const documentRoutes = (rooms: Rooms): void => {
  handle(rooms, policyDocuments, async ({ tx, actor, clock }) => {
    const today = clock.today();
    const texts = await currentTexts(tx);
    const visible = await visibleDocuments(tx, actor, today);
    return ok({ today, documents: visible.map((each) => summaryOf(each, texts.get(each.document.id), today)) });
  });

  handle(
    rooms,
    policyDocument,
    async ({ tx, actor, clock, params }) => {
      const today = clock.today();
      const visible = await visibleDocument(tx, actor, today, params.document);
      if (!visible) return refuse<Refusal<"document-not-found">>({ code: "document-not-found" });
      const { document } = visible;
      const head = (await currentTexts(tx)).get(document.id);
      const rows = parameters(document.id);
      const toReview = new Set((await openReviews(tx)).map(({ clause }) => clause));
      return ok({
        ...summaryOf(visible, head, today),
        approvedBy: document.approvedBy,
        addressees: [...document.addressees],
        copyTo: [...document.copyTo],
        copyOffices: document.copyTo.some(isOffices) ? (await copyOffices(tx, today)).map(({ office }) => office) : [],
        basis: document.basis.map(cited),
        background: document.background.map(cited),
        reliesOn: document.reliesOn.map(cited),
        defects: [...document.defects],
        purpose: clauseById(`${document.id}.art1.a`)?.gist ?? null,
        articles: articles(document.id).map(({ name, passages }) => ({
          name,
          passages: passages.map(({ ref, clauses }) => ({
            ref,
            clauses: clauses.map((each) => summaryOfClause(each, rows, toReview)),
          })),
        })),
        text:
          head?.publishedAt && head.version !== null
            ? {
                id: head.id,
                version: head.version,
                title: head.title,
                publishedOn: dateInShanghai(head.publishedAt),
                parts: (await partsOf(tx, head.id)).filter(({ kind }) => kind !== "residue"),
              }
            : null,
      });
    },
    documentNotFound,
  );
};

export const isOffices = (recipient: string): boolean => recipient.includes("监管处");

const cited = <Cited extends { readonly clauses: readonly string[] }>(each: Cited) => ({ ...each, clauses: [...each.clauses] });

const summaryOf = ({ document, openness }: VisibleDocument, text: TextHead | undefined, today: PlainDate) => {
  const own = clauses(document.id);
  return {
    id: document.id,
    number: document.number,
    title: document.title,
    shortTitle: document.shortTitle,
    type: document.type,
    issuers: [...document.issuers],
    issued: document.issued,
    issuedNote: document.issuedNote,
    effectiveFrom: document.effective.from,
    effectiveFromRule: document.effective.fromRule,
    effectiveTo: document.effective.to,
    effectiveToRule: document.effective.toRule,
    validity: validityOn(today, document.effective),
    openness,
    clauseCount: own.length,
    openQuestionCount: own.filter(({ openQuestion }) => openQuestion).length,
    textVersion: text?.version ?? null,
  };
};
