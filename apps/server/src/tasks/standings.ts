import type { PlainDate } from "@qiangyi/kernel";
import { type LedgerTask, type PartRecord, type TaskStanding, taskStanding } from "@qiangyi/policy/tasks";
import type { Actor, Tx } from "../platform/index.ts";
import { tasksInSight } from "./ledger-office.ts";
import {
  type Assignment,
  assignmentsAsOf,
  type ClosureMark,
  closuresAsOf,
  lastActsAsOf,
  type ReportedPeriod,
  reportedPeriodsAsOf,
} from "./records.store.ts";

/** A task as it stands on a day, with who answers for it. */
export interface StandingTask {
  readonly task: LedgerTask;
  readonly standing: TaskStanding;
  readonly assignments: readonly Assignment[];
  readonly reported: readonly ReportedPeriod[];
  readonly updatedOn: PlainDate | null;
}

/** Tasks in sight, or one of them, from what was on record by the end of a day. */
export const standingTasks = async (
  tx: Tx,
  actor: Actor,
  asked: { readonly asOf: PlainDate; readonly task?: string },
): Promise<readonly StandingTask[]> => {
  const [assignments, reported, closures, lastActs] = [
    await assignmentsAsOf(tx, actor, asked),
    await reportedPeriodsAsOf(tx, actor, asked),
    await closuresAsOf(tx, actor, asked),
    await lastActsAsOf(tx, actor, asked),
  ];
  return tasksInSight(actor)
    .filter(({ code }) => asked.task === undefined || code === asked.task)
    .map((task) => {
      const own = assignments.filter((each) => each.task === task.code);
      const ownReports = reported.filter((each) => each.task === task.code);
      const records = own.map((assignment) => recordOf(task, assignment, { asOf: asked.asOf, reported: ownReports, closures }));
      return {
        task,
        standing: taskStanding(task, records, asked.asOf),
        assignments: own,
        reported: ownReports,
        updatedOn: lastActs.get(task.code) ?? null,
      };
    });
};

interface Known {
  readonly asOf: PlainDate;
  readonly reported: readonly ReportedPeriod[];
  readonly closures: readonly ClosureMark[];
}

const recordOf = (task: LedgerTask, assignment: Assignment, { asOf, reported, closures }: Known): PartRecord => {
  const { part, unit, startsOn, dueOn, everyMonths } = assignment;
  const own = reported.filter((each) => each.part === part && each.unit === unit);
  const closure = closures.find((each) => each.task === task.code && each.part === part);
  return {
    part,
    assigned: { unit, startsOn, dueOn, every: everyMonths },
    reported: own.map(({ period }) => period),
    progress: progressOf(task, own, asOf),
    askedOn: closure?.standing === "waiting" ? closure.askedOn : null,
    closedOn: closure?.standing === "closed" ? closure.decidedOn : null,
  };
};

/** A standing task begins again every year: what the year before reached is kept and no longer counts. */
const progressOf = ({ isStanding }: LedgerTask, reports: readonly ReportedPeriod[], asOf: PlainDate): number | null => {
  const year = asOf.slice(0, 4);
  const counting = isStanding ? reports.filter(({ periodEnd }) => periodEnd.startsWith(year)) : reports;
  return (
    counting.reduce<ReportedPeriod | undefined>(
      (last, each) => (last === undefined || each.periodEnd > last.periodEnd ? each : last),
      undefined,
    )?.progress ?? null
  );
};
