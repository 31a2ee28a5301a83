import type { Line } from "./ledger.ts";
import { movement } from "./ledger.ts";

/**
 * 在途: what the allotment book calls paid less what the cash book has seen leave. Only the unit's half of a treasury payment counts:
 * its other side is 4101, the bureau's is 3101. Clearing a prepayment moves nothing.
 */
export const inTransitChange = (line: Line): bigint => {
  if (line.debit === "1107" || line.credit === "1107") return movement(line, "1107");
  if (line.credit === "4101" && isSpent(line.debit)) return -line.amount;
  return line.debit === "4101" && isSpent(line.credit) ? line.amount : 0n;
};

const isSpent = (account: string): boolean => account === "5102" || account === "5103";
