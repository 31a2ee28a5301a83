import { addDays, daysBetween, type PlainDate, yearOf } from "@qiangyi/kernel";
import { isWorkingDay, type WorkCalendar } from "../functions/work-calendar.ts";
import { type ClockRuleId, clockRuleOf, type Term } from "./clock-rules.ts";

export interface ClockRun {
  readonly rule: ClockRuleId;
  readonly startedOn: PlainDate;
  /** Last day of a clock whose end is itself an event; null while that event is not known. */
  readonly endsOn?: PlainDate | null;
  /** Day on which everything was done; null while it is not. */
  readonly stoppedOn: PlainDate | null;
  readonly asOf: PlainDate;
  /** The arrangement of a year; undefined where it is not recorded. */
  readonly calendarOf: (year: number) => WorkCalendar | undefined;
}

/** waiting: the last day cannot be told yet; nothing is guessed. */
export type ClockState = "running" | "due-soon" | "overdue" | "met" | "met-late" | "waiting";

export interface RunClock {
  readonly state: ClockState;
  readonly dueOn: PlainDate | null;
  readonly legalDueOn: PlainDate | null;
  /** The first working day on or after the last one, for reference: the text grants no extension. Null where it is the same day or the calendar is not recorded. */
  readonly nextWorkingDay: PlainDate | null;
  /** Negative: days since the last one. Null once stopped. */
  readonly daysLeft: number | null;
  readonly daysLate: number;
  /** Days on which to remind, before the last one. */
  readonly remindOn: readonly PlainDate[];
  readonly light: "green" | "yellow" | "red" | "grey";
}

const reminderDays = [10, 5, 1];

export const runClock = ({ rule, startedOn, endsOn, stoppedOn, asOf, calendarOf }: ClockRun): RunClock => {
  const { term, legal } = clockRuleOf(rule);
  const dueOn = lastDay(term, startedOn, endsOn ?? null, calendarOf);
  const legalDueOn = legal ? lastDay(legal.term, startedOn, null, calendarOf) : null;
  const judged = stoppedOn ?? asOf;
  const daysLate = dueOn ? Math.max(0, daysBetween(dueOn, judged)) : 0;
  const state = stateOf(startedOn, dueOn, stoppedOn, asOf, daysLate);
  return {
    state,
    dueOn,
    legalDueOn,
    nextWorkingDay: dueOn ? movedDay(dueOn, calendarOf) : null,
    daysLeft: dueOn && !stoppedOn ? daysBetween(asOf, dueOn) : null,
    daysLate,
    remindOn: dueOn ? reminderDays.map((count) => addDays(dueOn, -count)).filter((day) => day > startedOn) : [],
    light: lights[state],
  };
};

const lights = {
  running: "green",
  "due-soon": "yellow",
  overdue: "red",
  met: "green",
  "met-late": "yellow",
  waiting: "grey",
} as const satisfies Record<ClockState, RunClock["light"]>;

/** Less than half of the time left is soon (余≥50%为绿). */
const stateOf = (
  startedOn: PlainDate,
  dueOn: PlainDate | null,
  stoppedOn: PlainDate | null,
  asOf: PlainDate,
  daysLate: number,
): ClockState => {
  if (stoppedOn) return daysLate > 0 ? "met-late" : "met";
  if (!dueOn) return "waiting";
  if (daysLate > 0) return "overdue";
  return daysBetween(asOf, dueOn) * 2 < daysBetween(startedOn, dueOn) ? "due-soon" : "running";
};

const lastDay = (
  term: Term,
  startedOn: PlainDate,
  endsOn: PlainDate | null,
  calendarOf: ClockRun["calendarOf"],
): PlainDate | null => {
  if (term.kind === "dated") return endsOn;
  if (term.kind === "days") return addDays(startedOn, term.count);
  let [day, left] = [startedOn, term.count];
  while (left > 0) {
    day = addDays(day, 1);
    const calendar = calendarOf(yearOf(day));
    if (!calendar) return null;
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
};

const movedDay = (day: PlainDate, calendarOf: ClockRun["calendarOf"]): PlainDate | null => {
  let moved = day;
  for (;;) {
    const calendar = calendarOf(yearOf(moved));
    if (!calendar) return null;
    if (isWorkingDay(moved, calendar)) return moved === day ? null : moved;
    moved = addDays(moved, 1);
  }
};
