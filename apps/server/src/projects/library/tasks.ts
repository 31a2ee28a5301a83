import type { Task } from "@qiangyi/api";
import { addDays, dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { type ChangeKind, changeKinds } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

const atMost = 20;
const dueSoonDays = 10;

/** What the library waits for at a unit's desk: a change to sign, an order to mend; and at the organiser's: mended, or not in time. */
export const libraryTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const isUnit = actor.level === "unit";
  if (isUnit && actor.permissions.has("projects.sign"))
    return [...(await changesToSign(tx, actor)), ...(await ordersToMend(tx, actor, today))];
  if (isUnit && actor.permissions.has("projects.declare")) return ordersToMend(tx, actor, today);
  return actor.permissions.has("projects.select") ? inspectionsToRepeat(tx, actor, today) : [];
};

const changesToSign = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const { rows } = await sql<{ project: string; title: string; kind: ChangeKind; by: string; at: Date; difference: bigint }>`
    select p.id as project, p.title, h.kind, h.requested_by_name as by, h.requested_at as at, h.support_difference_fen as difference
    from project_change h join project p on p.province = h.province and p.id = h.project
    where ${within(actor, "p")} and h.state = 'to_sign' and h.requested_by <> ${actor.userId}
    order by h.requested_at limit ${atMost}`.execute(tx);
  return rows.map(({ project, title, kind, by, at, difference }) => ({
    group: "todo",
    title: `${title}：${changeKinds[kind]}变更`,
    from: by,
    amountFen: difference === 0n ? null : String(difference),
    since: dateInShanghai(at),
    due: null,
    step: "核对变更内容后签批",
    path: `/projects/${project}?tab=library`,
  }));
};

interface OpenOrder {
  readonly project: string;
  readonly title: string;
  readonly mend_by: PlainDate;
  readonly by_name: string;
  readonly at: Date;
  readonly reported: boolean;
}

/** Orders of the last inspection of projects that are still being carried out. */
const openOrders = async (tx: Tx, actor: Actor): Promise<readonly OpenOrder[]> => {
  const { rows } = await sql<OpenOrder>`
    select p.id as project, p.title, a.mend_by, a.by_name, a.at,
      exists (select from project_step s where s.province = p.province and s.project = p.id and s.action = 'reportMended' and s.at >= a.at) as reported
    from project_acceptance a join project p on p.province = a.province and p.id = a.project
      join call c on c.province = p.province and c.id = p.call
    where ${within(actor, "p")} and p.state = 'implementing' and a.result = 'mend'
      and not exists (select from project_acceptance later where later.province = a.province and later.project = a.project and later.seq > a.seq)
      and (${actor.level} = 'unit' or case c.organiser when 'city' then ${actor.level} = 'city' else ${actor.level} = 'province' end)
    order by a.mend_by, p.id limit ${atMost}`.execute(tx);
  return rows;
};

const ordersToMend = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> =>
  (await openOrders(tx, actor))
    .filter(({ reported }) => !reported)
    .flatMap((order): Task[] => {
      const task = taskOf(order, "按验收意见整改并报验");
      return order.mend_by <= addDays(today, dueSoonDays) ? [task, { ...task, group: "due" }] : [task];
    });

const inspectionsToRepeat = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> =>
  (await openOrders(tx, actor))
    .filter(({ reported, mend_by }) => reported || mend_by < today)
    .map((order) => taskOf(order, order.reported ? "单位已报整改完成，复验" : "整改期限已过，单位尚未报验"));

const taskOf = ({ project, title, mend_by, by_name, at }: OpenOrder, step: string): Task => ({
  group: "todo",
  title,
  from: by_name,
  amountFen: null,
  since: dateInShanghai(at),
  due: mend_by,
  step,
  path: `/projects/${project}?tab=library`,
});
