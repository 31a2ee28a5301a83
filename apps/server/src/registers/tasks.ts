import type { SearchHit, Task } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, containing, type Tx, within } from "../platform/index.ts";
import { registers, registersById } from "./declarations.ts";
import { mayConfirm } from "./register.ts";
import { countsOf } from "./show-registers.ts";

/** To confirm, for those who may; waiting for the province, for those who entered. */
export const registerTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  if (!actor.permissions.has("facts.confirm") && !actor.permissions.has("facts.write")) return [];
  const counts = await countsOf(tx, actor);
  return registers.flatMap((register) => {
    const { id, title, confirmer } = register;
    const waiting = counts.get(id)?.waiting ?? 0;
    if (waiting === 0) return [];
    const isMine = mayConfirm(actor, register);
    const above = confirmer === "city" ? "市卫生健康委" : "省卫生健康委";
    return [
      {
        group: isMine ? ("todo" as const) : ("started" as const),
        title: `${title}：${waiting}条${isMine ? "待确认" : confirmer === "city" ? "等待市级确认" : "等待省级确认"}`,
        from: isMine ? "各市、县和单位" : "本级登记",
        amountFen: null,
        since: null,
        due: null,
        step: isMine ? "核对证明材料后确认" : `${above}确认`,
        path: `/registers/${id}?state=submitted&years=all`,
      },
    ];
  });
};

/** The first entries of any register that the actor may see and that contain the text. */
export const findEntriesByText = async (tx: Tx, actor: Actor, text: string, limit: number): Promise<SearchHit[]> => {
  if (!actor.permissions.has("facts.read")) return [];
  const pattern = containing(text.toLowerCase());
  const { rows } = await sql<{ id: string; register: string; entry_no: string; search_text: string }>`
    select id, register, entry_no, search_text from register_entry
    where ${within(actor, "register_entry")} and state <> 'withdrawn' and search_text like ${pattern}
    order by sort_on desc, id limit ${limit}`.execute(tx);
  return rows.map(({ id, register, entry_no, search_text }) => ({
    title: `${registersById.get(register)?.title ?? register} ${entry_no}`,
    note: search_text.slice(0, 80),
    path: `/registers/${register}/${id}`,
  }));
};
