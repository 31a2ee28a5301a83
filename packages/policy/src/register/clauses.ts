import type { Clause } from "./clause.ts";
import telemedicine from "./data/5g-2022.json" with { type: "json" };
import linfen from "./data/linfen-2020.json" with { type: "json" };
import qiangyi from "./data/qiangyi-2024.json" with { type: "json" };
import regionalCentres from "./data/regional-centres-2023.json" with { type: "json" };
import serviceSystem from "./data/service-system-2023.json" with { type: "json" };
import type { DocumentId } from "./document.ts";
import { readClauses } from "./read-clauses.ts";

const byDocument: Readonly<Record<DocumentId, readonly Clause[]>> = {
  "qiangyi-2024": readClauses("qiangyi-2024", qiangyi),
  "5g-2022": readClauses("5g-2022", telemedicine),
  "regional-centres-2023": readClauses("regional-centres-2023", regionalCentres),
  "service-system-2023": readClauses("service-system-2023", serviceSystem),
  "linfen-2020": readClauses("linfen-2020", linfen),
};

const all: readonly Clause[] = Object.values(byDocument).flat();
const byId: ReadonlyMap<string, Clause> = new Map(all.map((each) => [each.id, each]));

/** Clauses of one document, or of all, in the order of the text. */
export const clauses = (document?: DocumentId): readonly Clause[] => (document === undefined ? all : byDocument[document]);

export const clause = (id: string): Clause | undefined => byId.get(id);

/** The clauses that an id or the beginning of one stands for: qiangyi-2024.art7.3.1 gives .a to .f, never those of art7.3.10. */
export const clausesUnder = (id: string): readonly Clause[] =>
  all.filter((each) => each.id === id || each.id.startsWith(`${id}.`));

export interface Passage {
  readonly ref: string;
  readonly clauses: readonly Clause[];
}

/** 第七条 with its passages 第七条（一）1, … as a table of contents needs them. */
export interface Article {
  readonly name: string;
  readonly passages: readonly Passage[];
}

export const articles = (document: DocumentId): readonly Article[] =>
  groups(byDocument[document], (each) => each.article).map(([name, ofArticle]) => ({
    name,
    passages: groups(ofArticle, (each) => each.ref).map(([ref, ofPassage]) => ({ ref, clauses: ofPassage })),
  }));

/** Groups in order of first appearance. */
const groups = (list: readonly Clause[], key: (each: Clause) => string): [string, readonly Clause[]][] => {
  const found = new Map<string, Clause[]>();
  for (const each of list) found.set(key(each), [...(found.get(key(each)) ?? []), each]);
  return [...found];
};
