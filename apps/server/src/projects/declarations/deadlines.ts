import { type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { isEditable, isInLibrary } from "@qiangyi/projects";
import type { StoredProject } from "../project.store.ts";
import type { OpenCall } from "./declarations.store.ts";
import type { CallRefusal, EditRefusal } from "./refusals.ts";

type Dates = Pick<OpenCall, "state" | "opens_on" | "closes_on">;
type Refused<R extends Refusal> = { readonly ok: false; readonly refusal: R } | undefined;

export const closedFor = ({ state, opens_on, closes_on }: Dates, today: PlainDate): Refused<CallRefusal> => {
  if (state === "cancelled" || today > closes_on)
    return refuse({ code: "CALL_CLOSED", closedOn: closes_on, isCancelled: state === "cancelled" });
  return today < opens_on ? refuse({ code: "CALL_NOT_OPEN", opensOn: opens_on }) : undefined;
};

/** A returned declaration has the days of its correction, whatever the day on which the call closed. */
export const tooLateToHandIn = (
  { correct_by }: Pick<StoredProject, "correct_by">,
  call: Dates,
  today: PlainDate,
): Refused<CallRefusal | Extract<EditRefusal, { code: "CORRECTION_OVERDUE" }>> => {
  if (correct_by === null) return closedFor(call, today);
  return today > correct_by ? refuse({ code: "CORRECTION_OVERDUE", correctBy: correct_by }) : undefined;
};

/** 预算一经确定不得随意改 (晋财社〔2022〕32号 第八条（二）): from the library on it changes by request only. */
export const isBudgetLocked = ({ state, state_before }: Pick<StoredProject, "state" | "state_before">): boolean =>
  isInLibrary(state) || state === "terminated" || (state_before !== null && isInLibrary(state_before));

/** Why the content cannot be written now. A draft may be written after the call has closed: nothing typed is ever lost. */
export const notEditable = (
  project: Pick<StoredProject, "state" | "state_before" | "correct_by">,
  today: PlainDate,
  question?: string,
): Refused<Exclude<EditRefusal, { code: "project-not-found" }>> => {
  if (question === "budget" && isBudgetLocked(project)) return refuse({ code: "BUDGET_LOCKED", clause: "5g-2022.art8.2.c" });
  if (!isEditable(project.state)) return refuse({ code: "NOT_EDITABLE", state: project.state });
  const { correct_by } = project;
  return correct_by !== null && today > correct_by ? refuse({ code: "CORRECTION_OVERDUE", correctBy: correct_by }) : undefined;
};
