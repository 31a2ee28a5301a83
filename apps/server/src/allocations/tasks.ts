import type { SearchHit, Task } from "@qiangyi/api";
import { addDays, dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../platform/index.ts";
import type { Plan } from "./plan.ts";
import { findPlans } from "./plans.store.ts";
import { publicationsSince } from "./publications.store.ts";

const recent = { year: undefined, kind: "plan", after: undefined, limit: 20 } as const;

const isAtDesk = (actor: Actor): boolean => actor.level === "province" && actor.permissions.has("plans.read");

/** For how many days a publication stays among what is to be read. */
const daysToRead = 30;

/** A publication is news to everyone below the province who may read his part of it. */
export const publicationTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (actor.level === "province" || !actor.permissions.has("dues.read")) return [];
  const published = await publicationsSince(tx, actor.province, addDays(today, -daysToRead));
  return published.map(({ year, title, version, publishedOn }) => ({
    group: "toRead",
    title: `${title}第${version}版已发布`,
    from: "省卫生健康委",
    amountFen: null,
    since: publishedOn,
    due: null,
    step: "核对本级应补",
    path: `/allocations/dues?year=${year}`,
  }));
};

/** Drafts with what is still to be decided on them, and the versions frozen last. */
export const planTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  if (!isAtDesk(actor)) return [];
  const plans = await findPlans(tx, actor.province, recent);
  return plans.flatMap((plan) => {
    const isDraft = plan.state === "draft";
    if (isDraft && plan.decisions > 0 && actor.permissions.has("plans.write")) {
      return [taskOf(plan, "todo", `${plan.title}：${plan.decisions}项待作决定`, "逐项作出决定或暂缓")];
    }
    if (!isDraft) return [taskOf(plan, "done", plan.title, "已定稿")];
    // A draft belongs to those who write it; others at the desk may read along.
    return [
      actor.permissions.has("plans.write")
        ? taskOf(plan, "drafts", plan.title, "核对后定稿")
        : taskOf(plan, "toRead", plan.title, "编制中，可先查看"),
    ];
  });
};

const taskOf = ({ id, proposed, builtAt, builtName }: Plan, group: Task["group"], title: string, step: string): Task => ({
  group,
  title,
  from: builtName,
  amountFen: String(proposed),
  since: dateInShanghai(builtAt),
  due: null,
  step,
  path: `/allocations/plans/${id}`,
});

export const findPlansByText = async (tx: Tx, actor: Actor, text: string): Promise<SearchHit[]> => {
  if (!isAtDesk(actor)) return [];
  const plans = await findPlans(tx, actor.province, { ...recent, limit: 200 });
  return plans
    .filter(({ title, year }) => `${title} ${year}`.includes(text))
    .map(({ id, title, year, state }) => ({
      title,
      note: `${year}年 ${state === "draft" ? "草稿" : "已定稿"}`,
      path: `/allocations/plans/${id}`,
    }));
};
