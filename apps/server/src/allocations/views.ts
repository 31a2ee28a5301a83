import type { PlanLineView, PlanSummary } from "@qiangyi/api";
import type { Fen } from "@qiangyi/kernel";
import { lineName } from "../policy/index.ts";
import type { Counts, Sums } from "./cells.ts";
import type { DecisionRow } from "./decisions.store.ts";
import type { Plan, StaleReason } from "./plan.ts";
import { type PlanLine, proposedOf } from "./plan-line.ts";
import type { Publication } from "./publications.store.ts";

/** How the room's own words look over HTTP: money as text of 分, instants as ISO. */
export const countsView = ({ results, payable, refused, decisions, manual }: Counts) => ({
  results,
  payable,
  refused,
  decisions,
  manual,
});

export const sumsView = ({ due, proposed, held, recovery }: Sums) => ({
  dueFen: String(due),
  proposedFen: String(proposed),
  heldFen: String(held),
  recoveryFen: String(recovery),
});

export const planView = (plan: Plan, stale: StaleReason[], publication: Publication | undefined): PlanSummary => ({
  id: plan.id,
  kind: plan.kind,
  basePlanId: plan.basePlanId,
  year: plan.year,
  title: plan.title,
  state: plan.state,
  version: plan.version,
  decisionDate: plan.decisionDate,
  counts: countsView(plan),
  sums: sumsView(plan),
  builtBy: plan.builtName,
  builtAt: plan.builtAt.toISOString(),
  frozenAt: plan.frozenAt?.toISOString() ?? null,
  inputSha256: plan.inputSha256,
  outputSha256: plan.outputSha256,
  rulesVersion: plan.rulesVersion,
  publication: publication
    ? {
        publishedOn: publication.publishedOn,
        publishedBy: publication.publishedName,
        note: publication.note,
        isCurrent: publication.isCurrent,
      }
    : null,
  stale,
});

export const lineView = (line: PlanLine, allocated: Fen): PlanLineView => ({
  lineNo: line.lineNo,
  line: line.line,
  lineName: lineName(line.line),
  year: line.year,
  subject: line.subject,
  title: line.title,
  city: line.city,
  county: line.county,
  institution: line.institution,
  institutionName: line.institutionName,
  place: line.place,
  status: line.status,
  amountFen: String(line.amount),
  heldFen: String(line.held),
  recoveryFen: String(line.recovery),
  manualFen: line.manual === null ? null : String(line.manual),
  proposedFen: String(proposedOf(line)),
  isManualOutdated: line.manual !== null && line.manualDue !== line.amount,
  isKey: line.isKey,
  allocatedFen: String(allocated),
  errors: [...line.errors],
  clauses: [...line.clauses],
  readings: [...line.readings],
});

export const decisionView = (row: DecisionRow) => ({
  id: row.id,
  line: row.line,
  subject: row.subject,
  year: row.year,
  amountFen: String(row.amount),
  reading: row.reading,
  decidedBy: row.decidedBy,
  decidedOn: row.decidedOn,
  reason: row.reason,
  documentNumber: row.documentNumber,
  recordedBy: row.recordedName,
  recordedAt: row.recordedAt.toISOString(),
});
