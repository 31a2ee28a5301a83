import type { Task } from "@qiangyi/api";
import { atLeastZero, inWanYuan, minus, zero } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { burdensOf, commitmentsOf, isStillAsked } from "./burdens.store.ts";

/** What the pilot asks of a county and nobody has committed: it stands in the way of the confirmed list. */
export const commitmentTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  if (actor.level !== "county" || !actor.permissions.has("projects.checkFunds")) return [];
  const open = (await burdensOf(tx, actor)).filter(isStillAsked);
  const committed = await commitmentsOf(
    tx,
    actor.province,
    open.map(({ project }) => project),
  );
  const names = await institutionNames(
    tx,
    actor,
    open.map(({ institution }) => institution),
  );
  return open.flatMap(({ project, title, institution, needed }): Task[] => {
    const gap = atLeastZero(minus(needed, committed.get(project)?.amount ?? zero));
    if (gap === zero) return [];
    return [
      {
        group: "todo",
        title: `${title}：县级资金缺口${inWanYuan(gap)}`,
        from: names.get(institution) ?? institution,
        amountFen: String(gap),
        since: null,
        due: null,
        step: "书面承诺县级资金，缺口未落实不能列入试点名单",
        path: "/projects/commitments",
      },
    ];
  });
};
