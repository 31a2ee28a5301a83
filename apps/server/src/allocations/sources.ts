import { formatYuan, type PlainDate } from "@qiangyi/kernel";
import type { EvaluateInput, FundingLineId, RecordedDecision } from "@qiangyi/policy";
import type { Actor, Tx } from "../platform/index.ts";
import { isLine, readingsInForce } from "../policy/index.ts";
import { type FactOutside, factsOutsideLibrary, libraryRevision } from "../projects/index.ts";
import { factsForEngine, factsRevision } from "../registers/index.ts";
import { institutionsOf } from "../registry/index.ts";
import { currentAllocated } from "./allocated.store.ts";
import { type BudgetRow, currentBudgets } from "./budgets.store.ts";
import { canonicalJson, sha256 } from "./canonical.ts";
import { currentDecisions } from "./decisions.store.ts";
import type { Revisions } from "./plan.ts";
import { planInput } from "./plan-input.ts";
import { inputRevisions } from "./plans.store.ts";

export interface Gathered {
  readonly input: EvaluateInput;
  /** Confirmed facts that the library keeps out of every plan. */
  readonly outside: readonly FactOutside[];
}

/** The input of a year as the rooms stand now: facts of the registers, less those whose line is fed by the library alone. */
export const gatherInput = async (tx: Tx, actor: Actor, year: number, decisionDate: PlainDate): Promise<Gathered> => {
  const { province } = actor;
  const budgets = await currentBudgets(tx, province);
  const facts = await factsForEngine(tx, actor);
  const outside = await factsOutsideLibrary(tx, actor, facts);
  const isOutside = new Set(outside.map(({ factId }) => factId));
  const input = planInput({
    year,
    decisionDate,
    facts: facts.filter(({ id }) => !isOutside.has(id)),
    institutions: await institutionsOf(tx, actor),
    readings: await readingsInForce(tx, decisionDate),
    decisions: await decisionsForEngine(tx, province),
    budgets: budgets
      .filter((row): row is BudgetRow & { line: FundingLineId } => isLine(row.line))
      .map(({ line, year: budgetYear, amount }) => ({
        line,
        year: budgetYear,
        amount: formatYuan(amount),
      })),
    allocated: await currentAllocated(tx, province),
  });
  return { input, outside };
};

export const decisionsForEngine = async (tx: Tx, province: string): Promise<RecordedDecision[]> =>
  (await currentDecisions(tx, province)).map(({ line, subject, year, amount, reading, decidedBy, decidedOn, reason }) => ({
    line: line as FundingLineId,
    subject,
    year,
    amount: formatYuan(amount),
    ...(reading !== null && { reading }),
    by: decidedBy,
    on: decidedOn,
    reason,
  }));

/** What the counters of the input say now, for plans of one decision date. */
export const revisionsNow = async (tx: Tx, province: string, decisionDate: PlainDate): Promise<Revisions> => {
  const own = await inputRevisions(tx, province);
  return {
    facts: `${await factsRevision(tx, province)}${await libraryRevision(tx, province)}`,
    budgets: String(own.get("budgets") ?? 0n),
    allocated: String(own.get("allocated") ?? 0n),
    decisions: String(own.get("decisions") ?? 0n),
    readings: sha256(canonicalJson(await readingsInForce(tx, decisionDate))).slice(0, 16),
  };
};
