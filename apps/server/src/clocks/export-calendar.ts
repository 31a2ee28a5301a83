import { type ClockView, exportClocks } from "@qiangyi/api";
import { addDays, date, daysBetween, ok } from "@qiangyi/kernel";
import ical, { ICalAlarmType } from "ical-generator";
import { handle, type Rooms } from "../platform/index.ts";
import { chosen, clocksFor } from "./list-clocks.ts";

/** iCalendar (RFC 5545): each open clock is an event of its last day, with the days on which to remind. */
export const exportCalendarRoute = (rooms: Rooms): void =>
  handle(rooms, exportClocks, async ({ tx, actor, query, clock }) => {
    const clocks = chosen(await clocksFor(tx, actor, clock.today()), query).filter(
      ({ dueOn, stopped }) => dueOn !== null && stopped === null,
    );
    return ok({
      name: "强医通期限日历.ics",
      contentType: "text/calendar; charset=utf-8",
      content: Buffer.from(calendarOf(clocks, clock.now()), "utf8"),
    });
  });

export const calendarOf = (clocks: readonly ClockView[], now: Date): string => {
  const calendar = ical({ name: "强医通期限日历", prodId: { company: "qiangyi", product: "clocks", language: "ZH" } });
  for (const { id, title, subject, dueOn, started, stopsWhen, source, legalDueOn, remindOn, holder } of clocks) {
    if (dueOn === null) continue;
    const event = calendar.createEvent({
      id: `${id}@qiangyi`,
      stamp: now,
      // An all-day event ends before the day after its last one.
      start: dueOn,
      end: addDays(date(dueOn), 1),
      allDay: true,
      summary: `${title}：${subject}`,
      description: [
        `责任单位：${holder.name}`,
        `起算：${started.on} ${started.title}`,
        `办结：${stopsWhen}`,
        `依据：${source}`,
        ...(legalDueOn === null ? [] : [`法定期限：${legalDueOn}`]),
      ].join("\n"),
    });
    for (const day of remindOn)
      event.createAlarm({
        type: ICalAlarmType.display,
        trigger: daysBetween(date(day), date(dueOn)) * 86_400,
        description: title,
      });
  }
  return calendar.toString();
};
