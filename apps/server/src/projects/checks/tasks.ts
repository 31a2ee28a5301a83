import type { Task } from "@qiangyi/api";
import { addDays, dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { commitmentTasks } from "../commitments/index.ts";
import { libraryTasks } from "../library/tasks.ts";
import { waitsFor } from "../position.ts";
import type { StoredProject } from "../project.store.ts";
import { labelOfAct, shownChecks } from "./shown-checks.ts";
import { lastActsOf, type WorkFilter, workPage, workTotal } from "./work-list.store.ts";

/** Rows of each group that the workbench shows; the rest are counted and stand on the list. */
const shownAtMost = 10;
const dueSoonDays = 3;

/** 待办、已办、我发起、草稿、即将到期 of the projects, for the workbench. */
export const projectTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (!actor.permissions.has("projects.read")) return [];
  const groups = [
    ...(mayAct(actor) ? await waitingTasks(tx, actor, today) : []),
    ...(actor.permissions.has("projects.declare") ? await clerksTasks(tx, actor, today) : []),
    ...(mayAct(actor) ? await returnedTasks(tx, actor, today) : []),
    ...(await commitmentTasks(tx, actor)),
    ...(await libraryTasks(tx, actor, today)),
    ...(await handledTasks(tx, actor, today)),
  ];
  return groups;
};

const mayAct = ({ permissions }: Actor): boolean =>
  permissions.has("projects.check") || permissions.has("projects.checkFunds") || permissions.has("projects.sign");

const box = (name: WorkFilter["box"]): WorkFilter => ({ box: name, sort: "arrived" });

/** What waits for this desk, the oldest first; what ends soon is named again as 即将到期. */
const waitingTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const { rows, next } = await workPage(tx, actor, box("waiting"), today, { limit: shownAtMost });
  const items = await shownChecks(tx, actor, rows, today);
  const isFinance = !actor.permissions.has("projects.check") && actor.permissions.has("projects.checkFunds");
  const step = actor.level === "unit" ? "核对全部内容后签批" : isFinance ? "会审筹资" : "审核真实性、合规性、可行性";
  const tasks = items.flatMap((item): Task[] => {
    const task: Task = {
      group: "todo",
      title: item.title,
      from: item.institution.name,
      amountFen: item.supportFen,
      since: dateInShanghai(new Date(item.arrivedAt)),
      due: item.dueOn,
      step,
      path: `/projects/${item.id}`,
    };
    return item.dueOn !== null && item.dueOn <= addDays(today, dueSoonDays) ? [task, { ...task, group: "due" }] : [task];
  });
  if (next === null) return tasks;
  const total = (await workTotal(tx, actor, box("waiting"), today)) ?? 0;
  return [
    ...tasks,
    more("todo", `另有${total - shownAtMost}件项目待办`, step, actor.level === "unit" ? "/projects/mine" : "/projects/checks"),
  ];
};

/** A unit's clerk: what was returned to be mended, drafts, and what went up and is on its way. */
const clerksTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const { rows } = await sql<StoredProject>`
    select project.* from project where ${within(actor, "project")}
      and (project.state in ('draft', 'returned', 'to_sign') or project.waits_at is not null)
    order by project.changed_at desc, project.id limit 60`.execute(tx);
  const items = await shownChecks(tx, actor, rows, today);
  return items.flatMap((item, index): Task[] => {
    const row = rows[index];
    if (!row) return [];
    const task = (group: Task["group"], step: string): Task => ({
      group,
      title: item.title,
      from: item.call.title,
      amountFen: item.supportFen,
      since: dateInShanghai(new Date(item.arrivedAt)),
      due: item.dueOn,
      step,
      path: group === "started" ? `/projects/${item.id}` : `/projects/declarations/${item.id}`,
    });
    if (row.state === "draft") return [task("drafts", "继续填报")];
    if (row.state !== "returned")
      return [task("started", waitsFor(row) === "unit" ? "待负责人签批" : `在${levelNames[waitsFor(row) ?? "province"]}审核`)];
    const isDue = item.dueOn !== null && item.dueOn <= addDays(today, dueSoonDays);
    return [task("todo", "按退回意见补正后重新提交"), ...(isDue ? [task("due", "补正期限将到")] : [])];
  });
};

const levelNames = { unit: "本单位", county: "县级", city: "市级", province: "省级" } as const;

/** What this desk returned and is being mended: its deadline runs. */
const returnedTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (!actor.permissions.has("projects.check")) return [];
  const { rows } = await workPage(tx, actor, { ...box("returned"), due: "overdue" }, today, { limit: shownAtMost });
  return (await shownChecks(tx, actor, rows, today)).map((item) => ({
    group: "due" as const,
    title: item.title,
    from: item.institution.name,
    amountFen: item.supportFen,
    since: dateInShanghai(new Date(item.arrivedAt)),
    due: item.dueOn,
    step: "补正期限已过，单位尚未重新提交",
    path: `/projects/${item.id}`,
  }));
};

/** Everything that I acted on, the latest first; it never leaves. */
const handledTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const { rows, next } = await workPage(tx, actor, box("handled"), today, { limit: shownAtMost });
  const [items, acts] = [await shownChecks(tx, actor, rows, today), await lastActsOf(tx, actor, rows)];
  const tasks = items.map((item): Task => {
    const act = acts.get(item.id);
    return {
      group: "done",
      title: item.title,
      from: item.institution.name,
      amountFen: item.supportFen,
      since: act ? dateInShanghai(act.at) : null,
      due: null,
      step: act ? labelOfAct(act.action) : "",
      path: `/projects/${item.id}`,
    };
  });
  return next === null ? tasks : [...tasks, more("done", "更早办过的项目", "查看全部已办", "/projects/checks?box=handled")];
};

const more = (group: Task["group"], title: string, step: string, path: string): Task => ({
  group,
  title,
  from: "项目",
  amountFen: null,
  since: null,
  due: null,
  step,
  path,
});
