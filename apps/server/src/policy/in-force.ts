import type { PlainDate } from "@qiangyi/kernel";
import type { ReadingKey } from "@qiangyi/policy";
import type { Tx } from "../platform/index.ts";
import { type RecordedValue, recordedValues, type Subject } from "./decisions.store.ts";

/** Whether a recorded value counts on a day: begun, not ended, not withdrawn by then. */
export const countsOn = (entry: RecordedValue, day: PlainDate): boolean =>
  entry.effectiveFrom <= day &&
  (entry.effectiveTo === null || entry.effectiveTo >= day) &&
  (entry.withdrawnFrom === null || entry.withdrawnFrom > day);

/** Of values in the order of the store (newest effect first) the first that counts: a withdrawn one gives way to its predecessor. */
export const inForceOn = (entries: readonly RecordedValue[], day: PlainDate): RecordedValue | undefined =>
  entries.find((entry) => countsOn(entry, day));

export const stateOn = (
  entry: RecordedValue,
  all: readonly RecordedValue[],
  day: PlainDate,
): "in-force" | "future" | "superseded" | "ended" | "withdrawn" => {
  if (entry.withdrawnFrom !== null && entry.withdrawnFrom <= day) return "withdrawn";
  if (entry.effectiveFrom > day) return "future";
  if (entry.effectiveTo !== null && entry.effectiveTo < day) return "ended";
  return inForceOn(all, day)?.id === entry.id ? "in-force" : "superseded";
};

/** Values in force on a day by key. */
export const valuesInForce = async (
  tx: Tx,
  subject: Subject,
  day: PlainDate,
): Promise<ReadonlyMap<string, RecordedValue["value"]>> => {
  const found = new Map<string, RecordedValue["value"]>();
  for (const entry of await recordedValues(tx, subject)) {
    if (!found.has(entry.key) && countsOn(entry, day)) found.set(entry.key, entry.value);
  }
  return found;
};

/** What stands for one setting on a day; undefined where nothing was recorded. */
export const settingInForce = async (tx: Tx, key: string, onDate: PlainDate): Promise<RecordedValue["value"] | undefined> =>
  inForceOn(await recordedValues(tx, "setting", key), onDate)?.value;

/**
 * Readings that a recorded decision has settled, as the engine takes them in `readings`. Keys without one are left out: the
 * default stands there, and with it what the default leaves to a decision.
 */
export const readingsInForce = async (tx: Tx, onDate: PlainDate): Promise<Readonly<Partial<Record<ReadingKey, string>>>> =>
  Object.fromEntries([...(await valuesInForce(tx, "reading", onDate))].map(([key, value]) => [key, String(value)]));
