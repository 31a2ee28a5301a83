import { addDays, date, type PlainDate } from "@qiangyi/kernel";
import type { Tx } from "../platform/index.ts";
import { settingInForce } from "../policy/index.ts";

interface DatedDays {
  readonly effectiveFrom: PlainDate;
  readonly days: number;
  readonly basis: string;
}

/** 第十一条 says 及时 and names no days: these stand until the province has recorded its own under `findings.correctionDays`. */
const defaults: readonly DatedDays[] = [{ effectiveFrom: date("2022-01-01"), days: 30, basis: "条文只要求“及时”，按默认30日" }];

export interface CorrectionTerm {
  readonly days: number;
  readonly dueOn: PlainDate;
  readonly source: string;
}

/** Until when a correction is due that opens on a day: the day itself is not counted. */
export const correctionTerm = async (tx: Tx, today: PlainDate): Promise<CorrectionTerm> => {
  const recorded = await settingInForce(tx, "findings.correctionDays", today);
  if (typeof recorded === "number")
    return { days: recorded, dueOn: addDays(today, recorded), source: `按已录入的决定${recorded}日` };
  const inForce = defaults.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? defaults[0];
  if (!inForce) throw new Error("the default days of a correction are not declared");
  return { days: inForce.days, dueOn: addDays(today, inForce.days), source: inForce.basis };
};
