import { explainPlanLine } from "@qiangyi/api";
import { type Fen, ok, parseYuan, type Refusal, type Result, refuse, zero } from "@qiangyi/kernel";
import { type EvaluatedClaim, type EvaluateInput, evaluate, type ReadingKey, readingsByKey } from "@qiangyi/policy";
import type { Actor, Rooms, Tx } from "../platform/index.ts";
import { entriesByFactIds } from "../registers/index.ts";
import { regionName } from "../registry/index.ts";
import { type AdjustmentRow, adjustmentsOf } from "./adjustments.store.ts";
import { allocatedBefore } from "./comparison.ts";
import { overridesOf, type StandardsText } from "./compute.ts";
import { currentDecisions } from "./decisions.store.ts";
import { handleAtDesk } from "./desk.ts";
import { entryBehind, factFields, factTypeName } from "./fact-fields.ts";
import { claimKey, type Directory } from "./placed-claims.ts";
import { findLine } from "./plan-lines.store.ts";
import { openPlan } from "./plan-memory.ts";
import { type PlanNotFound, planAnswers, readablePlan } from "./plan-refusals.ts";
import { decisionView, lineView } from "./views.ts";

/** Opens one amount: every step with its clause, every fact behind it, and what other readings would give. */
export const explainLineRoute = (rooms: Rooms): void =>
  handleAtDesk(rooms, explainPlanLine, ({ tx, actor, params }) => explain(tx, actor, params.planId, params.lineNo), {
    ...planAnswers,
    "line-not-found": [404, "方案中没有这一条"],
  });

const explain = async (tx: Tx, actor: Actor, planId: string, lineNo: number) => {
  const found = await readablePlan(tx, actor.province, planId);
  if (!found.ok) return found as Result<never, PlanNotFound | LineNotFound>;
  const line = await findLine(tx, actor.province, planId, lineNo);
  if (!line) return refuse({ code: "line-not-found" }) as Result<never, PlanNotFound | LineNotFound>;
  const opened = await openPlan(tx, actor.province, found.value);
  const claim = (await opened.storedOutput()).results.find((result) => claimKey(result) === claimKey(line));
  if (!claim) throw new Error(`plan ${planId} has no result for line ${lineNo}`);
  const decision = (await currentDecisions(tx, actor.province)).find((row) => claimKey(row) === claimKey(line));
  const name = (id: string) => opened.directory.institutions.get(id)?.name ?? regionName(id);
  return ok({
    line: lineView(line, allocatedBefore(opened)(line)),
    steps: claim.explanation.map(({ text, clause }) => ({ text, clause })),
    facts: await factsBehind(tx, actor, claim, opened.directory),
    readings: readingsUsed(claim, opened.input, opened.standards),
    splits: claim.splits.map(({ institution, amount }) => ({
      institution,
      name: institution === null ? "未指明" : name(institution),
      amountFen: String(fenOf(amount)),
    })),
    decision: decision ? decisionView(decision) : null,
    adjustments: (await adjustmentsOf(tx, actor.province, planId, line)).map(adjustmentView),
    term: claim.term ?? null,
    projectTotalFen: claim.projectTotal === undefined ? null : String(fenOf(claim.projectTotal)),
  });
};

type LineNotFound = Refusal<"line-not-found">;

const fenOf = (text: string): Fen => parseYuan(text) ?? zero;

const factsBehind = async (tx: Tx, actor: Actor, claim: EvaluatedClaim, directory: Directory) => {
  const entries = new Map((await entriesByFactIds(tx, claim.facts, actor)).map((entry) => [entry.factId, entry]));
  return claim.facts.flatMap((id) => {
    const fact = directory.facts.get(id);
    if (!fact) return [];
    return [
      {
        id,
        type: fact.type,
        typeName: factTypeName(fact),
        values: factFields(fact, directory),
        entry: entryBehind(entries.get(id)),
      },
    ];
  });
};

/** The readings that a result rests on, and the result under each of their other values. */
const readingsUsed = (claim: EvaluatedClaim, input: EvaluateInput, standards: StandardsText | null) => {
  const narrow = narrowedTo(claim, input);
  return claim.readings.flatMap((stated) => {
    const at = stated.indexOf("=");
    const [key, value] = [stated.slice(0, at), stated.slice(at + 1)];
    const reading = readingsByKey.get(key as ReadingKey);
    if (!reading) return [];
    const label = (of: string) => reading.values.find((option) => option.value === of)?.label ?? of;
    const others = reading.values.filter((option) => option.value !== value);
    return [
      {
        key,
        question: reading.question,
        value,
        label: label(value),
        clauses: [...reading.clauses],
        alternatives: others.map((option) => {
          const readings = { ...input.readings, [key]: option.value };
          const output = evaluate({ ...narrow, readings }, { standards: overridesOf(standards) });
          const other = output.results.find((result) => claimKey(result) === claimKey(claim));
          return {
            value: option.value,
            label: option.label,
            status: other?.status ?? null,
            amountFen: other ? String(fenOf(other.amount)) : null,
            heldFen: other ? String(fenOf(other.held)) : null,
          };
        }),
      },
    ];
  });
};

/** Only facts of the same kind can bear on a claim; the national programme bears on secondments. */
const narrowedTo = (claim: EvaluatedClaim, input: EvaluateInput): EvaluateInput => {
  const types = new Set<string>(input.facts.filter(({ id }) => claim.facts.includes(id)).map(({ type }) => type));
  if (types.has("secondment")) types.add("national-rural-programme");
  return { ...input, years: [claim.year], facts: input.facts.filter(({ type }) => types.has(type)) };
};

const adjustmentView = (row: AdjustmentRow) => ({
  id: row.id,
  amountFen: row.amount === null ? null : String(row.amount),
  dueFen: String(row.due),
  reason: row.reason,
  decidedBy: row.decidedBy,
  documentNumber: row.documentNumber,
  recordedBy: row.recordedName,
  recordedAt: row.recordedAt.toISOString(),
});
