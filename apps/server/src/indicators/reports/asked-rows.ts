import type { IndicatorView, ReportRow } from "@qiangyi/api";
import { date, type PlainDate } from "@qiangyi/kernel";
import { isCountsOnly } from "@qiangyi/policy/targets";
import { periodBefore, periodDays, periodYearBefore } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import { observationsFor, type StoredObservation } from "../observations/index.ts";
import type { TargetInForce } from "../targets/index.ts";
import { askedOf, askingOn } from "./obligations.ts";
import { partOf } from "./part-of-report.ts";
import { quantitiesOf } from "./quantities.ts";
import type { ReportingSubject } from "./reporting-subjects.ts";
import type { StoredReport } from "./reports.store.ts";

/** What a report asks, and beside what it is judged; without what was entered. */
export type AskedRow = Omit<
  ReportRow,
  "value" | "numerator" | "denominator" | "note" | "isConfirmed" | "version" | "enteredBy" | "enteredAt" | "approved"
>;

type Asked = Pick<StoredReport, "subject" | "cycle" | "period">;

/** By the definitions, the targets and the approved values as they stand today; a definition counts from the period in which it begins. */
export const askedRows = async (
  tx: Tx,
  actor: Actor,
  { subject, cycle, period }: Asked,
  reporting: Pick<ReportingSubject, "id" | "askedAs" | "city">,
  today: PlainDate,
): Promise<AskedRow[]> => {
  const ends = date(periodDays(period).ends);
  const asking = await askingOn(tx, actor, { onDate: ends, subjects: [subject] });
  const part = partOf(actor);
  const indicators = askedOf(asking, reporting, cycle).filter((each) => part?.owns(each) ?? true);
  if (indicators.length === 0) return [];
  const codes = indicators.map(({ code }) => code);
  const breaks = await breaksOf(tx, actor, codes);
  const from = date(periodDays(periodYearBefore(period)).begins);
  const observed = await observationsFor(tx, actor, { subjects: [subject], indicators: codes, asOf: today, from });
  const pastOf = ({ code, definition }: IndicatorView, of: string) => {
    const found = observed.find((one) => one.indicator === code && one.period === of && one.isCurrent);
    return found ? shownPast(found, latestBreak(breaks.get(code) ?? [], definition)) : null;
  };
  const targets = asking.targets.get(subject);
  return indicators.map((indicator) =>
    askedRow(indicator, targets?.get(indicator.code), {
      lastPeriod: pastOf(indicator, periodBefore(period)),
      lastYear: pastOf(indicator, periodYearBefore(period)),
    }),
  );
};

const askedRow = (
  indicator: IndicatorView,
  target: TargetInForce | undefined,
  past: Pick<AskedRow, "lastPeriod" | "lastYear">,
): AskedRow => {
  const { kind, plausible } = indicator;
  if (kind === "events") throw new Error(`${indicator.code} is counted by events and not reported`);
  return {
    code: indicator.code,
    title: indicator.title,
    category: indicator.category,
    unit: indicator.unit,
    kind,
    direction: indicator.direction,
    per: indicator.per,
    scale: indicator.scale,
    isPartOfWhole: indicator.partOfWhole,
    ...(isCountsOnly(indicator.code) && { isCountsOnly: true }),
    plausibleMin: plausible?.min ?? null,
    plausibleMax: plausible?.max ?? null,
    quantities: quantitiesOf(indicator.code),
    formula: indicator.formula,
    numeratorName: indicator.numerator,
    denominatorName: indicator.denominator,
    definition: indicator.definition,
    target: target ? { id: target.target, wording: target.wording, by: String(target.terms.by), clause: target.clause } : null,
    threshold: target ? thresholdOf(target) : null,
    ...past,
  };
};

/** Levels, grades and ranks have no size that a number could be off by. */
const thresholdOf = ({ terms: { op, min, value } }: TargetInForce): string | null =>
  op === "reach-level" || op === "grade" || op === "rank-within" ? null : (min ?? value ?? null);

const shownPast = (
  { period, label, value, numerator, denominator, afterBreak }: StoredObservation,
  breakNow: number | null,
): NonNullable<AskedRow["lastYear"]> => ({
  period,
  value: label ?? value,
  numerator,
  denominator,
  isComparable: afterBreak === breakNow,
});

const breaksOf = async (
  tx: Tx,
  { province }: Actor,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const { rows } = await sql<{ indicator: string; versions: number[] }>`
    select indicator, array_agg(version) as versions from indicator_definition
    where province = ${province} and indicator = any(${[...codes]}::text[]) and is_break group by indicator`.execute(tx);
  return new Map(rows.map(({ indicator, versions }) => [indicator, versions]));
};

const latestBreak = (versions: readonly number[], upTo: number): number | null => {
  const before = versions.filter((version) => version <= upTo);
  return before.length === 0 ? null : Math.max(...before);
};
