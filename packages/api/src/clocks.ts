import { z } from "zod";
import { dateText, fenText, regionCode } from "./common.ts";
import { route } from "./route.ts";

/** Id of a rule, as plan-report. */
const ruleId = z.string().max(40);

export const clockStates = {
  overdue: "已超期",
  "due-soon": "临近到期",
  running: "在办",
  waiting: "期限待定",
  met: "按期办结",
  "met-late": "逾期办结",
} as const;
export type ClockStateName = keyof typeof clockStates;
const stateName = z.enum(Object.keys(clockStates) as [ClockStateName, ...ClockStateName[]]);

/** An event of the record with the page that shows it; path is null where the reader may not open it. */
const clockEvent = z.object({ title: z.string(), on: dateText, path: z.string().nullable() });

export const clockView = z.object({
  id: z.string(),
  rule: ruleId,
  title: z.string(),
  /** What it is about: 晋财社〔2025〕12号（临汾市）. */
  subject: z.string(),
  /** Institution: of a unit's own clock; null for an office of the region. */
  holder: z.object({
    name: z.string(),
    side: z.enum(["finance", "health", "unit"]),
    region: regionCode,
    institution: z.string().nullable(),
  }),
  started: clockEvent,
  /** The event that stops it, said beforehand; `stopped` once it has happened. */
  stopsWhen: z.string(),
  stopped: clockEvent.nullable(),
  dueOn: dateText.nullable(),
  source: z.string(),
  clause: z.string().nullable(),
  legalDueOn: dateText.nullable(),
  legalSource: z.string().nullable(),
  nextWorkingDay: dateText.nullable(),
  daysLeft: z.number().int().nullable(),
  daysLate: z.number().int(),
  remindOn: z.array(dateText),
  state: stateName,
  light: z.enum(["green", "yellow", "red", "grey"]),
  /** What is still to be passed on, where the clock is about money. */
  leftFen: fenText.nullable(),
  /** Why no amount can be told: 额度未登记. */
  leftNote: z.string().nullable(),
  /** Stopped by hand, with evidence: 公开. */
  canStop: z.boolean(),
});
export type ClockView = z.infer<typeof clockView>;

const clockFilter = z.object({ state: stateName.optional(), rule: ruleId.optional(), region: regionCode.optional() });

export const listClocks = route({
  method: "GET",
  url: "/clocks",
  room: "clocks",
  summary: "期限日历：本级和所辖各地的每一个期限，起算事件、依据、截止日和灯",
  access: "clocks.read",
  query: clockFilter,
  answer: z.object({ today: dateText, items: z.array(clockView) }),
});

export const exportClocks = route({
  method: "GET",
  url: "/clocks/calendar.ics",
  room: "clocks",
  summary: "期限日历导出为iCalendar，在办期限各一项，带提醒",
  access: "clocks.read",
  query: clockFilter,
  download: true,
});

export const stopClock = route({
  method: "POST",
  url: "/clocks/:clockId/stops",
  room: "clocks",
  summary: "登记公开的网址和日期，办结公开期限",
  access: "notices.issue",
  params: z.object({ clockId: z.string().max(200) }),
  body: z.object({
    stoppedOn: dateText,
    evidence: z.string().trim().min(4, "请填写公开的网址或载体名称").max(500),
  }),
  status: 201,
  answer: z.object({ id: z.string() }),
});
