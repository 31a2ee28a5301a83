import type { Task } from "@qiangyi/api";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/** Accounts that were opened and wait for their role, which another administrator gives. */
export const accountTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  if (!actor.permissions.has("accounts.grant")) return [];
  const { rows } = await sql<{ waiting: bigint }>`
    select count(*) as waiting from account where province = ${actor.province} and state = 'waiting'`.execute(tx);
  const waiting = Number(rows[0]?.waiting ?? 0n);
  if (waiting === 0) return [];
  return [
    {
      group: "todo",
      title: `${waiting}个新账号待授予角色`,
      from: "系统管理员",
      amountFen: null,
      since: null,
      due: null,
      step: "核对身份后授予角色",
      path: "/accounts?state=waiting",
    },
  ];
};
