import { type PlainDate, yearOf } from "@qiangyi/kernel";
import type { Earmark } from "@qiangyi/ledger";

/** 收回统筹: money that was taken back belongs to no line and no project until it is arranged again. */
export const recoveredLine = "recovered";

export const recoveredEarmark = ({ nature, sourceLevel, functionClass }: Earmark, on: PlainDate): Earmark => ({
  year: yearOf(on),
  line: recoveredLine,
  nature,
  sourceLevel,
  functionClass,
});
