export * from "./clause.ts";
export { type Article, articles, clause, clauses, clausesUnder, type Passage } from "./clauses.ts";
export * from "./document.ts";
export * from "./documents.ts";
export { namedClauses } from "./named-clauses.ts";
export { type ParameterRow, parameters } from "./parameters.ts";
export { searchClauses, searchDocuments } from "./search-clauses.ts";
