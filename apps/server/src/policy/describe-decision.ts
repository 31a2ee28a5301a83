import type { PlainDate } from "@qiangyi/kernel";
import type { Actor } from "../platform/index.ts";
import type { RecordedValue, StoredValue } from "./decisions.store.ts";
import { stateOn } from "./in-force.ts";

/** A recorded value as its history shows it. Who typed it in is told to people with an account, who decided it to everybody. */
export const describeDecision = (
  entry: RecordedValue,
  all: readonly RecordedValue[],
  day: PlainDate,
  actor: Actor,
  textOf: (value: StoredValue) => string,
) => ({
  id: entry.id,
  value: isList(entry.value) ? [...entry.value] : entry.value,
  valueText: textOf(entry.value),
  effectiveFrom: entry.effectiveFrom,
  effectiveTo: entry.effectiveTo,
  sourceKind: entry.sourceKind,
  sourceDocument: entry.sourceDocument,
  article: entry.article,
  decidedBy: entry.decidedBy,
  decidedOn: entry.decidedOn,
  documentNumber: entry.documentNumber,
  reason: entry.reason,
  recordedBy: actor.level === "public" ? null : entry.recordedBy,
  recordedAt: entry.recordedAt.toISOString(),
  state: stateOn(entry, all, day),
  withdrawal:
    entry.withdrawnFrom === null
      ? null
      : { from: entry.withdrawnFrom, decidedBy: entry.withdrawnBy ?? "", reason: entry.withdrawnReason ?? "" },
});

export const isList = (value: StoredValue): value is readonly string[] => typeof value === "object";
