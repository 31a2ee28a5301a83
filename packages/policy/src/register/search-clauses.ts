import type { Clause, ParameterValue } from "./clause.ts";
import { clauses } from "./clauses.ts";
import type { PolicyDocument } from "./document.ts";
import { documents, policyDocument } from "./documents.ts";

/** Clauses that contain every word, in the order of the text. Words are separated by spaces; nothing typed finds nothing. */
export const searchClauses = (text: string): readonly Clause[] => matches(text, clauses(), clauseText);

/** Documents by number or title. */
export const searchDocuments = (text: string): readonly PolicyDocument[] =>
  matches(text, documents, (each) => [each.number, each.title, each.shortTitle, ...each.issuers]);

const matches = <Item>(text: string, items: readonly Item[], texts: (item: Item) => readonly string[]): readonly Item[] => {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return items.filter((item) => {
    const haystack = texts(item).map(folded).join("\n");
    return words.every((word) => haystack.includes(word));
  });
};

const clauseText = (clause: Clause): readonly string[] => [
  clause.id,
  clause.ref,
  clause.gist,
  ...clause.actors,
  ...textsIn(clause.parameters),
  policyDocument(clause.document)?.number ?? "",
];

const textsIn = (value: ParameterValue | Readonly<Record<string, ParameterValue>>): readonly string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

/** One spelling for what people type in several: brackets of document numbers, case, and the misprint 契网底 of the supplied copy. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("契网底", "兜网底")
    .replace(/[[【]/g, "〔")
    .replace(/[\]】]/g, "〕")
    .replaceAll("(", "（")
    .replaceAll(")", "）");
