import type { ClockView, Task } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../platform/index.ts";
import { clocksFor, isOwn } from "./list-clocks.ts";

/** Readers of the same region look at the clocks; they are told to those who must stop them: finance, health beside it, or the unit. */
const keeps = ({ permissions }: Actor, side: ClockView["holder"]["side"]): boolean => {
  if (side === "unit") return permissions.has("payments.request");
  return permissions.has(side === "health" ? "notices.countersign" : "notices.issue");
};

/** 即将到期: the own open clocks that are late, or within their days of reminding. */
export const clockTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (!actor.permissions.has("clocks.read")) return [];
  const own = (await clocksFor(tx, actor, today)).filter(
    ({ state, remindOn, holder: { side, region, institution } }) =>
      keeps(actor, side) &&
      isOwn(actor, { holder: institution === null ? { side: "finance", region } : { side: "unit", institution, region } }) &&
      (state === "overdue" || (state !== "waiting" && remindOn.some((day) => day <= today))),
  );
  return own
    .filter(({ stopped }) => stopped === null)
    .map(({ title, subject, holder, leftFen, started, dueOn, state, daysLate, stopsWhen }) => ({
      group: "due",
      title: `${title}：${subject}`,
      from: holder.name,
      amountFen: leftFen,
      since: started.on,
      due: dueOn,
      step: state === "overdue" ? `已超期${daysLate}日，${stopsWhen}` : stopsWhen,
      path: started.path ?? "/clocks",
    }));
};
