import {
  addDays,
  atLeastZero,
  date as dateOf,
  daysBetween,
  type Fen,
  formatYuan,
  inChinese,
  inWanYuan,
  minus,
  type PlainDate,
  sum,
} from "@qiangyi/kernel";
import type { Reason } from "../contract.ts";
import { amountOf } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";
import { countyDistributionDays, issueDays, planDays } from "./standards.ts";
import { type WorkCalendar, workingDayFrom } from "./work-calendar.ts";

export interface DeadlineEvent {
  readonly event: "provincial-budget-approved" | "provincial-issue-received";
  readonly date: string;
  readonly readings?: { readonly "clock.city"?: "A" | "B" | "C" };
  /** With a calendar a last day off work moves to the next working day; without one there is no extension. */
  readonly calendar?: WorkCalendar;
  /** What was not issued early; "0.00" leaves nothing to plan or issue. */
  readonly remainder?: string;
  /** The money to be passed on. */
  readonly due?: string;
  readonly done?: readonly Done[];
  /** Until when the record is complete; without it only what was done shows how much time has passed. */
  readonly asOf?: string;
}

export type Step = "plan" | "issue" | "county-distribution";

export interface Done {
  readonly step: Step;
  readonly on: string;
  /** Left out: all of it. */
  readonly amount?: string;
}

export interface Deadline extends Explained {
  readonly step: Step;
  /** Null where the reading counts from an event that this one does not tell. */
  readonly dueDate: PlainDate | null;
  readonly status: "running" | "met" | "overdue" | "not-applicable";
  readonly daysLate: number;
  /** Null where the sum is not told. */
  readonly undistributed: string | null;
}

export interface Deadlines extends Explained {
  readonly steps: readonly Deadline[];
  readonly readings: readonly string[];
}

/** 第八条第三款: the plan within 20 days, the issue within 30, the counties by the same measure. The start day is not counted. */
export const deadlines = (input: DeadlineEvent): Deadlines => {
  const reading = input.readings?.["clock.city"] ?? "A";
  const steps = clocks
    .filter((clock) => clock.event === input.event && (clock.reading === undefined || clock.reading === reading))
    .map((clock) => run(clock, input));
  return { steps, readings: [`clock.city=${reading}`], ...explained(...steps.flatMap(({ explanation }) => explanation)) };
};

interface Clock {
  readonly step: Step;
  readonly event: DeadlineEvent["event"];
  readonly days: number | null;
  readonly clause: string;
  readonly rule: string;
  readonly reading?: "A" | "B" | "C";
  readonly needsMoney: boolean;
}

const cityClause = "qiangyi-2024.art8.3.d";

/** 比照此期限 has three readings (A45): from receipt, from the provincial congress, from the city congress. */
const clocks: readonly Clock[] = [
  {
    step: "plan",
    event: "provincial-budget-approved",
    days: planDays,
    clause: "qiangyi-2024.art8.3.a",
    rule: "省人大批准预算后20日内报送分配计划",
    needsMoney: true,
  },
  {
    step: "issue",
    event: "provincial-budget-approved",
    days: issueDays,
    clause: "qiangyi-2024.art8.3.b",
    rule: "省人大批准预算后30日内下达，计划迟报不顺延",
    needsMoney: true,
  },
  {
    step: "county-distribution",
    event: "provincial-budget-approved",
    days: countyDistributionDays,
    clause: cityClause,
    rule: "比照省人大批准预算后30日内分配到县",
    reading: "B",
    needsMoney: false,
  },
  {
    step: "county-distribution",
    event: "provincial-issue-received",
    days: countyDistributionDays,
    clause: cityClause,
    rule: "比照收到省级下达后30日内分配到县",
    reading: "A",
    needsMoney: false,
  },
  {
    step: "county-distribution",
    event: "provincial-issue-received",
    days: null,
    clause: cityClause,
    rule: "自省人大批准预算之日起算，收到日期不能定出期限",
    reading: "B",
    needsMoney: false,
  },
  {
    step: "county-distribution",
    event: "provincial-issue-received",
    days: null,
    clause: cityClause,
    rule: "自市人大批准预算之日起算，收到日期不能定出期限",
    reading: "C",
    needsMoney: false,
  },
];

const run = (clock: Clock, input: DeadlineEvent): Deadline => {
  const { step, clause, rule, days } = clock;
  const lastDay = days === null ? null : addDays(dateOf(input.date), days);
  const dueDate = lastDay && input.calendar ? workingDayFrom(lastDay, input.calendar) : lastDay;
  if (clock.needsMoney && input.remainder !== undefined && amountOf(input.remainder, "remainder") <= 0n)
    return {
      step,
      dueDate,
      status: "not-applicable",
      daysLate: 0,
      undistributed: "0.00",
      ...explained(because(clause, "年度预算已全部提前下达，不适用")),
    };

  const done = (input.done ?? []).filter((each) => each.step === step);
  const { undistributed, completeOn } = progress(step, input, done);
  const latest = [...done.map(({ on }) => dateOf(on)), ...(input.asOf ? [dateOf(input.asOf)] : [])].sort().at(-1);
  const judged = completeOn ?? latest;
  const daysLate = dueDate && judged ? Math.max(0, daysBetween(dueDate, judged)) : 0;
  const status = daysLate > 0 ? "overdue" : completeOn && dueDate ? "met" : "running";
  return {
    step,
    dueDate,
    status,
    daysLate,
    undistributed: undistributed === null ? null : formatYuan(undistributed),
    ...explained(because(clause, rule), ...reasons(clause, dueDate, daysLate, undistributed)),
  };
};

const reasons = (clause: string, dueDate: PlainDate | null, daysLate: number, undistributed: Fen | null): Reason[] => [
  ...(dueDate ? [because(clause, `截止${inChinese(dueDate)}${daysLate > 0 ? `，已逾期${daysLate}日` : ""}`)] : []),
  ...(undistributed ? [because(clause, `尚有${inWanYuan(undistributed)}未分配下达`)] : []),
];

/** Met only when all is passed on (A46). An entry without an amount stands for all of it. */
const progress = (
  step: Step,
  { due, remainder }: DeadlineEvent,
  done: readonly Done[],
): { undistributed: Fen | null; completeOn?: PlainDate } => {
  const inOrder = done.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const whole = inOrder.find(({ amount }) => amount === undefined);
  const text = step === "plan" ? undefined : (due ?? (step === "issue" ? remainder : undefined));
  if (text === undefined) return { undistributed: null, ...completed((step === "plan" ? inOrder[0] : whole)?.on) };

  const total = amountOf(text, "due");
  const passedOn = (until: number) => sum(inOrder.slice(0, until + 1).map(({ amount }) => amountOf(amount ?? text, "amount")));
  const last = inOrder.findIndex((_, index) => passedOn(index) >= total);
  const left = minus(total, passedOn(inOrder.length - 1));
  return { undistributed: atLeastZero(left), ...completed(inOrder[last]?.on) };
};

const completed = (on: string | undefined): { completeOn?: PlainDate } => (on === undefined ? {} : { completeOn: dateOf(on) });
