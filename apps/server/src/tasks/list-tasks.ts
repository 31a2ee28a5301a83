import {
  exportLedgerTasks,
  listLedgerTasks,
  type RouteInput,
  taskDocuments,
  taskLifeStages,
  taskLights,
  taskStates,
} from "@qiangyi/api";
import { minuteInShanghai, ok, type Result } from "@qiangyi/kernel";
import { lifeCycleTasks, unitsOf } from "@qiangyi/policy/tasks";
import { type TableSheet, writeTable } from "../documents/index.ts";
import { type Actor, type Download, handle, type Rooms, type Tx } from "../platform/index.ts";
import { tasksInSight } from "./ledger-office.ts";
import { latestReportTexts, type ReportTexts } from "./reports.store.ts";
import { type StandingTask, standingTasks } from "./standings.ts";
import { summaryOf } from "./task-summary.ts";

type Filter = NonNullable<RouteInput<typeof exportLedgerTasks>["query"]>;

/** 督办台账. As many tasks as the plans have clauses: their number never grows with the years, so they are laid out whole and cut into pages. */
export const listTasksRoutes = (rooms: Rooms): void => {
  handle(rooms, listLedgerTasks, async ({ tx, actor, clock, query: { after, limit, ...filter } }) => {
    const today = clock.today();
    const found = await filtered(tx, actor, filter, today);
    const from = after === undefined ? 0 : found.findIndex(({ task }) => task.code === after) + 1;
    const items = found.slice(from, from + limit).map(summaryOf);
    const count = (is: (one: StandingTask) => boolean) => found.filter(is).length;
    return ok({
      items,
      next: from + limit < found.length ? (items.at(-1)?.code ?? null) : null,
      total: found.length,
      today,
      counts: {
        done: count(({ standing }) => standing.state === "done"),
        open: count(({ standing }) => standing.state === "open"),
        late: count(({ standing }) => standing.state === "late"),
        red: count(({ standing }) => standing.light === "red"),
      },
      units: [...new Set(tasksInSight(actor).flatMap(unitsOf))],
      mayManage: actor.permissions.has("tasks.manage"),
    });
  });

  handle(rooms, exportLedgerTasks, async ({ tx, actor, clock, query }): Promise<Result<Download, never>> => {
    const today = clock.today();
    const found = await filtered(tx, actor, query, today);
    const texts = await latestReportTexts(tx, actor);
    const content = await writeTable({
      sheets: [ledgerSheet(found, texts, filterText(query, today))],
      asOf: minuteInShanghai(clock.now()),
      exportedBy: actor.name,
      demonstration: rooms.isDemo,
    });
    return ok({
      name: `督办台账${today.replaceAll("-", "")}.xlsx`,
      contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      content,
    });
  });
};

const filtered = async (tx: Tx, actor: Actor, filter: Filter, asOf: Parameters<typeof standingTasks>[2]["asOf"]) => {
  const { document, unit, light, state, stage, goal, text } = filter;
  return (await standingTasks(tx, actor, { asOf })).filter(
    ({ task, standing, assignments }) =>
      (document === undefined || task.document === document) &&
      (unit === undefined || unitsOf(task).includes(unit) || assignments.some((each) => each.unit === unit)) &&
      (light === undefined || standing.light === light) &&
      (state === undefined || standing.state === state) &&
      (stage === undefined || task.stages.includes(stage)) &&
      (goal === undefined || lifeCycleTasks.includes(task)) &&
      (text === undefined || text === "" || task.gist.includes(text) || task.code.includes(text)),
  );
};

const filterText = ({ document, unit, light, state, stage, goal, text }: Filter, asOf: string): string =>
  [
    `截至${asOf}`,
    document && taskDocuments[document],
    unit,
    light && taskLights[light],
    state && taskStates[state],
    stage && `生命阶段：${taskLifeStages[stage]}`,
    goal && "2027年全生命周期目标所依据的任务",
    text && `含“${text}”`,
  ]
    .filter(Boolean)
    .join("，");

const column = (label: string, width: number) => ({ label, kind: "text" as const, width });

/** The columns of a 督办台账, in the order officials know. */
const ledgerSheet = (
  found: readonly StandingTask[],
  texts: ReadonlyMap<string, readonly ReportTexts[]>,
  filter: string,
): TableSheet => ({
  name: "督办台账",
  filterText: filter,
  columns: [
    { label: "序号", kind: "integer" },
    column("任务", 36),
    column("来源文", 18),
    column("条款", 12),
    column("牵头单位", 20),
    column("责任单位", 24),
    column("责任人", 12),
    { label: "起始", kind: "date" },
    { label: "时限", kind: "date" },
    column("时限依据", 18),
    column("量化目标", 24),
    { label: "进展（%）", kind: "integer" },
    column("状态", 10),
    column("本期进展", 36),
    column("存在问题", 30),
    column("下一步", 30),
    column("需协调事项", 30),
    column("灯", 8),
    column("说明", 36),
    { label: "最近更新", kind: "date" },
    column("佐证", 24),
  ],
  rows: found.map((one, at) => {
    const summary = summaryOf(one);
    const own = texts.get(summary.code) ?? [];
    const told = (pick: (report: ReportTexts) => string): string =>
      own
        .filter((report) => pick(report) !== "")
        .map((report) => (one.task.parts.length === 1 ? pick(report) : `${titleOf(one, report.part)}：${pick(report)}`))
        .join("；");
    return [
      at + 1,
      summary.gist,
      taskDocuments[summary.document],
      summary.ref,
      summary.leads.join("、"),
      [...new Set([...summary.assigned.map(({ unit }) => unit), ...summary.supporting])].join("、"),
      summary.assigned.map(({ person }) => person).join("、"),
      summary.startsOn,
      summary.due,
      summary.dueBasis,
      one.assignments
        .map(({ target }) => target)
        .filter(Boolean)
        .join("；"),
      summary.progress,
      taskStates[summary.state],
      told(({ done }) => done),
      told(({ problems }) => problems),
      told(({ nextStep }) => nextStep),
      told(({ needs }) => needs),
      taskLights[summary.light],
      summary.because,
      summary.updatedOn,
      told(({ files }) => files.join("、")),
    ];
  }),
});

const titleOf = ({ task }: StandingTask, part: string): string => task.parts.find(({ code }) => code === part)?.title ?? part;
