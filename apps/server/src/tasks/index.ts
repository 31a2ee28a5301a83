import type { Rooms } from "../platform/index.ts";
import { askClosureRoute } from "./ask-closure.ts";
import { assignTaskRoute } from "./assign-task.ts";
import { liaisonRoutes } from "./liaisons.ts";
import { listTasksRoutes } from "./list-tasks.ts";
import { reportOnTaskRoute } from "./report-on-task.ts";
import { saveDraftRoute } from "./save-draft.ts";
import { settleClosureRoutes } from "./settle-closure.ts";
import { showTaskRoute } from "./show-task.ts";
import { taskFileRoutes } from "./task-files.ts";

export { stagedTasks } from "./staged-tasks.ts";
export { supervisionTasks } from "./workbench-tasks.ts";

/** 督办任务: what the clauses of the plans ask for, who answers, how far it is, and what closes it. */
export const tasksRoutes = (rooms: Rooms): void => {
  listTasksRoutes(rooms);
  liaisonRoutes(rooms);
  showTaskRoute(rooms);
  assignTaskRoute(rooms);
  reportOnTaskRoute(rooms);
  askClosureRoute(rooms);
  settleClosureRoutes(rooms);
  taskFileRoutes(rooms);
  saveDraftRoute(rooms);
};
