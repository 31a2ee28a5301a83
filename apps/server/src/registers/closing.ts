import type { PlainDate } from "@qiangyi/kernel";
import type { SaveRefusal } from "./refusals.ts";
import type { Register } from "./register.ts";

/** Why a closed list takes no new entry, or no correction without a reason. */
export const closedAgainst = (
  { closes }: Register,
  today: PlainDate,
  correction?: { readonly note?: string | undefined },
): SaveRefusal | undefined => {
  if (!closes || today < closes.on) return undefined;
  const { sentence, clause } = closes;
  if (!correction) return { code: "ROSTER_CLOSED", sentence, clause };
  if ((correction.note ?? "").length > 1) return undefined;
  return { code: "CORRECTION_REASON_REQUIRED", sentence, clause, problems: [{ path: "note", message: "更正须说明原因" }] };
};

/** Why a row of a workbook changes nothing in a closed list: a workbook has no place for the reason of each correction. */
export const closedToRows = ({ closes }: Register, today: PlainDate): string | undefined =>
  closes && today >= closes.on ? `${closes.sentence}；更正请在记录页逐条说明原因` : undefined;
