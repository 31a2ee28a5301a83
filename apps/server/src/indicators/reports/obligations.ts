import type { IndicatorView, ReportCycleName } from "@qiangyi/api";
import { date, type PlainDate } from "@qiangyi/kernel";
import { askedOfPilotCities } from "@qiangyi/policy/service-system";
import { pilotCities } from "@qiangyi/policy/targets";
import { periodDays, periodsOfYear, reportCycles } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { type TargetInForce, targetsOf } from "../targets/index.ts";
import type { ReportingSubject } from "./reporting-subjects.ts";
import type { Schedule } from "./schedule.ts";

export const cyclesOfReports = Object.keys(reportCycles) as ReportCycleName[];

/** What everybody is asked: indicators with a target of one's own, and those asked of one's kind. */
export interface Asking {
  readonly indicators: readonly IndicatorView[];
  /** By subject, then by indicator: the first target of the documents. */
  readonly targets: ReadonlyMap<string, ReadonlyMap<string, TargetInForce>>;
}

/** Counted from registers and dated items: nobody types them. What is measured at a point of time is told with the year. */
const isReported = ({ kind, sourceRegister }: IndicatorView): boolean => kind !== "events" && sourceRegister === null;
const cycleOf = ({ cycle }: IndicatorView): ReportCycleName => (cycle === "day" ? "year" : cycle);

export const askingOn = async (
  tx: Tx,
  actor: Actor,
  { onDate, subjects }: { readonly onDate: PlainDate; readonly subjects?: readonly string[] },
): Promise<Asking> => {
  const indicators = (await dictionaryOf(tx, actor, { onDate })).filter(isReported);
  const targets = new Map<string, Map<string, TargetInForce>>();
  for (const target of await targetsOf(tx, actor, { asOf: onDate, inScope: true, subjects })) {
    if (target.terms.isRollUp) continue;
    const known = targets.get(target.subject) ?? new Map<string, TargetInForce>();
    if (!known.has(target.indicator)) targets.set(target.subject, known.set(target.indicator, target));
  }
  return { indicators, targets };
};

/** Indicators of a report, in the order of the dictionary. */
export const askedOf = (
  { indicators, targets }: Asking,
  { id, askedAs, city }: Pick<ReportingSubject, "id" | "askedAs" | "city">,
  cycle: ReportCycleName,
): readonly IndicatorView[] => {
  const own = targets.get(id);
  return indicators.filter(
    (indicator) =>
      cycleOf(indicator) === cycle &&
      (own?.has(indicator.code) || (askedAs !== null && indicator.askedOf.includes(askedAs) && isAskedIn(city, indicator))),
  );
};

const isAskedIn = (city: string | null, { code }: IndicatorView): boolean =>
  !askedOfPilotCities.has(code) || (city !== null && pilotCities.includes(city));

export interface DuePeriod {
  readonly cycle: ReportCycleName;
  readonly period: string;
  readonly dueOn: PlainDate;
}

/** Periods of a year that are over and have to be reported, the latest first. */
export const periodsDue = (
  schedule: Schedule,
  year: number,
  today: PlainDate,
  cycles: readonly ReportCycleName[] = cyclesOfReports,
): readonly DuePeriod[] =>
  cycles.flatMap((cycle) =>
    periodsOfYear(cycle, year)
      .toReversed()
      .flatMap((period): DuePeriod[] => {
        const dueOn = schedule.dueOn(cycle, period);
        return dueOn !== undefined && date(periodDays(period).ends) < today ? [{ cycle, period, dueOn }] : [];
      }),
  );
