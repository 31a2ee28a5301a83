import { type Fen, fen, formatYuan, type PlainDate } from "@qiangyi/kernel";
import {
  type AllocatedAmount,
  type EvaluateInput,
  type Fact,
  type FundingLineId,
  factTypes,
  type Institution,
  type LineBudget,
  type ReadingKey,
  type RecordedDecision,
} from "@qiangyi/policy";

export interface RecordedAmount {
  readonly line: string;
  readonly subject: string;
  readonly year: number;
  readonly amount: Fen;
}

/** Everything that a plan is computed from, as the rooms keep it. */
export interface PlanSources {
  readonly year: number;
  readonly decisionDate: PlainDate;
  readonly facts: readonly Fact[];
  readonly institutions: readonly Institution[];
  readonly readings: Readonly<Partial<Record<ReadingKey, string>>>;
  readonly decisions: readonly RecordedDecision[];
  readonly budgets: readonly LineBudget[];
  /** One row per document; the engine sees their sum. */
  readonly allocated: readonly RecordedAmount[];
}

/** The input of the contract, in one order whatever the order of the sources, with only the institutions that the facts name. */
export const planInput = (sources: PlanSources): EvaluateInput => {
  const named = new Set(sources.facts.flatMap(institutionsNamedBy));
  return {
    policy: "qiangyi-2024",
    decisionDate: sources.decisionDate,
    years: [sources.year],
    readings: sources.readings,
    decisions: sources.decisions.toSorted(byClaim),
    institutions: sources.institutions.filter(({ id }) => named.has(id)).toSorted(byId),
    facts: sources.facts.toSorted(byId),
    budgets: sources.budgets.toSorted((a, b) => compare(a.line, b.line) || a.year - b.year),
    allocated: summed(sources.allocated).toSorted(byClaim),
  };
};

const institutionFieldsOf = new Map(
  factTypes.map(({ type, fields }) => [type, fields.filter(({ kind }) => kind === "institution").map(({ name }) => name)]),
);

const institutionsNamedBy = (fact: Fact): string[] =>
  (institutionFieldsOf.get(fact.type) ?? []).flatMap((name) => {
    const value = (fact as unknown as Record<string, unknown>)[name];
    return typeof value === "string" ? [value] : [];
  });

const summed = (rows: readonly RecordedAmount[]): AllocatedAmount[] => {
  const totals = new Map<string, RecordedAmount>();
  for (const row of rows) {
    const key = `${row.line}\n${row.subject}\n${row.year}`;
    totals.set(key, { ...row, amount: fen((totals.get(key)?.amount ?? 0n) + row.amount) });
  }
  return [...totals.values()].map(({ line, subject, year, amount }) => ({
    line: line as FundingLineId,
    subject,
    year,
    amount: formatYuan(amount),
  }));
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { id: string }, b: { id: string }): number => compare(a.id, b.id);
const byClaim = (a: ClaimId, b: ClaimId): number => compare(a.line, b.line) || a.year - b.year || compare(a.subject, b.subject);

interface ClaimId {
  readonly line: string;
  readonly year: number;
  readonly subject: string;
}
