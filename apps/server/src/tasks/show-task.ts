import { showLedgerTask, type TaskClosureView, type TaskDetail, type TaskPartView, type TaskReportView } from "@qiangyi/api";
import { ok, type PlainDate, refuse } from "@qiangyi/kernel";
import { policyDocument } from "@qiangyi/policy/register";
import { isOpenChoice, lifeStageTags, type PartStanding, periodAt, periodsToReport } from "@qiangyi/policy/tasks";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { actLabels, actsOf } from "./acts.store.ts";
import { closuresOf, type StoredClosure } from "./closures.store.ts";
import { draftsOf } from "./drafts.store.ts";
import { keepsLedger } from "./ledger-office.ts";
import { officesOf, unitsConcerned } from "./offices.ts";
import { foundAnswers, foundTask } from "./opened-part.ts";
import { reportsOf, type StoredReport } from "./reports.store.ts";
import { escalationOfPart, isOwnClosure } from "./settle-closure.ts";
import { type StandingTask, standingTasks } from "./standings.ts";
import { filesOf, type TaskFile } from "./task-files.ts";
import { summaryOf } from "./task-summary.ts";

export const showTaskRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    showLedgerTask,
    async ({ tx, actor, clock, params }) => {
      if (foundTask(actor, params.task) === undefined) return refuse({ code: "TASK_NOT_FOUND" });
      const [one] = await standingTasks(tx, actor, { asOf: clock.today(), task: params.task });
      return one === undefined ? refuse({ code: "TASK_NOT_FOUND" }) : ok(await detailOf(tx, actor, one, clock.today()));
    },
    { TASK_NOT_FOUND: foundAnswers.TASK_NOT_FOUND },
  );

interface Known {
  readonly one: StandingTask;
  readonly reports: readonly StoredReport[];
  readonly closures: readonly StoredClosure[];
  readonly files: readonly TaskFile[];
  readonly own: readonly string[];
  readonly today: PlainDate;
}

const detailOf = async (tx: Tx, actor: Actor, one: StandingTask, today: PlainDate): Promise<TaskDetail> => {
  const { task, assignments } = one;
  const [reports, closures, files, acts, drafts, offices] = [
    await reportsOf(tx, actor, task.code),
    await closuresOf(tx, actor, task.code),
    await filesOf(tx, actor, task.code),
    await actsOf(tx, actor, task.code),
    await draftsOf(tx, actor, task.code),
    await officesOf(tx, actor),
  ];
  const units = unitsConcerned(
    task,
    assignments.map(({ unit }) => unit),
  );
  const own = units.filter((unit) => offices.includes(unit));
  const known: Known = { one, reports, closures, files, own, today };
  const titles = new Map(task.parts.map(({ code, title }) => [code, title]));
  return {
    ...summaryOf(one),
    today,
    documentTitle: policyDocument(task.document)?.title ?? task.document,
    units: units.map((unit) => ({ unit, role: roleOf(one, unit), latest: latestOf(known, unit, titles) })),
    stageReasons: lifeStageTags
      .filter(({ tasks }) => task.code === tasks || task.code.startsWith(`${tasks}.`))
      .map(({ stage, because }) => ({ stage, because })),
    parts: one.standing.parts.map((part) => partView(actor, known, part)),
    trail: acts.map(({ kind, part, note, byName, at }) => ({
      label: actLabels[kind],
      part: titles.get(part) ?? part,
      note,
      by: { name: byName, at: at.toISOString() },
    })),
    drafts: drafts.map(({ part, form, field, value, version, savedAt }) => ({
      part,
      form,
      field,
      value,
      version,
      savedAt: savedAt.toISOString(),
    })),
    ownUnits: [...own],
    isOpenChoice: isOpenChoice(task),
    mayManage: keepsLedger(actor, task),
  };
};

const roleOf = ({ task, assignments }: StandingTask, unit: string): string => {
  const answers = assignments.some((each) => each.unit === unit);
  const printed = task.leads.includes(unit) ? "牵头" : task.supporting.includes(unit) ? "配合" : "统筹";
  return answers && printed === "配合" ? "配合，承担" : printed;
};

const latestOf = ({ reports }: Known, unit: string, titles: ReadonlyMap<string, string>) => {
  const latest = reports.find((report) => report.unit === unit);
  return latest === undefined
    ? null
    : {
        period: periodTitleOf(latest),
        part: titles.get(latest.part) ?? latest.part,
        progress: latest.progress,
        on: latest.onDay,
      };
};

const partView = (actor: Actor, known: Known, part: PartStanding): TaskPartView => {
  const { one, today, own } = known;
  const assignment = one.assignments.find((each) => each.part === part.part);
  const reports = known.reports.filter((each) => each.part === part.part);
  const closures = known.closures.filter((each) => each.part === part.part);
  const waiting = closures.find(({ decision }) => decision === null);
  const used = new Set([...reports, ...closures].flatMap((each) => each.files));
  const isOffice = keepsLedger(actor, one.task);
  const mayFile = actor.permissions.has("tasks.report") && (own.length > 0 || isOffice);
  const isOpen = assignment !== undefined && part.state !== "done";
  return {
    code: part.part,
    title: part.title,
    unit: part.unit,
    person: assignment?.person ?? null,
    startsOn: assignment?.startsOn ?? null,
    due: part.due,
    target: assignment?.target ?? null,
    everyMonths: assignment?.everyMonths ?? null,
    state: part.state,
    light: part.light === "none" ? "grey" : part.light,
    because: part.because,
    progress: part.progress,
    missing:
      part.report === null
        ? null
        : {
            period: part.report.period.code,
            title: part.report.period.title,
            dueOn: part.report.period.dueOn,
            daysLate: part.report.daysLate,
          },
    isAssigned: assignment !== undefined,
    isWaiting: waiting !== undefined,
    reports: reports.map((report) => reportView(known, report)),
    closures: closures.map((closure) => closureView(known, closure)),
    files: known.files
      .filter((file) => file.part === part.part && !used.has(file.id) && file.byUser === actor.userId)
      .map(({ id, name }) => ({ id, name })),
    periods:
      assignment === undefined
        ? []
        : periodsToReport(assignment.startsOn, assignment.everyMonths, today)
            .toReversed()
            .map(({ code, title, dueOn }) => ({
              code,
              title,
              dueOn,
              isReported: reports.some((report) => report.unit === assignment.unit && report.period === code),
            })),
    may: {
      report: isOpen && mayFile,
      close: isOpen && waiting === undefined && !one.task.isStanding && mayFile && (own.includes(assignment.unit) || isOffice),
      decide: waiting !== undefined && isOffice && !isOwnClosure(actor, waiting),
      reopen: assignment !== undefined && part.state === "done" && isOffice,
      escalate: isOpen && isOffice && escalationOfPart(part) !== null,
    },
  };
};

const nameFiles = ({ files }: Known, ids: readonly string[]) =>
  files.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));

const periodTitleOf = ({ period, periodEnd }: StoredReport): string => {
  const every = /^\d{4}$/.test(period) ? 12 : period.includes("H") ? 6 : period.includes("Q") ? 3 : 1;
  return periodAt(periodEnd, every).title;
};

const reportView = (known: Known, report: StoredReport): TaskReportView => ({
  id: report.id,
  period: report.period,
  periodTitle: periodTitleOf(report),
  unit: report.unit,
  version: report.version,
  progress: report.progress,
  done: report.done,
  problems: report.problems,
  nextStep: report.nextStep,
  needs: report.needs,
  sourceDocument: report.sourceDocument,
  files: nameFiles(known, report.files),
  by: { name: report.byName, at: report.at.toISOString() },
});

const act = (name: string | null, at: Date | null) => (name === null || at === null ? null : { name, at: at.toISOString() });

const closureView = (known: Known, closure: StoredClosure): TaskClosureView => ({
  id: closure.id,
  unit: closure.unit,
  statement: closure.statement,
  documentNumber: closure.documentNumber,
  issuer: closure.issuer,
  issuedOn: closure.issuedOn,
  address: closure.address,
  sourceDocument: closure.sourceDocument,
  files: nameFiles(known, closure.files),
  asked: { name: closure.askedName, at: closure.askedAt.toISOString() },
  decision: closure.decision,
  reason: closure.reason,
  decided: act(closure.decidedName, closure.decidedAt),
  reopened: act(closure.reopenedName, closure.reopenedAt),
  reopenReason: closure.reopenReason,
});
