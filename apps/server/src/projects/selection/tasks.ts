import type { Task } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { type ChangeKind, changeKinds } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

const atMost = 20;

/** What selection and library wait for: a decision on a list, a notice to publish or to conclude, an objection, a change to judge. */
export const selectionTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (actor.level !== "province" && actor.level !== "city") return [];
  return [
    ...(actor.permissions.has("projects.select")
      ? [...(await listTasks(tx, actor, today)), ...(await objectionTasks(tx, actor))]
      : []),
    ...(await changeTasks(tx, actor)),
  ];
};

const ownCall = ({ level, city }: Actor) =>
  level === "city" ? sql`c.organiser = 'city' and c.city = ${city}` : sql`c.organiser = 'province'`;

const listTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const { rows } = await sql<{ title: string; call: string; step: string; since: string; notice: string | null; by: string }>`
    select c.title, c.id as call, s.proposed_by_name as by, n.id as notice,
      case when s.state = 'proposed' then '审定拟选名单' when n.id is null then '发布公示' else '公示期满，办理入库' end as step,
      to_char(coalesce(s.decided_at, s.proposed_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since
    from selection s join call c on c.province = s.province and c.id = s.call
      left join lateral (select id, state, closes_on from public_notice n where n.province = s.province and n.selection = s.id
        order by published_at desc limit 1) n on true
    where s.province = ${actor.province} and ${ownCall(actor)}
      and (s.state = 'proposed' and s.proposed_by <> ${actor.userId}
        or s.state = 'decided' and (n.id is null or n.state = 'open' and n.closes_on < ${today}::date))
    order by s.proposed_at limit ${atMost}`.execute(tx);
  return rows.map(({ title, call, step, since, notice, by }) => ({
    group: "todo",
    title,
    from: by,
    amountFen: null,
    since,
    due: null,
    step,
    path: notice === null ? `/projects/calls/${call}/selection` : `/projects/notices/${notice}`,
  }));
};

const objectionTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const { rows } = await sql<{ number: string; notice: string; since: string; due: string }>`
    select o.number, o.notice, o.received_on as since, o.due_on as due
    from objection o join public_notice n on n.province = o.province and n.id = o.notice
      join call c on c.province = n.province and c.id = n.call
    where o.province = ${actor.province} and o.state = 'open' and ${ownCall(actor)}
    order by o.due_on, o.number limit ${atMost}`.execute(tx);
  return rows.map(({ number, notice, since, due }) => ({
    group: "todo",
    title: `异议${number}`,
    from: "公示异议",
    amountFen: null,
    since,
    due,
    step: "核查并写明结论",
    path: `/projects/notices/${notice}`,
  }));
};

/** The organiser judges first; where the state's money changes the finance department after it. */
const changeTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const isFinance = actor.permissions.has(actor.level === "city" ? "projects.checkFunds" : "budgets.write");
  const states = [...(actor.permissions.has("projects.select") ? ["requested"] : []), ...(isFinance ? ["with_finance"] : [])];
  if (states.length === 0) return [];
  const { rows } = await sql<{ project: string; title: string; kind: ChangeKind; by: string; since: string; difference: bigint }>`
    select p.id as project, p.title, h.kind, h.requested_by_name as by, h.support_difference_fen as difference,
      to_char(h.requested_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since
    from project_change h join project p on p.province = h.province and p.id = h.project
      join call c on c.province = p.province and c.id = p.call
    where ${within(actor, "p")} and h.state = any(${states}::text[]) and ${ownCall(actor)}
    order by h.requested_at limit ${atMost}`.execute(tx);
  return rows.map(({ project, title, kind, by, since, difference }) => ({
    group: "todo",
    title: `${title}：${changeKinds[kind]}变更`,
    from: by,
    amountFen: difference === 0n ? null : String(difference),
    since,
    due: null,
    step: "审批变更",
    path: `/projects/${project}?tab=library`,
  }));
};
