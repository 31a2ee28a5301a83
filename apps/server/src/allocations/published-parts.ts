import { type Fen, type PlainDate, parseYuan, zero } from "@qiangyi/kernel";
import { type EvaluatedClaim, type EvaluateInput, type EvaluateOutput, type ReadingKey, readingsByKey } from "@qiangyi/policy";
import type { AdjustmentRow } from "./adjustments.store.ts";
import { type Cell, cellsOf } from "./cells.ts";
import { allocatedBefore, type ComparedAmount } from "./comparison.ts";
import type { DecisionRow } from "./decisions.store.ts";
import { type FactField, factFields, ownerOfFact } from "./fact-fields.ts";
import { claimKey } from "./placed-claims.ts";
import type { Place } from "./places.ts";
import type { PlanLine } from "./plan-line.ts";
import type { OpenedPlan } from "./plan-memory.ts";

/** Why an amount is what it is, apart from the facts. What other readings would give stays with the provincial desk. */
export interface PublishedExplanation {
  readonly steps: readonly { readonly text: string; readonly clause: string }[];
  readonly readings: readonly {
    readonly key: string;
    readonly question: string;
    readonly value: string;
    readonly label: string;
    readonly clauses: readonly string[];
  }[];
  readonly decision: {
    readonly amountFen: string;
    readonly decidedBy: string;
    readonly decidedOn: string;
    readonly reason: string;
    readonly documentNumber: string | null;
  } | null;
  readonly manual: {
    readonly amountFen: string;
    readonly dueFen: string;
    readonly decidedBy: string;
    readonly reason: string;
    readonly documentNumber: string | null;
  } | null;
  readonly term: { readonly from: PlainDate; readonly to: PlainDate } | null;
  readonly projectTotalFen: string | null;
}

export interface PublishedLine {
  readonly line: PlanLine;
  readonly allocated: Fen;
  readonly factCount: number;
  readonly explanation: PublishedExplanation;
  readonly shares: readonly PublishedShare[];
  readonly facts: readonly PublishedFact[];
}

export interface PublishedShare extends Place {
  readonly institution: string | null;
  readonly institutionName: string | null;
  readonly isStanding: boolean;
  readonly due: Fen;
  readonly proposed: Fen;
  readonly held: Fen;
  readonly recovery: Fen;
}

export interface PublishedFact extends Place {
  readonly institution: string | null;
  readonly factId: string;
  readonly type: string;
  readonly fields: readonly FactField[];
}

export interface PublishedComparison extends Pick<Cell, "line" | "city" | "county" | "institution"> {
  readonly lastYear: Fen;
  readonly allocated: Fen;
  readonly allocatedLastYear: Fen;
  readonly allocatedEver: Fen;
}

export interface PublishedSource {
  readonly lines: readonly PlanLine[];
  readonly opened: OpenedPlan;
  readonly output: EvaluateOutput;
  readonly adjustments: ReadonlyMap<string, AdjustmentRow>;
  /** Recorded decisions, for the document numbers that the engine does not know. */
  readonly decisions: readonly DecisionRow[];
}

/** A frozen plan as it is told below the province, each line divided by the places that it concerns. */
export const publishedLines = ({ lines, opened, output, adjustments, decisions }: PublishedSource): PublishedLine[] => {
  const claims = new Map(output.results.map((claim) => [claimKey(claim), claim]));
  const decided = decisionsOf(opened.input, decisions);
  const before = allocatedBefore(opened);
  return lines.map((line) => {
    const claim = claims.get(claimKey(line));
    if (!claim) throw new Error(`no result for line ${line.lineNo}`);
    const facts = factsOf(claim, opened);
    return {
      line,
      allocated: before(line),
      factCount: facts.length,
      explanation: {
        steps: claim.explanation.map(({ text, clause }) => ({ text, clause })),
        readings: readingsOf(claim),
        decision: decided.get(claimKey(line)) ?? null,
        manual: manualOf(line, adjustments.get(claimKey(line))),
        term: claim.term ?? null,
        projectTotalFen: claim.projectTotal === undefined ? null : String(fenOf(claim.projectTotal)),
      },
      shares: sharesOf(line, opened),
      facts,
    };
  });
};

const fenOf = (text: string): Fen => parseYuan(text) ?? zero;

const readingsOf = (claim: EvaluatedClaim): PublishedExplanation["readings"] =>
  claim.readings.flatMap((stated) => {
    const at = stated.indexOf("=");
    const [key, value] = [stated.slice(0, at), stated.slice(at + 1)];
    const reading = readingsByKey.get(key as ReadingKey);
    if (!reading) return [];
    const label = reading.values.find((option) => option.value === value)?.label ?? value;
    return [{ key, question: reading.question, value, label, clauses: [...reading.clauses] }];
  });

/** The decisions that the plan was computed with; one recorded since is no part of it. */
const decisionsOf = (input: EvaluateInput, recorded: readonly DecisionRow[]) => {
  const numbers = new Map(recorded.map((row) => [`${claimKey(row)}\n${row.amount}\n${row.decidedOn}`, row.documentNumber]));
  return new Map(
    (input.decisions ?? []).map((used) => [
      claimKey(used),
      {
        amountFen: String(fenOf(used.amount)),
        decidedBy: used.by,
        decidedOn: used.on,
        reason: used.reason,
        documentNumber: numbers.get(`${claimKey(used)}\n${fenOf(used.amount)}\n${used.on}`) ?? null,
      },
    ]),
  );
};

const manualOf = (line: PlanLine, row: AdjustmentRow | undefined): PublishedExplanation["manual"] =>
  line.manual === null || row === undefined
    ? null
    : {
        amountFen: String(line.manual),
        dueFen: String(row.due),
        decidedBy: row.decidedBy,
        reason: row.reason,
        documentNumber: row.documentNumber,
      };

/** The plan's own cells of the line, so that what is read below adds up to what stands above. */
const sharesOf = (line: PlanLine, { directory }: OpenedPlan): PublishedShare[] =>
  cellsOf([line]).map(({ city, county, institution, results, due, proposed, held, recovery }) => ({
    city,
    county,
    institution,
    institutionName: institution === null ? null : (directory.institutions.get(institution)?.name ?? institution),
    isStanding: results > 0,
    due,
    proposed,
    held,
    recovery,
  }));

const factsOf = (claim: EvaluatedClaim, { directory }: OpenedPlan): PublishedFact[] =>
  claim.facts.flatMap((id) => {
    const fact = directory.facts.get(id);
    if (!fact) return [];
    return [{ ...ownerOfFact(fact, directory), factId: id, type: fact.type, fields: factFields(fact, directory) }];
  });

/** Sums of what a plan is compared with, one row per line, place and institution. */
export const publishedComparisons = (amounts: readonly ComparedAmount[]): PublishedComparison[] => {
  const rows = new Map<string, PublishedComparison>();
  for (const { line, city, county, institution, column, amount } of amounts) {
    const key = `${line}\n${city}\n${county}\n${institution}`;
    const known = rows.get(key) ?? { line, city, county, institution, ...nothing };
    rows.set(key, { ...known, [column]: known[column] + amount });
  }
  return [...rows.values()];
};

const nothing = { lastYear: zero, allocated: zero, allocatedLastYear: zero, allocatedEver: zero };
