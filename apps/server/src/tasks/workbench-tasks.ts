import type { Task } from "@qiangyi/api";
import { addDays, dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../platform/index.ts";
import { waitingClosures } from "./closures.store.ts";
import { keepsLedger } from "./ledger-office.ts";
import { officesOf } from "./offices.ts";
import { foundTask } from "./opened-part.ts";
import { escalationOfPart, isOwnClosure } from "./settle-closure.ts";
import { type StandingTask, standingTasks } from "./standings.ts";

/** 督办: reports that one's unit owes, closures to judge, and lights to act on. */
export const supervisionTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (!actor.permissions.has("tasks.report")) return [];
  const standings = await standingTasks(tx, actor, { asOf: today });
  const offices = await officesOf(tx, actor);
  return [
    ...standings.flatMap((one) => owed(one, offices, today)),
    ...(actor.permissions.has("tasks.manage") ? [...(await toJudge(tx, actor)), ...toPress(actor, standings)] : []),
  ];
};

const pathOf = (code: string): string => `/tasks/${code}`;

/** A date is told so many days before it comes. */
const remindedDays = 30;

const owed = ({ task, standing, assignments }: StandingTask, offices: readonly string[], today: PlainDate): Task[] =>
  assignments.flatMap(({ part: code, unit }): Task[] => {
    const part = standing.parts.find((each) => each.part === code);
    if (part === undefined || part.state === "done" || !offices.includes(unit)) return [];
    const { report } = part;
    if (report !== null)
      return [
        {
          group: "todo" as const,
          title: `督办：${task.gist}${task.parts.length > 1 ? `（${part.title}）` : ""}`,
          from: "督办台账",
          amountFen: null,
          since: report.period.ends,
          due: report.period.dueOn,
          step:
            report.daysLate > 0 ? `${report.period.title}报告逾期${report.daysLate}个工作日` : `填报${report.period.title}进展`,
          path: pathOf(task.code),
        },
      ];
    return part.due !== null && part.due <= addDays(today, remindedDays)
      ? [
          {
            group: "due" as const,
            title: `督办：${task.gist}`,
            from: "督办台账",
            amountFen: null,
            since: null,
            due: part.due,
            step: part.state === "late" ? part.because : "即将到期，备齐文件和佐证后申请办结",
            path: pathOf(task.code),
          },
        ]
      : [];
  });

const toJudge = async (tx: Tx, actor: Actor): Promise<Task[]> =>
  (await waitingClosures(tx, actor)).flatMap((closure) => {
    const task = foundTask(actor, closure.task);
    if (task === undefined || !keepsLedger(actor, task)) return [];
    const isOwn = isOwnClosure(actor, closure);
    return [
      {
        group: isOwn ? ("started" as const) : ("todo" as const),
        title: `办结认定：${task.gist}`,
        from: closure.unit,
        amountFen: null,
        since: dateInShanghai(closure.askedAt),
        due: null,
        step: isOwn ? "等待另一人认定" : "核对文件和佐证后认定或退回",
        path: pathOf(task.code),
      },
    ];
  });

/** One line for all of them: the list shows which. */
const toPress = (actor: Actor, standings: readonly StandingTask[]): Task[] => {
  const red = standings.filter(
    ({ task, standing }) => keepsLedger(actor, task) && standing.parts.some((part) => (escalationOfPart(part)?.level ?? 0) >= 2),
  );
  return red.length === 0
    ? []
    : [
        {
          group: "todo",
          title: `督办：${red.length}项任务亮红灯`,
          from: "督办台账",
          amountFen: null,
          since: null,
          due: null,
          step: "发督办单，逾期久的提请约谈",
          path: "/tasks?light=red",
        },
      ];
};
