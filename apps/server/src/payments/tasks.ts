import type { Task } from "@qiangyi/api";
import { endOfYear, type PlainDate, yearOf } from "@qiangyi/kernel";
import { sql } from "kysely";
import { ownBureau } from "../ledger/index.ts";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { targetsOf } from "./year-end/progress.store.ts";
import { progressOf } from "./year-end/progress.ts";

/** What waits for somebody: requests by their turn, the rest of the last year, and units that are behind the pace. */
export const paymentTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => [
  ...(await requestTasks(tx, actor)),
  ...(await yearEndTasks(tx, actor, today)),
  ...(await paceTasks(tx, actor, today)),
];

interface Turn {
  readonly state: "submitted" | "returned" | "approved";
  readonly step: string;
  readonly title: (count: number) => string;
}

const turns: readonly (Turn & { readonly permission: "payments.request" | "payments.approve" | "payments.pay" })[] = [
  { permission: "payments.approve", state: "submitted", step: "审批", title: (count) => `${count}笔支付申请待审批` },
  { permission: "payments.request", state: "returned", step: "修改后重新提交", title: (count) => `${count}笔支付申请被退回` },
  { permission: "payments.pay", state: "approved", step: "审核并办理支付", title: (count) => `${count}笔支付待办理` },
];

const requestTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const tasks: Task[] = [];
  for (const { permission, state, step, title } of turns) {
    if (!actor.permissions.has(permission)) continue;
    const ofBureau = permission === "payments.pay" ? sql`and bureau = ${ownBureau(actor) ?? ""}` : sql``;
    const { rows } = await sql<{ count: number; amount: bigint | null; since: string | null }>`
      select count(*)::integer as count, sum(amount_fen)::bigint as amount, min(requested_on)::text as since from payment_request
      where ${within(actor, "payment_request")} and state = ${state} ${ofBureau}`.execute(tx);
    const [row] = rows;
    if (row && row.count > 0)
      tasks.push({
        group: "todo",
        title: title(row.count),
        from: "支付",
        amountFen: String(row.amount ?? 0n),
        since: row.since,
        due: null,
        step,
        path: "/payments/requests?mine=true",
      });
  }
  return tasks;
};

/** Items of 结转结余 without their reason, for the holder; without their disposal, for the bureau. */
const yearEndTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const isUnit = actor.institution !== null && actor.permissions.has("payments.request");
  const bureau = actor.permissions.has("books.close") ? ownBureau(actor) : undefined;
  if (!isUnit && bureau === undefined) return [];
  const mine = isUnit ? sql`keeper = 'unit' and reason is null` : sql`bureau = ${bureau ?? ""}`;
  const { rows } = await sql<{ count: number; amount: bigint; year_end: number }>`
    select year_end, count(*)::integer as count, sum(unspent_fen)::bigint as amount from carry_over_item
    where ${within(actor, "carry_over_item")} and state = 'open' and ${mine} group by year_end order by year_end`.execute(tx);
  return rows.map(({ count, amount, year_end }) => ({
    group: "todo",
    title: `${year_end}年末${count}项结转结余${isUnit ? "待说明原因" : "待定处理"}`,
    from: "年终",
    amountFen: String(amount),
    since: today < endOfYear(year_end) ? null : endOfYear(year_end),
    due: null,
    step: isUnit ? "说明未支出的原因" : "定处理：继续使用、收回或调整用途",
    path: `/payments/year-end?year=${year_end}`,
  }));
};

/** Below the plan line: told to the unit and to 省卫生健康委 (5g-2022.art14.b). */
const paceTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  const isUnit = actor.institution !== null && actor.permissions.has("payments.request");
  if (!isUnit && !actor.permissions.has("plans.submit")) return [];
  const year = yearOf(today);
  // Without a plan line nobody is behind it, and the books need not be asked.
  if ((await targetsOf(tx, actor, year)).length === 0) return [];
  const { rows, month, target } = await progressOf(tx, actor, today, { year });
  const below = rows.filter(({ isBelow }) => isBelow);
  if (target === null || below.length === 0) return [];
  const [own] = below;
  return [
    {
      group: "due",
      title: isUnit
        ? `${year}年${month}月末执行率${own?.percent ?? "0.0"}%，低于序时进度${target}%`
        : `${below.length}个单位${year}年${month}月末执行率低于序时进度${target}%`,
      from: "年终",
      amountFen: null,
      since: null,
      due: null,
      step: isUnit ? "加快支付" : "督促单位加快执行",
      path: `/payments/year-end?tab=progress&year=${year}`,
    },
  ];
};
