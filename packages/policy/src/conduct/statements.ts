import type { FundingLineId } from "../funding-line.ts";
import type { Requirement } from "./requirement.ts";

/** Something an application must say. */
export const statement = (line: FundingLineId, field: string, label: string, clause: string): Requirement => ({
  on: "application",
  lines: [line],
  field,
  label,
  clause,
  code: "APPLICATION_INCOMPLETE",
  effect: "refuse",
  text: `申报材料缺少“${label}”`,
});

/** Something the performance targets of a project or a line must include. */
export const target = (line: FundingLineId, field: string, label: string, clause: string): Requirement => ({
  on: "targets",
  lines: [line],
  field,
  label,
  clause,
  code: "TARGET_REQUIRED",
  effect: "refuse",
  text: `绩效目标缺少“${label}”`,
});
