import type { ClockView } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { WorkCalendar } from "@qiangyi/policy";
import { clockRuleOf, runClock } from "@qiangyi/policy/clocks";
import type { ClockEvent } from "../allotments/index.ts";
import { officeName } from "../registry/index.ts";
import type { ClockStop } from "./stops.store.ts";

export const idOf = ({ rule, subject }: Pick<ClockEvent, "rule" | "subject">): string => `${rule}:${subject}`;

interface Frame {
  readonly today: PlainDate;
  readonly calendarOf: (year: number) => WorkCalendar | undefined;
  readonly stops: ReadonlyMap<string, ClockStop>;
  /** Names of institutions, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly maySettle: (event: ClockEvent) => boolean;
}

/** One clock as the list shows it: the rule says how long, the record says from when and whether it is over. */
export const clockOf = (event: ClockEvent, { today, calendarOf, stops, names, maySettle }: Frame): ClockView => {
  const rule = clockRuleOf(event.rule);
  const id = idOf(event);
  const stop = stops.get(id);
  const stoppedOn = stop?.stoppedOn ?? event.stoppedOn;
  const run = runClock({
    rule: event.rule,
    startedOn: event.startedOn,
    endsOn: event.endsOn ?? null,
    stoppedOn,
    asOf: today,
    calendarOf,
  });
  return {
    id,
    rule: event.rule,
    title: rule.title,
    subject: event.title,
    holder: {
      name: holderName(event, names),
      side: event.holder.side,
      region: event.holder.region,
      institution: event.holder.side === "unit" ? event.holder.institution : null,
    },
    started: { title: event.startTitle, on: event.startedOn, path: event.startPath },
    stopsWhen: rule.stoppedBy,
    stopped:
      stoppedOn === null
        ? null
        : { title: stop?.evidence ?? event.stopTitle ?? rule.stoppedBy, on: stoppedOn, path: event.stopPath ?? null },
    dueOn: run.dueOn,
    source: rule.source.text,
    clause: rule.source.clause ?? null,
    legalDueOn: run.legalDueOn,
    legalSource: rule.legal?.source.text ?? null,
    nextWorkingDay: run.nextWorkingDay,
    daysLeft: run.daysLeft,
    daysLate: run.daysLate,
    remindOn: [...run.remindOn],
    state: run.state,
    light: run.light,
    leftFen: event.left === null ? null : event.left.toString(),
    leftNote: event.leftNote ?? null,
    canStop: event.rule === "disclosure" && stoppedOn === null && maySettle(event),
  };
};

const holderName = ({ holder }: ClockEvent, names: Frame["names"]): string =>
  holder.side === "unit" ? (names.get(holder.institution) ?? holder.institution) : officeName(holder.side, holder.region);
