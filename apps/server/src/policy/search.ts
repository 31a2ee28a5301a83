import { type PolicyFound, type SearchHit, searchPolicy } from "@qiangyi/api";
import { ok, type PlainDate } from "@qiangyi/kernel";
import { type Clause, clauses, type ParameterRow, type PolicyDocument, parameters } from "@qiangyi/policy/register";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { figuresOf } from "./figures.ts";
import { visibleDocuments } from "./openness.ts";
import { excerptOf, wordsOf } from "./search-text.ts";
import { type FoundPart, searchParts } from "./texts.store.ts";

/** Over what the visitor may read: documents, gists with figures, and the newest official texts. All words must occur. */
export const searchRoutes = (rooms: Rooms): void =>
  handle(rooms, searchPolicy, async ({ tx, actor, clock, query }) => {
    const words = wordsOf(query.q);
    const found = await findInPolicy(tx, actor, clock.today(), words, query.document);
    const count = (kind: PolicyFound["kind"]) => found.filter((each) => each.kind === kind).length;
    const chosen = found.filter(({ kind }) => query.kind === undefined || kind === query.kind);
    const start = query.after === undefined ? 0 : chosen.findIndex((each) => keyOf(each) === query.after) + 1;
    const items = chosen.slice(start, start + query.limit);
    const last = items.at(-1);
    return ok({
      words: [...words],
      total: chosen.length,
      counts: { document: count("document"), clause: count("clause"), officialText: count("official-text") },
      items,
      next: last && start + items.length < chosen.length ? keyOf(last) : null,
    });
  });

const findInPolicy = async (
  tx: Tx,
  actor: Actor,
  today: PlainDate,
  words: readonly string[],
  only?: string,
): Promise<PolicyFound[]> => {
  const visible = (await visibleDocuments(tx, actor, today)).map(({ document }) => document);
  const asked = visible.filter(({ id }) => only === undefined || id === only);
  const numbers = new Map(asked.map((document) => [document.id as string, document.number]));
  const parts = words.length === 0 ? [] : (await searchParts(tx, words)).filter(({ document }) => numbers.has(document));
  return [
    ...asked.flatMap((document) => foundDocument(document, words)),
    ...asked.flatMap((document) => foundClauses(document, words)),
    ...parts.flatMap((part) => foundPart(part, numbers.get(part.document) ?? "", words)),
  ];
};

/** For the search over all rooms. */
export const findPolicyByText = async (tx: Tx, actor: Actor, today: PlainDate, text: string): Promise<SearchHit[]> =>
  (await findInPolicy(tx, actor, today, wordsOf(text))).map(({ title, documentNumber, ref, excerpt, href }) => ({
    title: title?.text ?? `${documentNumber} ${ref}`.trim(),
    note: excerpt.text,
    path: href,
  }));

const keyOf = ({ kind, href }: PolicyFound): string => `${kind} ${href}`;

const foundDocument = (document: PolicyDocument, words: readonly string[]): PolicyFound[] => {
  const { id, number } = document;
  const line = `${number} ${document.issuers.join("、")}`;
  const printed = document.defects.map((defect) => defect.printed).join(" ");
  const title = excerptOf(document.title, words, `${line} ${printed}`);
  const excerpt = excerptOf(line, words, `${document.title} ${printed}`);
  return title && excerpt
    ? [
        {
          kind: "document",
          document: id,
          documentNumber: number,
          ref: "",
          clause: null,
          href: `/policy/documents/${id}`,
          title,
          excerpt,
        },
      ]
    : [];
};

const foundClauses = ({ id, number }: PolicyDocument, words: readonly string[]): PolicyFound[] =>
  clauses(id).flatMap((clause) => {
    const excerpt = excerptOf(searchedLines().get(clause.id) ?? "", words, `${clause.id} ${clause.ref} ${number}`);
    if (!excerpt) return [];
    const href = `/policy/clauses/${encodeURIComponent(clause.id)}`;
    return [
      { kind: "clause", document: id, documentNumber: number, ref: clause.ref, clause: clause.id, href, title: null, excerpt },
    ];
  });

let lines: ReadonlyMap<string, string> | undefined;

/** The register never changes while the server runs, so what is searched of each clause is put together once. */
const searchedLines = (): ReadonlyMap<string, string> => {
  if (lines) return lines;
  const rows = new Map<string, ParameterRow[]>();
  for (const row of parameters()) rows.set(row.clause, [...(rows.get(row.clause) ?? []), row]);
  lines = new Map(clauses().map((clause) => [clause.id, clauseLine(clause, rows.get(clause.id) ?? [])]));
  return lines;
};

const clauseLine = (clause: Clause, rows: readonly ParameterRow[]): string => {
  const figures = figuresOf(clause, rows).map(({ label, text }) => `${label} ${text}`);
  return [clause.gist, ...figures, clause.actors.join("、")].filter((text) => text !== "").join(" · ");
};

const foundPart = (part: FoundPart, number: string, words: readonly string[]): PolicyFound[] => {
  const excerpt = excerptOf(part.body, words);
  const href = `/policy/documents/${part.document}#${encodeURIComponent(`text-${part.position}`)}`;
  return excerpt
    ? [
        {
          kind: "official-text",
          document: part.document,
          documentNumber: number,
          ref: part.ref || part.label,
          clause: null,
          href,
          title: null,
          excerpt,
        },
      ]
    : [];
};
