import { decideTaskClosure, escalateLedgerTask, reopenLedgerTask } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { escalationOf, type PartStanding } from "@qiangyi/policy/tasks";
import { type Actor, type Answers, handle, type Rooms } from "../platform/index.ts";
import { insertAct } from "./acts.store.ts";
import { closuresOf, markDecided, markReopened, type StoredClosure } from "./closures.store.ts";
import { keepsLedger } from "./ledger-office.ts";
import { type OpenedRefusal, openedAnswers, openedPart } from "./opened-part.ts";
import { movePart } from "./parts.store.ts";
import { standingTasks } from "./standings.ts";

type OfficeRefusal = OpenedRefusal | Refusal<"LEDGER_OFFICE_ONLY">;
type DecideRefusal = OfficeRefusal | Refusal<"CLOSURE_NOT_WAITING"> | Refusal<"OWN_CLOSURE"> | Refusal<"RETURN_NEEDS_REASON">;
type ReopenRefusal = OfficeRefusal | Refusal<"NOT_CLOSED">;
type EscalateRefusal = OfficeRefusal | Refusal<"NOTHING_TO_ESCALATE">;

const officeAnswers: Answers<OfficeRefusal> = {
  ...openedAnswers,
  LEDGER_OFFICE_ONLY: [403, "由这项任务所属文件的督办机构办理", "省的文件由省卫健委办理，市的文件由市卫健委办理"],
};

const decideAnswers: Answers<DecideRefusal> = {
  ...officeAnswers,
  CLOSURE_NOT_WAITING: [409, "没有这份等待认定的办结申请，可能已经处理", "请刷新后查看"],
  OWN_CLOSURE: [403, "自己提出的办结申请须由另一人认定", "请由另一位同事认定"],
  RETURN_NEEDS_REASON: [422, "退回须写明原因，至少4个字"],
};
const reopenAnswers: Answers<ReopenRefusal> = {
  ...officeAnswers,
  NOT_CLOSED: [409, "这一部分没有办结，不需要重新打开"],
};
const escalateAnswers: Answers<EscalateRefusal> = {
  ...officeAnswers,
  NOTHING_TO_ESCALATE: [409, "这一部分没有亮黄灯或红灯，不需要督办"],
};

/** Who asked, or stands in for who asked, is no second person. */
export const isOwnClosure = ({ userId, delegatedFrom }: Actor, { askedBy }: Pick<StoredClosure, "askedBy">): boolean =>
  askedBy === userId || delegatedFrom?.get("tasks.manage")?.userId === askedBy;

export const settleClosureRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    decideTaskClosure,
    async ({ tx, actor, clock, params, body: { decision, reason } }): Promise<Result<{ id: string }, DecideRefusal>> => {
      const [onDay, at] = [clock.today(), clock.now()];
      const opened = await openedPart({ tx, actor, today: onDay }, params);
      if (!opened.ok) return opened;
      const { task } = opened.value;
      if (!keepsLedger(actor, task)) return refuse({ code: "LEDGER_OFFICE_ONLY" });
      const closure = (await closuresOf(tx, actor, task.code)).find(({ id }) => id === params.closure);
      if (closure === undefined || closure.part !== params.part || closure.decision !== null)
        return refuse({ code: "CLOSURE_NOT_WAITING" });
      if (isOwnClosure(actor, closure)) return refuse({ code: "OWN_CLOSURE" });
      if (decision === "returned" && reason.length < 4) return refuse({ code: "RETURN_NEEDS_REASON" });
      const place = { task: task.code, part: params.part, city: task.city, onDay, at };
      await markDecided(tx, actor, closure.id, { decision, reason, onDay, at });
      await movePart(tx, actor, place, decision === "accepted" ? "closed" : "open");
      await insertAct(tx, actor, {
        ...place,
        kind: decision === "accepted" ? "closure-accepted" : "closure-returned",
        note: reason === "" ? closure.documentNumber : reason,
      });
      return ok({ id: closure.id });
    },
    decideAnswers,
  );

  handle(
    rooms,
    reopenLedgerTask,
    async ({ tx, actor, clock, params, body: { reason } }): Promise<Result<{ id: string }, ReopenRefusal>> => {
      const [onDay, at] = [clock.today(), clock.now()];
      const opened = await openedPart({ tx, actor, today: onDay }, params);
      if (!opened.ok) return opened;
      const { task, state } = opened.value;
      if (!keepsLedger(actor, task)) return refuse({ code: "LEDGER_OFFICE_ONLY" });
      const closure = (await closuresOf(tx, actor, task.code)).find(
        ({ part, decision, reopenedAt }) => part === params.part && decision === "accepted" && reopenedAt === null,
      );
      if (state !== "closed" || closure === undefined) return refuse({ code: "NOT_CLOSED" });
      const place = { task: task.code, part: params.part, city: task.city, onDay, at };
      await markReopened(tx, actor, closure.id, { reason, onDay, at });
      await movePart(tx, actor, place, "open");
      await insertAct(tx, actor, { ...place, kind: "reopened", note: reason });
      return ok({ id: closure.id });
    },
    reopenAnswers,
  );

  handle(
    rooms,
    escalateLedgerTask,
    async ({ tx, actor, clock, params, body: { note } }): Promise<Result<{ id: string; level: number }, EscalateRefusal>> => {
      const [onDay, at] = [clock.today(), clock.now()];
      const opened = await openedPart({ tx, actor, today: onDay }, params);
      if (!opened.ok) return opened;
      const { task } = opened.value;
      if (!keepsLedger(actor, task)) return refuse({ code: "LEDGER_OFFICE_ONLY" });
      const [found] = await standingTasks(tx, actor, { asOf: onDay, task: task.code });
      const standing = found?.standing.parts.find(({ part }) => part === params.part);
      const step = standing === undefined ? null : escalationOfPart(standing);
      if (step === null) return refuse({ code: "NOTHING_TO_ESCALATE" });
      const place = { task: task.code, part: params.part, city: task.city, onDay, at };
      const id = await insertAct(tx, actor, { ...place, kind: "escalated", level: step.level, note: `${step.title}：${note}` });
      return ok({ id, level: step.level });
    },
    escalateAnswers,
  );
};

/** What the light of a part asks for; nothing of what is done. */
export const escalationOfPart = (part: PartStanding) => (part.state === "done" ? null : escalationOf(part));
