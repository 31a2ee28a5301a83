import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Earmark, recoveredLine } from "@qiangyi/ledger";

/** What recovered money is for, in the bureau that takes it back. */
export const recoveredEarmark = ({ nature, sourceLevel, functionClass }: Earmark, on: PlainDate): Earmark => ({
  year: yearOf(on),
  line: recoveredLine,
  nature,
  sourceLevel,
  functionClass,
});
