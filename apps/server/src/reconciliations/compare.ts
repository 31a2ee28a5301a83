import type { ReconciliationSide, ReconciliationState } from "@qiangyi/api";
import { type Fen, type PlainDate, plus } from "@qiangyi/kernel";

export interface Paid {
  readonly voucher: string;
  readonly on: PlainDate;
  readonly payee: string | null;
  /** Negative: came back. */
  readonly amount: Fen;
}

export type Side = "platform" | ReconciliationSide;
export type Sides = { readonly [S in Side]?: readonly Paid[] };

export interface ComparedVoucher {
  readonly voucher: string;
  readonly on: PlainDate;
  readonly payee: string | null;
  /** What each side that was sent says; absent where it does not know the voucher. */
  readonly amounts: { readonly [S in Side]?: Fen };
  /** Whether all sides that were sent say the same. */
  readonly isEqual: boolean;
}

/** Vouchers side by side, by day and number. Several rows of one voucher on one side count together. */
export const compareSides = (sides: Sides): readonly ComparedVoucher[] => {
  const present = (Object.keys(sides) as Side[]).filter((side) => sides[side] !== undefined);
  const vouchers = new Map<string, { on: PlainDate; payee: string | null; amounts: { [S in Side]?: Fen } }>();
  for (const side of present)
    for (const { voucher, on, payee, amount } of sides[side] ?? []) {
      const known = vouchers.get(voucher) ?? { on, payee, amounts: {} };
      const before = known.amounts[side];
      known.amounts[side] = before === undefined ? amount : plus(before, amount);
      known.payee ??= payee;
      vouchers.set(voucher, known);
    }
  return [...vouchers]
    .map(([voucher, { on, payee, amounts }]) => ({
      voucher,
      on,
      payee,
      amounts,
      isEqual: present.every((side) => amounts[side] !== undefined && amounts[side] === amounts[present[0] ?? "platform"]),
    }))
    .sort((a, b) => (a.on === b.on ? a.voucher.localeCompare(b.voucher, "en") : a.on < b.on ? -1 : 1));
};

/** 相符 only when all three have sent and nothing differs: a month of which one side is silent is not balanced. */
export const stateOf = (
  sent: readonly ReconciliationSide[],
  compared: readonly ComparedVoucher[],
  explained: ReadonlySet<string>,
): ReconciliationState => {
  if (sent.length === 0) return "open";
  const differing = compared.filter(({ isEqual }) => !isEqual);
  if (differing.some(({ voucher }) => !explained.has(voucher))) return "differs";
  if (sent.length < 3) return "partial";
  return differing.length === 0 ? "balanced" : "explained";
};
