import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../platform/index.ts";
import { mine } from "./records.store.ts";

export const actLabels = {
  assigned: "分派",
  reassigned: "改派",
  reported: "报告",
  corrected: "更正报告",
  "closure-asked": "申请办结",
  "closure-accepted": "认定办结",
  "closure-returned": "退回办结申请",
  reopened: "重新打开",
  escalated: "督办",
} as const;
export type ActKind = keyof typeof actLabels;

export interface StoredAct {
  readonly part: string;
  readonly kind: ActKind;
  readonly level: number | null;
  readonly note: string;
  readonly byName: string;
  readonly at: Date;
}

/** The newest first. */
export const actsOf = async (tx: Tx, actor: Actor, task: string): Promise<readonly StoredAct[]> => {
  const { rows } = await sql<StoredAct>`
    select a.part, a.kind, a.level, a.note, a.by_name as "byName", a.at
    from task_act a where ${mine(actor, "a")} and a.task = ${task} order by a.at desc, a.id desc limit 400`.execute(tx);
  return rows;
};

interface Act {
  readonly task: string;
  readonly part: string;
  readonly city: string | null;
  readonly kind: ActKind;
  readonly level?: number;
  readonly note: string;
  readonly onDay: PlainDate;
  readonly at: Date;
}

export const insertAct = async (tx: Tx, actor: Actor, act: Act): Promise<string> => {
  const id = newId();
  await sql`
    insert into task_act (province, id, task, part, city, kind, level, note, on_day, by_user, by_name, at)
    values (${actor.province}, ${id}, ${act.task}, ${act.part}, ${act.city}, ${act.kind}, ${act.level ?? null}, ${act.note}, ${act.onDay}::date,
      ${actor.userId}, ${actor.name}, ${act.at})`.execute(tx);
  return id;
};
