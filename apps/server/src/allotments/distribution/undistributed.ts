import { addDays, type PlainDate } from "@qiangyi/kernel";
import type { HeldRow } from "./held-rows.store.ts";
import type { StoredAct } from "./undistributed.store.ts";

export type UndistributedState = "running" | "late" | "explained" | "accepted" | "recalled";

/** 规定时限 has no number in the text: 30 days after receipt unless 省财政厅 has set another day by a document (5g-2022.art14.c). */
const defaultDays = 30;
const defaultBasis = "收到后30日（办法未写日数，默认口径）";

export const limitOf = (
  receivedOn: PlainDate,
  acts: readonly StoredAct[],
): { readonly on: PlainDate; readonly basis: string } => {
  const set = acts.findLast(({ act }) => act === "limit");
  return set?.limitOn ? { on: set.limitOn, basis: set.reason } : { on: addDays(receivedOn, defaultDays), basis: defaultBasis };
};

/** What may be recalled: received, not passed on, and not in doubt. */
export const recallable = ({ remainingFen, frozenFen }: HeldRow): bigint =>
  remainingFen > frozenFen ? remainingFen - frozenFen : 0n;

export const undistributedState = (
  held: HeldRow & { readonly receivedOn: PlainDate },
  acts: readonly StoredAct[],
  today: PlainDate,
): UndistributedState => {
  if (held.recalledFen > 0n && recallable(held) === 0n) return "recalled";
  const last = acts.findLast(({ act }) => act !== "limit")?.act;
  if (last === "accept") return "accepted";
  if (today <= limitOf(held.receivedOn, acts).on) return "running";
  return last === "explain" ? "explained" : "late";
};
