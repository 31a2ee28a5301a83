import { type Fen, fen, inWanYuan } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import { findProposal } from "../decision/proposal.ts";
import { linesToCome } from "./draft-final.ts";
import { finalRows } from "./final-rows.ts";
import { netEarly } from "./net-early.ts";
import type { Notice } from "./notice.ts";
import { type EarlyPool, earlyPools } from "./rows.store.ts";

/**
 * Money issued early that its region will not be due by anything the proposal still gives it. It is gone from the pool of its line, and comes back
 * to it by a reduction only.
 */
export const earlySurplus = async (
  tx: Tx,
  actor: Actor,
  { fund, year, planId }: Pick<Notice, "fund" | "year" | "planId">,
): Promise<readonly EarlyPool[]> => {
  const proposal = planId === null ? undefined : await findProposal(tx, actor, planId);
  const pools = (await earlyPools(tx, actor.province, fund, year)).filter(({ left }) => left > 0n);
  if (!proposal || pools.length === 0) return [];
  // Only place, line and amount of a row matter to what it takes up.
  const { rows } = finalRows(await linesToCome(tx, actor, proposal), {
    direct: new Set(),
    institutionName: (id) => id,
    pool: () => undefined,
  });
  return netEarly(rows, pools).left.filter(({ left }) => left > 0n);
};

/** "太原市阳曲县2000万元、临汾市50万元，共2050万元"; undefined where nobody holds too much of a line. */
export const surplusText = (surplus: readonly EarlyPool[], line: string): string | undefined => {
  const held = new Map<string, bigint>();
  for (const pool of surplus) if (pool.line === line) held.set(pool.name, (held.get(pool.name) ?? 0n) + pool.left);
  if (held.size === 0) return undefined;
  const all = fen([...held.values()].reduce((total, amount) => total + amount, 0n));
  return `${[...held].map(([name, amount]) => `${name}${inWanYuan(amount as Fen)}`).join("、")}，共${inWanYuan(all)}`;
};
