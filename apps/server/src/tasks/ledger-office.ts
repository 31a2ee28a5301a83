import { type LedgerTask, ledgerTasks } from "@qiangyi/policy/tasks";
import type { Actor } from "../platform/index.ts";

/** A city's own plan is kept by the city. */
const isCitysOwn = ({ document }: LedgerTask): boolean => document === "linfen-2020";

/** 督办机构: the health commission of the level whose plan it is assigns, presses and accepts. */
export const keepsLedger = ({ permissions, level, city }: Actor, task: LedgerTask): boolean =>
  permissions.has("tasks.manage") && (isCitysOwn(task) ? level === "city" && city === task.city : level === "province");

/** Everything at the province; at a city what it takes part in. */
export const maySee = ({ level, city }: Actor, task: LedgerTask): boolean =>
  level === "province" || level === "system" || (level === "city" && city !== null && city === task.city);

export const tasksInSight = (actor: Actor): readonly LedgerTask[] => ledgerTasks.filter((task) => maySee(actor, task));
