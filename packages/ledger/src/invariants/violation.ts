import type { Line } from "../ledger.ts";

/** What does not hold, and the rows that show it. */
export interface Violation {
  readonly invariant: "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9" | "I10" | "I11";
  readonly because: string;
  readonly lines: readonly Line[];
}
