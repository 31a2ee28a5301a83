import { addDays, type PlainDate } from "@qiangyi/kernel";
import { type Light, quotaLight, worstLight } from "../service-system-2023/lights.ts";
import type { LedgerTask, TaskPart } from "./ledger-task.ts";
import { type Cadence, periodsOver, type ReportPeriod } from "./report-period.ts";
import { workingDaysLate } from "./working-days.ts";

/** late: still open after its day. */
export type TaskState = "done" | "open" | "late";

/** What is on record of one part of a task by the as-of day. */
export interface PartRecord {
  readonly part: string;
  /** Null while nobody has been made answerable. */
  readonly assigned: {
    readonly unit: string;
    readonly startsOn: PlainDate;
    /** Earlier than the document's day where the ledger office set one. */
    readonly dueOn: PlainDate | null;
    readonly every: Cadence;
  } | null;
  /** Codes of periods that the answering unit has reported. */
  readonly reported: readonly string[];
  /** Of its latest report, in whole per cent. */
  readonly progress: number | null;
  /** The day on which closure was asked for, while it waits to be judged. */
  readonly askedOn: PlainDate | null;
  readonly closedOn: PlainDate | null;
}

export interface PartStanding {
  readonly part: string;
  readonly title: string;
  readonly unit: string | null;
  readonly state: TaskState;
  readonly light: Light;
  /** One sentence. */
  readonly because: string;
  readonly progress: number | null;
  readonly due: PlainDate | null;
  /** The oldest report that is missing, or the next that will be due; null of what is closed or not assigned. */
  readonly report: { readonly period: ReportPeriod; readonly daysLate: number } | null;
  /** Working days after its day or after the day of a report, whichever is more. */
  readonly daysLate: number;
}

export interface TaskStanding {
  readonly state: TaskState;
  readonly light: Light;
  /** Names the parts that are worst. */
  readonly because: string;
  readonly done: number;
  readonly of: number;
  readonly daysLate: number;
  readonly parts: readonly PartStanding[];
}

/** Up to so many working days after its day a milestone or report is yellow, later red. A default of the platform. */
const graceDays = 10;

const nothingOnRecord = (part: string): PartRecord => ({
  part,
  assigned: null,
  reported: [],
  progress: null,
  askedOn: null,
  closedOn: null,
});

/** How a task stands on a day: done when every part is closed, late when one is, and as bright as its worst part. */
export const taskStanding = (task: LedgerTask, records: readonly PartRecord[], asOf: PlainDate): TaskStanding => {
  const parts = task.parts.map((part) =>
    partStanding(task, part, records.find((record) => record.part === part.code) ?? nothingOnRecord(part.code), asOf),
  );
  const light = worstLight(parts.map((part) => part.light));
  const done = parts.filter(({ state }) => state === "done").length;
  return {
    state: done === parts.length ? "done" : parts.some(({ state }) => state === "late") ? "late" : "open",
    light,
    because: becauseOf(parts, light),
    done,
    of: parts.length,
    daysLate: Math.max(...parts.map(({ daysLate }) => daysLate)),
    parts,
  };
};

const becauseOf = (parts: readonly PartStanding[], light: Light): string => {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.because;
  const worst = parts.filter((part) => part.light === light);
  const [first] = worst;
  // Only what is behind is worth naming one by one.
  if (light === "green" && worst.some(({ because }) => because !== first?.because))
    return `${parts.length}个部分中${worst.length}个按期推进或已办结`;
  const names = worst.length === parts.length ? "各部分" : worst.map(({ title }) => title).join("、");
  return first === undefined
    ? ""
    : worst.every(({ because }) => because === first.because)
      ? `${names}：${first.because}`
      : worst.map(({ title, because }) => `${title}：${because}`).join("；");
};

const partStanding = (task: LedgerTask, part: TaskPart, record: PartRecord, asOf: PlainDate): PartStanding => {
  const { assigned, progress, closedOn, askedOn } = record;
  const due = assigned?.dueOn ?? task.due;
  const told = { part: part.code, title: part.title, unit: assigned?.unit ?? part.unit, progress, due };
  if (closedOn !== null) return { ...told, state: "done", light: "green", because: `${closedOn}办结`, report: null, daysLate: 0 };
  // What was handed in on time is not late because it waits to be judged.
  const measuredOn = askedOn ?? asOf;
  const isPast = due !== null && measuredOn > due;
  const state = isPast ? "late" : "open";
  const pastDays = due !== null && isPast ? workingDaysLate(due, measuredOn) : 0;
  if (assigned === null)
    return {
      ...told,
      state,
      light: isPast ? softened(overdueLight(pastDays), task) : "grey",
      because: isPast ? `已过期限${due}，尚未分派` : part.unit === null ? "未明确牵头单位，尚未分派" : "尚未分派",
      report: null,
      daysLate: pastDays,
    };
  const report = reportStanding(assigned, record, asOf);
  const reportDaysLate = report?.daysLate ?? 0;
  const value = valueLight(task, { ...assigned, due }, { progress, measuredOn, pastDays });
  return {
    ...told,
    state,
    light: worstLight([value.light, reportLight(record, reportDaysLate)]),
    because: [
      ...(askedOn === null ? [] : [`${askedOn}申请办结，待认定`]),
      value.because,
      ...(reportDaysLate > 0 && report !== null ? [`${report.period.title}报告逾期${reportDaysLate}个工作日`] : []),
    ].join("，"),
    report,
    daysLate: Math.max(pastDays, reportDaysLate),
  };
};

interface Terms {
  readonly startsOn: PlainDate;
  readonly due: PlainDate | null;
}

interface Measured {
  readonly progress: number | null;
  readonly measuredOn: PlainDate;
  readonly pastDays: number;
}

const valueLight = (
  task: LedgerTask,
  { startsOn, due }: Terms,
  { progress, measuredOn, pastDays }: Measured,
): { readonly light: Light; readonly because: string } => {
  if (due !== null && measuredOn > due)
    return { light: softened(overdueLight(pastDays), task), because: `已过期限${due}，逾期${pastDays}个工作日` };
  if (progress === null) return { light: "grey", because: "尚无进展报告" };
  if (due === null) return { light: "grey", because: `进展${progress}%，未定期限` };
  // A milestone has its last day to itself: what grows is compared with the day before.
  const judged = quotaLight({
    achieved: progress,
    lower: 100,
    from: startsOn,
    to: due,
    asOf: measuredOn < due ? measuredOn : dayBefore(due, startsOn),
    strength: task.strength,
  });
  const expected = judged.expected === null ? "" : `，序时应达${Number(judged.expected).toFixed(1)}%`;
  return { light: judged.light, because: `进展${progress}%${expected}` };
};

const dayBefore = (due: PlainDate, startsOn: PlainDate): PlainDate => (due > startsOn ? addDays(due, -1) : startsOn);

const overdueLight = (workingDays: number): Light => (workingDays > graceDays ? "red" : "yellow");

/** 力争、鼓励: never red for what was reached, only for reports. */
const softened = (light: Light, { strength }: LedgerTask): Light =>
  light === "red" && (strength === "aspirational" || strength === "encouraged") ? "yellow" : light;

const reportStanding = (
  { startsOn, every }: NonNullable<PartRecord["assigned"]>,
  { reported }: PartRecord,
  asOf: PlainDate,
): PartStanding["report"] => {
  const period = periodsOver(startsOn, every, asOf).find(({ code }) => !reported.includes(code));
  return period === undefined ? null : { period, daysLate: workingDaysLate(period.dueOn, asOf) };
};

/** Nothing was reported yet and nothing is late: there is nothing to light. */
const reportLight = ({ reported }: PartRecord, daysLate: number): Light =>
  daysLate > graceDays ? "red" : daysLate > 0 ? "yellow" : reported.length > 0 ? "green" : "grey";
