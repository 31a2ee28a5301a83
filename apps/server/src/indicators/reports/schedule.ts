import type { ReportCycleName } from "@qiangyi/api";
import { addDays, date, type PlainDate, startOfYear, yearOf } from "@qiangyi/kernel";
import { periodDays } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

export interface ScheduleEntry {
  readonly cycle: ReportCycleName;
  readonly effectiveFrom: PlainDate;
  readonly dueDays: number;
  readonly source: string;
  readonly by: string | null;
  readonly at: string | null;
}

export interface Schedule {
  readonly entries: readonly ScheduleEntry[];
  /** Last day for a period; undefined where it began before anything had to be reported. */
  dueOn(cycle: ReportCycleName, period: string): PlainDate | undefined;
}

/** The documents print no cycle and no day (targets-engine Q6). Until the province records its own, months and quarters are due after ten days. */
const defaultDays: Readonly<Record<ReportCycleName, number>> = { month: 10, quarter: 10, year: 31 };
const defaultSource = "平台默认：文件没有规定报送期限";

/** What is due when, as recorded; without a record this year and the one before are asked for. */
export const scheduleOf = async (tx: Tx, { province }: Pick<Actor, "province">, today: PlainDate): Promise<Schedule> => {
  const { rows } = await sql<Omit<ScheduleEntry, "at"> & { at: Date }>`
    select cycle, effective_from as "effectiveFrom", due_days as "dueDays", source, recorded_name as by, recorded_at as at
    from indicator_report_schedule where province = ${province} order by cycle, effective_from desc`.execute(tx);
  const recorded = rows.map((row): ScheduleEntry => ({ ...row, at: row.at.toISOString() }));
  const cycles = Object.keys(defaultDays) as ReportCycleName[];
  const entries = cycles.flatMap((cycle): ScheduleEntry[] => {
    const own = recorded.filter((entry) => entry.cycle === cycle);
    if (own.length > 0) return own;
    const effectiveFrom = startOfYear(yearOf(today) - 1);
    return [{ cycle, effectiveFrom, dueDays: defaultDays[cycle], source: defaultSource, by: null, at: null }];
  });
  return {
    entries,
    dueOn: (cycle, period) => {
      const { begins, ends } = periodDays(period);
      const entry = entries.find((one) => one.cycle === cycle && one.effectiveFrom <= begins);
      return entry && addDays(date(ends), entry.dueDays);
    },
  };
};

export const isYearClosed = async (tx: Tx, { province }: Pick<Actor, "province">, year: number): Promise<boolean> => {
  const { rows } = await sql`select from indicator_closed_year where province = ${province} and year = ${year}`.execute(tx);
  return rows.length > 0;
};
