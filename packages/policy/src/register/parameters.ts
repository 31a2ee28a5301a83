import type { PlainDate } from "@qiangyi/kernel";
import type { Clause, ParameterValue } from "./clause.ts";
import { clauses } from "./clauses.ts";
import type { DocumentId } from "./document.ts";
import { policyDocument } from "./documents.ts";

/** A figure of a clause as a dated row with its basis, the shape in which configuration stands for law. */
export interface ParameterRow {
  readonly clause: string;
  readonly name: string;
  readonly value: ParameterValue;
  /** Null where the value is no quantity. */
  readonly unit: string | null;
  readonly effectiveFrom: PlainDate | null;
  readonly effectiveTo: PlainDate | null;
  readonly basisDocument: string;
  readonly basisArticle: string;
}

/** Figures of one document, or of all, in the order of the text. */
export const parameters = (document?: DocumentId): readonly ParameterRow[] => clauses(document).flatMap(rowsOf);

const rowsOf = (clause: Clause): readonly ParameterRow[] => {
  const { effective, number, type } = policyDocument(clause.document) ?? missing(clause);
  return Object.entries(clause.parameters)
    .filter(([name]) => name !== "unit")
    .map(([name, value]) => ({
      clause: clause.id,
      name,
      value,
      unit: type === "plan" ? unitInPlan(clause, name, value) : unitInRegulation(clause, name, value),
      effectiveFrom: effective.from,
      effectiveTo: effective.to,
      basisDocument: number,
      basisArticle: clause.ref,
    }));
};

const missing = (clause: Clause): never => {
  throw new Error(`Clause ${clause.id} belongs to no document of the register`);
};

/** In the fund regulations a name says its unit; `unit` is that of the amounts, the names that say none. */
const unitInRegulation = (clause: Clause, name: string, value: ParameterValue): string | null => {
  if (typeof value !== "number") return null;
  const named = unitsByName.find(([ending]) => ending.test(name));
  return named ? named[1] : statedUnit(clause);
};

const unitsByName: readonly (readonly [RegExp, string | null])[] = [
  [/Years$|^years$/, "年"],
  [/Days$|^days$|^daysBy/, "日"],
  [/Percent$/, "%"],
  [/Yuan$/, "元"],
  [/Count$|^countPer/, "个"],
];

/** In the plans `unit` is that of the target's value and its limits. */
const unitInPlan = (clause: Clause, name: string, value: ParameterValue): string | null =>
  typeof value === "number" && targetValues.has(name) ? statedUnit(clause) : null;

const targetValues = new Set(["value", "min", "max", "baseline", "target", "existing"]);

const statedUnit = ({ parameters: { unit } }: Clause): string | null => (typeof unit === "string" && unit !== "" ? unit : null);
