import { pilotLine, wholeFund } from "@qiangyi/api";
import { type Fen, fen, ok, type Refusal, type Result, refuse, zero } from "@qiangyi/kernel";
import { type Actor, type Clock, newId, type Tx } from "../platform/index.ts";
import { factsOutsideLibrary } from "../projects/index.ts";
import { currentAdjustments, insertAdjustment } from "./adjustments.store.ts";
import { currentAllocated, insertAllocated } from "./allocated.store.ts";
import type { Obstacle } from "./budget-check.ts";
import { currentBudgets, lockEvidence } from "./budgets.store.ts";
import { cellsOf } from "./cells.ts";
import { claimKey } from "./placed-claims.ts";
import { institutionOfFact } from "./places.ts";
import type { Plan } from "./plan.ts";
import { allCells, replaceCells } from "./plan-cells.store.ts";
import { type PlanLine, proposedOf } from "./plan-line.ts";
import { allLines, replaceLines } from "./plan-lines.store.ts";
import { openPlan } from "./plan-memory.ts";
import { closePlan, copySnapshot, findPlan, findPlans, insertPlan, lockPlan, nextVersion, sumUpPlan } from "./plans.store.ts";
import { budgetFrame, planObstacles } from "./read-plan.ts";
import { recordedBy } from "./recorded-row.ts";

/* What the decision on a plan and the notices that carry it out take from this room. */

export type { Plan } from "./plan.ts";
export { type PlanLine, proposedOf } from "./plan-line.ts";

/** A frozen version; drafts and scenarios are nobody's to decide on. */
export const frozenPlan = async (
  tx: Tx,
  province: string,
  planId: string,
  { isLocked = false } = {},
): Promise<Plan | undefined> => {
  const plan = await (isLocked ? lockPlan : findPlan)(tx, province, planId);
  return plan?.state === "frozen" ? plan : undefined;
};

export const frozenPlans = async (tx: Tx, province: string, year: number | undefined): Promise<Plan[]> =>
  (await findPlans(tx, province, { year, kind: "plan", after: undefined, limit: 200 })).filter(({ state }) => state === "frozen");

/** The lines of a plan with money, in the order of the engine. */
export const linesWithMoney = async (tx: Tx, province: string, planId: string): Promise<PlanLine[]> =>
  (await allLines(tx, province, planId)).filter((line) => proposedOf(line) > 0n);

/** What stands against a plan as the budgets and the investment plan are recorded now. */
export const budgetObstacles = async (tx: Tx, province: string, plan: Pick<Plan, "id" | "year">): Promise<Obstacle[]> =>
  planObstacles(await allCells(tx, province, plan.id), await budgetFrame(tx, province, plan.year));

export interface UnreviewedLine {
  readonly lineNo: number;
  readonly title: string;
  readonly sentence: string;
  readonly code: string;
}

/** Lines of the plan whose project has no finished assessment, where their line was put out to declaration (qiangyi-2024.art6.b). */
export const linesWithoutReview = async (
  tx: Tx,
  actor: Actor,
  plan: Plan,
  lines: readonly Pick<PlanLine, "lineNo" | "line" | "year" | "subject" | "title">[],
): Promise<UnreviewedLine[]> => {
  const opened = await openPlan(tx, actor.province, plan);
  const outside = new Map((await factsOutsideLibrary(tx, actor, opened.input.facts)).map((fact) => [fact.factId, fact]));
  if (outside.size === 0) return [];
  const factsOf = new Map(
    (await opened.storedOutput()).results.map(({ line, year, subject, facts }) => [`${line}\n${year}\n${subject}`, facts]),
  );
  return lines.flatMap(({ lineNo, line, year, subject, title }) => {
    const facts = factsOf.get(`${line}\n${year}\n${subject}`) ?? [];
    const found = facts.map((id) => outside.get(id)).find((fact) => fact !== undefined);
    return found ? [{ lineNo, title, sentence: found.sentence, code: found.code }] : [];
  });
};

/** The institution that a claim's fact speaks for: where no payee is named (a training base outside), the money goes by way of it. */
export const unitsOfClaims = async (
  tx: Tx,
  province: string,
  plan: Plan,
): Promise<(claim: Pick<PlanLine, "line" | "year" | "subject">) => string | null> => {
  const { directory, storedOutput } = await openPlan(tx, province, plan);
  const units = new Map(
    (await storedOutput()).results.map((claim) => {
      const fact = directory.facts.get(claim.facts[0] ?? claim.subject);
      return [claimKey(claim), fact ? (institutionOfFact(fact) ?? null) : null];
    }),
  );
  return (claim) => units.get(claimKey(claim)) ?? null;
};

/** Reasons of the manual amounts of a plan, by adjustment. */
export const manualReasons = async (tx: Tx, province: string, planId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = [...(await currentAdjustments(tx, province, planId)).values()];
  return new Map(rows.map(({ id, reason, decidedBy }) => [id, `${decidedBy}：${reason}`]));
};

/** Budgets of the year by line, and of the fund as a whole where one is recorded; the sum of the lines otherwise. */
export const yearBudgets = async (tx: Tx, province: string, year: number) => {
  const rows = await currentBudgets(tx, province, year);
  const byLine = new Map(rows.map(({ line, amount }) => [line, amount]));
  const lines = rows.filter(({ line }) => line !== wholeFund && line !== pilotLine);
  const whole =
    byLine.get(wholeFund) ?? (lines.length === 0 ? undefined : fen(lines.reduce((sum, { amount }) => sum + amount, 0n)));
  return { byLine, whole, rows };
};

/** What documents gave to each line in a year. */
export const allocatedInYear = async (tx: Tx, province: string, year: number): Promise<ReadonlyMap<string, Fen>> => {
  const sums = new Map<string, Fen>();
  for (const row of await currentAllocated(tx, province)) {
    if (row.year === year) sums.set(row.line, fen((sums.get(row.line) ?? zero) + row.amount));
  }
  return sums;
};

export interface IssuedAmount {
  readonly line: string;
  readonly subject: string;
  readonly year: number;
  readonly amount: Fen;
}

/** What a notice gave counts as allocated from then on: the next plan deducts it. */
export const recordIssued = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  documentNumber: string,
  amounts: readonly IssuedAmount[],
): Promise<void> => {
  await lockEvidence(tx, actor.province, "allocated");
  await insertAllocated(
    tx,
    actor.province,
    amounts.map((amount) => ({
      ...amount,
      id: newId(),
      documentNumber,
      reason: null,
      corrections: 0,
      ...recordedBy(actor, at),
    })),
  );
};

export interface LineChange {
  readonly lineNo: number;
  readonly amount: Fen;
  readonly reason: string;
}

export type ChangeRefusal =
  | Refusal<"line-not-found", { readonly lineNo: number }>
  | Refusal<"DECISION_REQUIRED", { readonly title: string }>;

/**
 * A new frozen version with some amounts set by the decider: the one decided on stays as it was submitted. The manual amounts of the
 * version before go along with their reasons.
 */
export const changedVersion = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  plan: Plan,
  { changes, documentNumber }: { readonly changes: readonly LineChange[]; readonly documentNumber: string },
): Promise<Result<Plan, ChangeRefusal>> => {
  const { province } = actor;
  const id = newId();
  const lines = new Map((await allLines(tx, province, plan.id)).map((line) => [line.lineNo, line]));
  for (const { lineNo } of changes) {
    const line = lines.get(lineNo);
    if (!line) return refuse({ code: "line-not-found", lineNo });
    if (line.status === "decision_required") return refuse({ code: "DECISION_REQUIRED", title: line.title });
  }
  await insertPlan(tx, province, { ...plan, id, builtBy: actor.userId, builtName: actor.name, builtAt: clock.now() });
  await copySnapshot(tx, province, { from: plan.id, to: id });
  const next = await withAmountsSet(
    tx,
    actor,
    clock,
    { lines: [...lines.values()], from: plan.id, to: id },
    { changes, documentNumber },
  );
  await replaceLines(tx, province, id, next);
  await replaceCells(tx, province, id, cellsOf(next));
  await sumUpPlan(tx, province, id);
  const version = await nextVersion(tx, province, plan.year);
  const note = `由第${plan.version}版经省财政厅改动${changes.length}条而成`;
  await closePlan(tx, province, id, { state: "frozen", version, title: plan.title, note, at: clock.now() });
  const changed = await frozenPlan(tx, province, id);
  if (!changed) throw new Error("a version vanished while it was made");
  return ok(changed);
};

/** Lines of the new version: manual amounts of the old one with a record of their own, and those that the decider set. */
const withAmountsSet = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { lines, from, to }: { readonly lines: readonly PlanLine[]; readonly from: string; readonly to: string },
  { changes, documentNumber }: { readonly changes: readonly LineChange[]; readonly documentNumber: string },
): Promise<PlanLine[]> => {
  const earlier = new Map([...(await currentAdjustments(tx, actor.province, from)).values()].map((row) => [row.id, row]));
  const changed = new Map(changes.map((change) => [change.lineNo, change]));
  const next: PlanLine[] = [];
  for (const line of lines) {
    const id = newId();
    const { subject, year, amount: due } = line;
    const change = changed.get(line.lineNo);
    const kept = line.adjustmentId === null ? undefined : earlier.get(line.adjustmentId);
    const own = change && {
      line: line.line,
      subject,
      year,
      due,
      amount: change.amount,
      reason: change.reason,
      decidedBy: "省财政厅",
      documentNumber,
      ...recordedBy(actor, clock.now()),
    };
    const row = own ?? kept;
    if (row) await insertAdjustment(tx, actor.province, to, { ...row, id });
    next.push(row ? { ...line, manual: row.amount, manualDue: row.due, adjustmentId: id } : line);
  }
  return next;
};
