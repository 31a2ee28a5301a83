import { assignLedgerTask } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { isOpenChoice, type LedgerTask, type TaskPart, unitsOf } from "@qiangyi/policy/tasks";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { insertAct } from "./acts.store.ts";
import { keepsLedger } from "./ledger-office.ts";
import { type FoundRefusal, foundAnswers, foundTask } from "./opened-part.ts";
import { insertAssignment, openPart } from "./parts.store.ts";
import { assignmentsAsOf } from "./records.store.ts";

type AssignRefusal =
  | FoundRefusal
  | Refusal<"LEDGER_OFFICE_ONLY">
  | Refusal<"UNIT_REQUIRED", { readonly clause: string }>
  | Refusal<"UNIT_NOT_NAMED", { readonly unit: string; readonly clause: string }>
  | Refusal<"DUE_AFTER_DOCUMENT", { readonly due: string; readonly clause: string }>
  | Refusal<"DUE_BEFORE_START">
  | Refusal<"STANDING_HAS_NO_END", { readonly clause: string }>
  | Refusal<"CHANGE_NEEDS_REASON", { readonly part: string }>
  | Refusal<"TASK_CLOSED", { readonly part: string }>;

const answers: Answers<AssignRefusal> = {
  ...foundAnswers,
  LEDGER_OFFICE_ONLY: [403, "这项任务由它所属文件的督办机构分派", "省的文件由省卫健委分派，市的文件由市卫健委分派"],
  UNIT_REQUIRED: [422, "文件没有明确牵头单位，请指定统筹单位"],
  UNIT_NOT_NAMED: [422, ({ unit }) => `${unit}不在这项任务的责任单位之内`, "请从文件所列的单位中选择"],
  DUE_AFTER_DOCUMENT: [422, ({ due }) => `办理时限不能晚于文件的期限${due}`],
  DUE_BEFORE_START: [422, "办理时限不能早于起始日期"],
  STANDING_HAS_NO_END: [422, "这是长期工作任务，逐年办理，不设办结时限"],
  CHANGE_NEEDS_REASON: [422, ({ part }) => `“${part}”已经分派，改派须写明原因`],
  TASK_CLOSED: [409, ({ part }) => `“${part}”已经办结或正在等待认定，不能改派`, "请先退回申请或重新打开"],
};

/** 分派: who answers for a part, since when and until when. Changing it keeps what was said before. */
export const assignTaskRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    assignLedgerTask,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ parts: number }, AssignRefusal>> => {
      const task = foundTask(actor, params.task);
      if (task === undefined) return refuse({ code: "TASK_NOT_FOUND" });
      if (!keepsLedger(actor, task)) return refuse({ code: "LEDGER_OFFICE_ONLY" });
      const [today, at] = [clock.today(), clock.now()];
      const before = await assignmentsAsOf(tx, actor, { asOf: today, task: task.code });
      const terms = misfitOfTerms(task, body);
      if (terms !== undefined) return refuse(terms);
      for (const code of new Set(body.parts)) {
        const part = task.parts.find((each) => each.code === code);
        if (part === undefined) return refuse({ code: "PART_NOT_FOUND" });
        const unit = unitFor(task, part, body.unit);
        if (!unit.ok) return unit;
        if ((await openPart(tx, actor, { task: task.code, part: code, city: task.city })) !== "open")
          return refuse({ code: "TASK_CLOSED", part: part.title });
        const isChange = before.some((each) => each.part === code);
        if (isChange && body.reason === undefined) return refuse({ code: "CHANGE_NEEDS_REASON", part: part.title });
        const { person, startsOn, dueOn, target, everyMonths, reason } = body;
        const place = { task: task.code, part: code, city: task.city, onDay: today, at };
        await insertAssignment(tx, actor, {
          ...place,
          unit: unit.value,
          person,
          startsOn,
          dueOn,
          target,
          everyMonths,
          reason: isChange ? (reason ?? null) : null,
        });
        await insertAct(tx, actor, {
          ...place,
          kind: isChange ? "reassigned" : "assigned",
          note: [`${unit.value}，${person}`, `${startsOn}起${dueOn === null ? "" : `至${dueOn}`}`, isChange ? reason : undefined]
            .filter(Boolean)
            .join("；"),
        });
      }
      return ok({ parts: new Set(body.parts).size });
    },
    answers,
  );

const misfitOfTerms = (
  { code, due, dueBasis, isStanding }: LedgerTask,
  { startsOn, dueOn }: { readonly startsOn: string; readonly dueOn: string | null },
): Extract<AssignRefusal, { code: "DUE_BEFORE_START" | "DUE_AFTER_DOCUMENT" | "STANDING_HAS_NO_END" }> | undefined => {
  if (dueOn === null) return undefined;
  if (isStanding) return { code: "STANDING_HAS_NO_END", clause: code };
  if (dueOn < startsOn) return { code: "DUE_BEFORE_START" };
  return due !== null && dueBasis !== "none" && dueOn > due ? { code: "DUE_AFTER_DOCUMENT", due, clause: code } : undefined;
};

const unitFor = (
  task: LedgerTask,
  part: TaskPart,
  asked: string | undefined,
): Result<string, Extract<AssignRefusal, { code: "UNIT_REQUIRED" | "UNIT_NOT_NAMED" }>> => {
  if (asked === undefined)
    return part.unit === null || isOpenChoice(task) ? refuse({ code: "UNIT_REQUIRED", clause: task.code }) : ok(part.unit);
  return isOpenChoice(task) || unitsOf(task).includes(asked)
    ? ok(asked)
    : refuse({ code: "UNIT_NOT_NAMED", unit: asked, clause: task.code });
};
