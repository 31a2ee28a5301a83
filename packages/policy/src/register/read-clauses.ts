import { type Clause, type ClauseKind, clauseKinds, type LeadMode, leadModes, type ParameterValue } from "./clause.ts";
import type { DocumentId } from "./document.ts";

/** A line of a data file: `links` and `openQuestion` are left out when there is nothing to say. */
interface ClauseLine {
  readonly id: string;
  readonly ref: string;
  readonly article: string;
  readonly kind: ClauseKind;
  readonly gist: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly actors: readonly string[];
  readonly leads?: readonly string[];
  readonly leadMode?: LeadMode;
  readonly links?: readonly string[];
  readonly openQuestion?: true;
}

/** The data files are edited by hand, so a wrong line stops the load and names itself. */
export const readClauses = (document: DocumentId, lines: readonly unknown[]): readonly Clause[] =>
  lines.map((line, index) => {
    if (!isClauseLine(line) || !line.id.startsWith(`${document}.`))
      throw new Error(`Clause data ${document}, line ${index + 2}: not a clause of this document`);
    return { ...line, document, links: line.links ?? [], openQuestion: line.openQuestion ?? false };
  });

const isClauseLine = (value: unknown): value is ClauseLine =>
  isRecord(value) &&
  isText(value.id) &&
  isText(value.ref) &&
  isText(value.article) &&
  isText(value.gist) &&
  isKeyOf(clauseKinds, value.kind) &&
  isRecord(value.parameters) &&
  isTexts(value.actors) &&
  (value.leads === undefined || isTexts(value.leads)) &&
  (value.leadMode === undefined || isKeyOf(leadModes, value.leadMode)) &&
  (value.links === undefined || isTexts(value.links)) &&
  (value.openQuestion === undefined || value.openQuestion === true);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isKeyOf = (table: object, value: unknown): boolean => typeof value === "string" && Object.hasOwn(table, value);
