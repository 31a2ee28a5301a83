import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Answers } from "../platform/index.ts";
import { keepsLedger } from "./ledger-office.ts";
import type { OpenedPart } from "./opened-part.ts";

export type SpeakRefusal =
  | Refusal<"UNIT_NOT_LISTED", { readonly unit: string; readonly clause: string }>
  | Refusal<"UNIT_OF_ANOTHER", { readonly unit: string }>
  | Refusal<"SOURCE_REQUIRED", { readonly unit: string }>;

export const speakAnswers: Answers<SpeakRefusal> = {
  UNIT_NOT_LISTED: [403, ({ unit }) => `${unit}不是这项任务的责任单位，不能填报`, "责任单位以文件所列和分派为准"],
  UNIT_OF_ANOTHER: [403, ({ unit }) => `您不代表${unit}`, "请由该单位填报；没有账号的单位由督办机构凭来文代录"],
  SOURCE_REQUIRED: [422, ({ unit }) => `代${unit}填报，须写明来文名称和文号`, "请填写该单位报送情况的来文"],
};

interface Spoken {
  readonly unit: string;
  readonly sourceDocument?: string | undefined;
}

/** A unit speaks for itself; the ledger office records for one without an account, by the paper that came from it. */
export const speakingFor = (
  actor: Actor,
  { task, units, own }: OpenedPart,
  { unit, sourceDocument }: Spoken,
): Result<{ readonly sourceDocument: string | null }, SpeakRefusal> => {
  if (!units.includes(unit)) return refuse({ code: "UNIT_NOT_LISTED", unit, clause: task.code });
  if (own.includes(unit)) return ok({ sourceDocument: sourceDocument || null });
  if (!keepsLedger(actor, task)) return refuse({ code: "UNIT_OF_ANOTHER", unit });
  return (sourceDocument ?? "").length < 4
    ? refuse({ code: "SOURCE_REQUIRED", unit })
    : ok({ sourceDocument: sourceDocument ?? null });
};
