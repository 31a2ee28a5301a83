import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/**
 * Runs one step of a person's transaction with the rights of the system: passwords and sessions are beyond every person's row
 * policy, also an administrator's, so the few steps that touch them say so here.
 */
export const withSystemRights = async <Value>(tx: Tx, actor: Actor, work: () => Promise<Value>): Promise<Value> => {
  await sql`select set_config('qiangyi.level', 'system', true)`.execute(tx);
  const value = await work();
  await sql`select set_config('qiangyi.level', ${actor.level}, true)`.execute(tx);
  return value;
};
