import { assignProjectTask, finishProjectTask, listProjectTasks, type ProjectTask, roleTitleOf } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx, within } from "../../platform/index.ts";
import { findProject, type StoredProject } from "../project.store.ts";
import { type Offices, officesOf } from "./offices.ts";
import type { CheckTables, StoredTask } from "./tables.ts";

/** Which health authority answers for a task of each level (第四条（一）); nobody else can be made responsible. */
const responsible = { province: "prov_health_dept", city: "city_health_bureau", county: "county_health_bureau" } as const;
type TaskLevel = keyof typeof responsible;
const ranks: Readonly<Record<TaskLevel, number>> = { county: 1, city: 2, province: 3 };

export type AssignTaskRefusal =
  | Refusal<"project-not-found">
  | Refusal<"FORBIDDEN_ROLE", { readonly role: string }>
  | Refusal<"LEVEL_ABOVE">
  | Refusal<"LEVEL_NOT_ON_ROUTE">;
const assignAnswers: Answers<AssignTaskRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  FORBIDDEN_ROLE: [
    403,
    ({ role }) => `项目任务由卫生健康部门按层级落实，不能分派给“${roleTitleOf(role)}”`,
    "请选择该层级的卫生健康部门",
  ],
  LEVEL_ABOVE: [403, "只能分派本级和下级的任务"],
  LEVEL_NOT_ON_ROUTE: [422, "这个层级不参与该项目", "请选择项目流程上的层级"],
};

export type FinishTaskRefusal = Refusal<"task-not-found"> | Refusal<"FORBIDDEN_ROLE"> | Refusal<"task-done">;
const finishAnswers: Answers<FinishTaskRefusal> = {
  "task-not-found": [404, "没有这项任务，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "任务由负责的卫生健康部门办结"],
  "task-done": [409, "这项任务已经办结"],
};

export const projectTaskRoutes = (rooms: Rooms): void => {
  handle(rooms, listProjectTasks, async ({ tx, actor, clock, query }) => {
    const [rows, offices] = await Promise.all([taskPage(tx, actor, query), officesOf(tx, actor)]);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const next = rows.length > query.limit && last ? `${last.due_on}/${last.id}` : null;
    return ok({ items: shown.map((row) => shownTask(actor, offices, row, clock.today())), next, total: null });
  });

  handle(
    rooms,
    assignProjectTask,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, AssignTaskRefusal>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      if (body.role !== responsible[body.level]) return refuse({ code: "FORBIDDEN_ROLE", role: body.role });
      if (ranks[body.level] > (ranks[actor.level as TaskLevel] ?? 0)) return refuse({ code: "LEVEL_ABOVE" });
      const place = placeOf(project, body.level);
      if (!place) return refuse({ code: "LEVEL_NOT_ON_ROUTE" });
      const id = newId();
      await tx
        .withTables<CheckTables>()
        .insertInto("project_task")
        .values({
          province: project.province,
          id,
          project: project.id,
          title: body.title,
          level: body.level,
          role: body.role,
          ...place,
          due_on: body.dueOn,
          assigned_by: actor.userId,
          assigned_by_name: actor.name,
          assigned_at: clock.now(),
          done_by: null,
          done_by_name: null,
          done_at: null,
          note: null,
        })
        .execute();
      return ok({ id });
    },
    assignAnswers,
  );

  handle(
    rooms,
    finishProjectTask,
    async ({ tx, actor, clock, params, body }): Promise<Result<null, FinishTaskRefusal>> => {
      const task = await lockTask(tx, actor, params.taskId);
      if (!task) return refuse({ code: "task-not-found" });
      if (!mayFinish(actor, task)) return refuse({ code: "FORBIDDEN_ROLE" });
      if (task.done_at !== null) return refuse({ code: "task-done" });
      await tx
        .withTables<CheckTables>()
        .updateTable("project_task")
        .set({ done_by: actor.userId, done_by_name: actor.name, done_at: clock.now(), note: body.note })
        .where("province", "=", task.province)
        .where("id", "=", task.id)
        .execute();
      return ok(null);
    },
    finishAnswers,
  );
};

const placeOf = (
  { city, county, route }: StoredProject,
  level: TaskLevel,
): { city: string | null; county: string | null } | undefined => {
  if (!route.includes(level)) return undefined;
  if (level === "province") return { city: null, county: null };
  if (city === null) return undefined;
  if (level === "city") return { city, county: null };
  return county === null ? undefined : { city, county };
};

type TaskRow = StoredTask & { readonly project_title: string };

/** Tasks of one's own region and level and below: a task of the city has no county, so a county does not see it. */
const inSight = (actor: Actor) => (actor.level === "unit" ? sql<boolean>`false` : within(actor, "task"));

const taskPage = async (
  tx: Tx,
  actor: Actor,
  query: { project?: string | undefined; state?: "open" | "done" | undefined; after?: string | undefined; limit: number },
): Promise<TaskRow[]> => {
  const [, dueOn, id] = /^(\d{4}-\d{2}-\d{2})\/([0-9a-f-]{36})$/.exec(query.after ?? "") ?? [];
  const { rows } = await sql<TaskRow>`
    select task.*, project.title as project_title from project_task task
    join project on project.province = task.province and project.id = task.project
    where ${inSight(actor)}
      ${query.project === undefined ? sql`` : sql`and task.project = ${query.project}::uuid`}
      ${query.state === undefined ? sql`` : query.state === "open" ? sql`and task.done_at is null` : sql`and task.done_at is not null`}
      ${dueOn === undefined || id === undefined ? sql`` : sql`and (task.due_on, task.id) > (${dueOn}::date, ${id}::uuid)`}
    order by task.due_on, task.id limit ${query.limit + 1}`.execute(tx);
  return rows;
};

const lockTask = async (tx: Tx, actor: Actor, id: string): Promise<StoredTask | undefined> => {
  const { rows } = await sql<StoredTask>`
    select task.* from project_task task where ${inSight(actor)} and task.id = ${id}::uuid for update`.execute(tx);
  return rows[0];
};

const mayFinish = (actor: Actor, { level, role, city, county }: StoredTask): boolean =>
  actor.level === level &&
  actor.roles.includes(role) &&
  (level === "province" || actor.city === city) &&
  (level !== "county" || actor.county === county);

const shownTask = (actor: Actor, offices: Offices, row: TaskRow, today: PlainDate): ProjectTask => {
  const region = row.county ?? row.city ?? `${row.province}0000`;
  return {
    id: row.id,
    project: { id: row.project, title: row.project_title },
    title: row.title,
    level: row.level,
    region,
    regionName: offices.region(region),
    role: row.role,
    roleTitle: roleTitleOf(row.role),
    dueOn: row.due_on,
    isOverdue: row.done_at === null && row.due_on < today,
    assignedBy: row.assigned_by_name,
    assignedAt: row.assigned_at.toISOString(),
    done: row.done_at === null ? null : { byName: row.done_by_name ?? "", at: row.done_at.toISOString(), note: row.note ?? "" },
    mayFinish: row.done_at === null && mayFinish(actor, row),
  };
};
