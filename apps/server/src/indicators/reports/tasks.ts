import type { ListedReport, Task } from "@qiangyi/api";
import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { periodTitle, reportCycles } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { reportsOf, subjectOf } from "./list-reports.ts";
import { partOf } from "./part-of-report.ts";
import { waitingOnDesk } from "./review-list.ts";

/** What waits for somebody: reports to fill by their day, returned ones, those for the head's hand, and the desk of a health authority. */
export const reportTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const fills = actor.permissions.has("indicators.report");
  const submits = actor.permissions.has("indicators.submit");
  // Of a part that is filled nothing is left to do: somebody else hands the report in.
  const isPart = partOf(actor) !== undefined;
  const own = fills || submits ? await ownReports(tx, actor, today) : [];
  return [
    ...(fills ? clerkTasks(own.filter((report) => isForClerk(report) && !(isPart && report.filled === report.asked))) : []),
    ...(submits ? own.filter(({ state }) => state === "ready").map(headTask) : []),
    ...(actor.permissions.has("indicators.check") ? await deskTask(tx, actor) : []),
  ];
};

/** Of this year and the last, whose annual report falls due in this one. */
const ownReports = async (tx: Tx, actor: Actor, today: PlainDate): Promise<ListedReport[]> => {
  const subject = await subjectOf(tx, actor, today);
  if (!subject) return [];
  const year = yearOf(today);
  return [
    ...(await reportsOf(tx, actor, subject, { year, today })),
    ...(await reportsOf(tx, actor, subject, { year: year - 1, today })),
  ];
};

const isForClerk = ({ state }: ListedReport): boolean => state === null || state === "draft" || state === "returned";
const titleOf = ({ period, cycle, isCorrection }: ListedReport): string =>
  `${periodTitle(period)}指标${isCorrection ? "更正" : reportCycles[cycle]}`;
const pathOf = ({ id, period }: ListedReport): string =>
  id === null ? `/indicators/reports?year=${period.slice(0, 4)}` : `/indicators/reports/${id}`;

/** What was begun or sent back stands by itself; what nobody has opened is one line, by its earliest day. */
const clerkTasks = (own: readonly ListedReport[]): Task[] => {
  const unopened = own.filter(({ id }) => id === null);
  const [first] = unopened.toSorted((a, b) => ((a.dueOn ?? "") < (b.dueOn ?? "") ? -1 : 1));
  const begun = own.filter(({ id }) => id !== null).map(clerkTask);
  if (!first) return begun;
  const others = unopened.length - 1;
  const task = clerkTask(first);
  return [...begun, others === 0 ? task : { ...task, title: `${titleOf(first)}等${unopened.length}期待填报`, step: "逐期填报" }];
};

const clerkTask = (report: ListedReport): Task => ({
  group: report.state === "draft" ? "drafts" : "todo",
  title: `${titleOf(report)}${report.state === "returned" ? "被退回" : "待填报"}`,
  from: "指标填报",
  amountFen: null,
  since: null,
  due: report.dueOn,
  step: report.state === "returned" ? `按意见修改：${report.returnedBecause ?? ""}` : `已填${report.filled}/${report.asked}项`,
  path: pathOf(report),
});

const headTask = (report: ListedReport): Task => ({
  group: "todo",
  title: `${titleOf(report)}待报送`,
  from: "指标填报",
  amountFen: null,
  since: null,
  due: report.dueOn,
  step: "负责人报送",
  path: pathOf(report),
});

const deskTask = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const { count, since } = await waitingOnDesk(tx, actor);
  if (count === 0) return [];
  return [
    {
      group: "todo",
      title: `${count}份指标报表待审核`,
      from: "指标审核",
      amountFen: null,
      since,
      due: null,
      step: "审核",
      path: "/indicators/checks",
    },
  ];
};
