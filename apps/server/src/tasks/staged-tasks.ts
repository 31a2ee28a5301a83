import type { PlainDate } from "@qiangyi/kernel";
import { lifeCycleTasks, type StagedTask } from "@qiangyi/policy/tasks";
import type { Actor, Tx } from "../platform/index.ts";
import { standingTasks } from "./standings.ts";

/** Tasks that the goal of health over the whole life rests on, once for each of their stages, as they stood at the end of a day. */
export const stagedTasks = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<readonly StagedTask[]> => {
  const ofGoal = new Set(lifeCycleTasks.map(({ code }) => code));
  return (await standingTasks(tx, actor, { asOf }))
    .filter(({ task }) => ofGoal.has(task.code))
    .flatMap(({ task, standing }) => task.stages.map((stage) => ({ stage, state: standing.state })));
};
