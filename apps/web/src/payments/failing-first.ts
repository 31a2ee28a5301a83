import type { PaymentCheck } from "@qiangyi/api";

const order: Readonly<Record<PaymentCheck["state"], number>> = { fail: 0, warn: 1, pass: 2, none: 2 };

/** What stands in the way at the top, where it is seen without scrolling; within each group the order of the clauses stays. */
export const failingFirst = (checks: readonly PaymentCheck[]): readonly PaymentCheck[] =>
  checks.toSorted((a, b) => order[a.state] - order[b.state]);
