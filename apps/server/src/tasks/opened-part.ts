import type { PlainDate } from "@qiangyi/kernel";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type LedgerTask, ledgerTask, type TaskPart } from "@qiangyi/policy/tasks";
import type { Actor, Answers, Tx } from "../platform/index.ts";
import { maySee } from "./ledger-office.ts";
import { officesOf, unitsConcerned } from "./offices.ts";
import { lockPart, type PartState } from "./parts.store.ts";
import { type Assignment, assignmentsAsOf } from "./records.store.ts";

export type FoundRefusal = Refusal<"TASK_NOT_FOUND"> | Refusal<"PART_NOT_FOUND">;
export type OpenedRefusal = FoundRefusal | Refusal<"NOT_ASSIGNED", { readonly needsUnit: boolean }>;

export const foundAnswers = {
  TASK_NOT_FOUND: [404, "没有这项任务，或不在您的查看范围", "从督办台账进入"],
  PART_NOT_FOUND: [404, "这项任务没有这个部分", "请在任务页面选择"],
} as const satisfies Answers<FoundRefusal>;

export const openedAnswers: Answers<OpenedRefusal> = {
  ...foundAnswers,
  NOT_ASSIGNED: [
    409,
    ({ needsUnit }) => (needsUnit ? "文件没有明确牵头单位，尚未指定统筹单位，不能填报" : "这一部分尚未分派，不能填报"),
    "请督办机构先分派责任单位和责任人",
  ],
};

export const foundTask = (actor: Actor, code: string): LedgerTask | undefined => {
  const task = ledgerTask(code);
  return task !== undefined && maySee(actor, task) ? task : undefined;
};

/** One part of a task that somebody answers for, locked until the request is done. */
export interface OpenedPart {
  readonly task: LedgerTask;
  readonly part: TaskPart;
  readonly assignment: Assignment;
  readonly state: PartState;
  /** Units concerned with the task, and those of them that the actor speaks for. */
  readonly units: readonly string[];
  readonly own: readonly string[];
}

export const openedPart = async (
  { tx, actor, today }: { readonly tx: Tx; readonly actor: Actor; readonly today: PlainDate },
  params: { readonly task: string; readonly part: string },
): Promise<Result<OpenedPart, OpenedRefusal>> => {
  const task = foundTask(actor, params.task);
  if (task === undefined) return refuse({ code: "TASK_NOT_FOUND" });
  const part = task.parts.find(({ code }) => code === params.part);
  if (part === undefined) return refuse({ code: "PART_NOT_FOUND" });
  const state = await lockPart(tx, actor, params);
  const assignments = await assignmentsAsOf(tx, actor, { asOf: today, task: task.code });
  const assignment = assignments.find((each) => each.part === part.code);
  if (state === undefined || assignment === undefined) return refuse({ code: "NOT_ASSIGNED", needsUnit: part.unit === null });
  const units = unitsConcerned(
    task,
    assignments.map(({ unit }) => unit),
  );
  const offices = await officesOf(tx, actor);
  return ok({ task, part, assignment, state, units, own: units.filter((unit) => offices.includes(unit)) });
};
