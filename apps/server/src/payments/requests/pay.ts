import { payPayment, payPayments, type RouteAnswer, refusePayment } from "@qiangyi/api";
import { date, fen, inChinese, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type DocumentRow, type Entry, pay, payFromTreasury, prepay } from "@qiangyi/ledger";
import { bookOf, ownBureau, postEntries, unitBook } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { actsFor, eachRow, isPersonOf } from "./decide.ts";
import { type BookRefusal, bookAnswers, type HandlingRefusal, handlingAnswers } from "./refusals.ts";
import { addStep, changePayment, lockPayment, paymentsIn, type StoredPayment } from "./requests.store.ts";
import { stopOver } from "./stopped.ts";
import { earmarkOf, thaw } from "./submit.ts";
import { stateName } from "./words.ts";

export type TreasuryRefusal =
  | BookRefusal
  | HandlingRefusal
  | Refusal<"other-treasury", { readonly bureau: string }>
  | Refusal<"voucher-reused", { readonly number: string }>
  | Refusal<"day-misfit", { readonly because: string }>
  | Refusal<"PAYMENT_SUSPENDED", { readonly text: string; readonly clause: string }>;

export const treasuryAnswers: Answers<TreasuryRefusal> = {
  ...bookAnswers,
  ...handlingAnswers,
  "other-treasury": [403, "这笔申请由另一级财政部门的国库支付", "只有拨付这笔资金的财政部门可以办理"],
  "voucher-reused": [409, ({ number }) => `凭证号已用于${number}`, "请核对凭证号"],
  "day-misfit": [422, ({ because }) => because],
  PAYMENT_SUSPENDED: [422, ({ text }) => text, "等作出暂停的部门恢复后再支付"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

interface Voucher {
  readonly paidOn: PlainDate;
  readonly voucherNumber: string;
  readonly receiptNumber: string;
  readonly zeroBalanceAccount: string | null;
}

export const payRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    payPayment,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof payPayment>, TreasuryRefusal>> =>
      payOne({ tx, actor, clock }, params.requestId, voucherOf(body, body.paidOn)),
    treasuryAnswers,
  );
  handle(rooms, payPayments, async ({ tx, actor, clock, body: { rows, paidOn } }) =>
    ok({
      rows: await eachRow({ tx, actor }, rows, treasuryAnswers, (row) =>
        payOne({ tx, actor, clock }, row.id, voucherOf(row, paidOn)),
      ),
    }),
  );
  handle(
    rooms,
    refusePayment,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof refusePayment>, TreasuryRefusal>> => {
      const held = await lockPayment(tx, actor, params.requestId);
      const shut = closedTo(actor, held);
      if (shut) return refuse(shut);
      const open = held as StoredPayment;
      if (open.state !== "approved") return refuse({ code: "payment-not-open", now: stateName(open.state) });
      const thawed = await thaw({ tx, actor, clock }, open);
      if (!thawed.ok) return thawed;
      await changePayment(tx, open, { state: "refused" });
      await addStep(tx, actor, clock.now(), open, { act: "refuse", opinion: body.reason, document: null });
      return ok({ id: open.id });
    },
    treasuryAnswers,
  );
};

const voucherOf = (
  given: { voucherNumber: string; receiptNumber: string; zeroBalanceAccount?: string | undefined },
  paidOn: string,
): Voucher => ({
  paidOn: date(paidOn),
  voucherNumber: given.voucherNumber,
  receiptNumber: given.receiptNumber,
  zeroBalanceAccount: given.zeroBalanceAccount === undefined || given.zeroBalanceAccount === "" ? null : given.zeroBalanceAccount,
});

/** Why this person may not handle it for the treasury; the state is another question. */
export const closedTo = (actor: Actor, held: StoredPayment | undefined): TreasuryRefusal | undefined => {
  if (!held) return { code: "payment-not-found" };
  if (ownBureau(actor) !== held.bureau) return { code: "other-treasury", bureau: held.bureau };
  return isPersonOf(actsFor(actor, "payments.pay"), held) ? { code: "same-person", clause: "qiangyi-2024.art10.1.a" } : undefined;
};

/** 支付: E7 in the unit's allotment book with C2 (C3 for a prepayment) in both cash books, under the voucher's number. */
const payOne = async (at: At, id: string, voucher: Voucher): Promise<Result<{ id: string; number: string }, TreasuryRefusal>> => {
  const { tx, actor, clock } = at;
  const held = await lockPayment(tx, actor, id);
  const shut = closedTo(actor, held);
  if (shut) return refuse(shut);
  const open = held as StoredPayment;
  if (open.state === "paid" && isSameVoucher(open, voucher)) return ok({ id: open.id, number: open.number });
  if (open.state !== "approved") return refuse({ code: "payment-not-open", now: stateName(open.state) });
  const misfit = dayMisfit(open, voucher.paidOn, clock.today());
  if (misfit !== undefined) return refuse({ code: "day-misfit", because: misfit });
  const stop = await stopOver(tx, actor, clock.today(), open);
  if (stop) return refuse({ code: "PAYMENT_SUSPENDED", text: stop.text, clause: "5g-2022.art19.b" });
  const twin = await withVoucher(tx, open, voucher.voucherNumber);
  if (twin !== undefined) return refuse({ code: "voucher-reused", number: twin });
  await changePayment(tx, open, {
    state: "paid",
    paid_by: actor.userId,
    paid_name: actor.name,
    paid_on: voucher.paidOn,
    paid_at: clock.now(),
    voucher_number: voucher.voucherNumber,
    receipt_number: voucher.receiptNumber,
    zero_balance_account: voucher.zeroBalanceAccount,
  });
  await addStep(tx, actor, clock.now(), open, { act: "pay", opinion: null, document: voucher.voucherNumber });
  const posted = await postEntries(tx, actor, entriesOf(open, voucher), { now: clock.now() });
  if (posted.ok) return ok({ id: open.id, number: open.number });
  if (posted.refusal.code === "BALANCE_EXCEEDED") throw new Error(`${open.number} is approved and its amount is not frozen`);
  return refuse(posted.refusal);
};

/** The same voucher once more is a repetition, not a second payment. */
const isSameVoucher = (held: StoredPayment, { paidOn, voucherNumber, receiptNumber }: Voucher): boolean =>
  held.voucher_number === voucherNumber && held.receipt_number === receiptNumber && held.paid_on === paidOn;

/** What was frozen in one year is not paid in the next: the rest of a year waits for its disposal first. */
const dayMisfit = ({ requested_on }: StoredPayment, paidOn: PlainDate, today: PlainDate): string | undefined => {
  if (paidOn > today) return `支付日期不能晚于今天（${inChinese(today)}）`;
  if (paidOn < requested_on) return `支付日期不能早于申请日期（${inChinese(date(requested_on))}）`;
  return yearOf(paidOn) === yearOf(date(requested_on))
    ? undefined
    : "上年申请的支付不能跨年办理，请不予支付后由单位在年终处理后重新申请";
};

const entriesOf = (held: StoredPayment, { paidOn, voucherNumber }: Voucher): readonly Entry[] => {
  const document: DocumentRow = { issuer: held.bureau, number: voucherNumber, row: 1 };
  const unit = unitBook(held.institution);
  const bureau = bookOf(held.bureau);
  if (bureau.keeper !== "finance") throw new Error(`${held.bureau} is no bureau`);
  const amount = fen(held.amount_fen);
  const posting = { document, earmark: earmarkOf(held), amount, on: paidOn };
  const contract = held.contract_number ?? undefined;
  const treasury = { ...posting, unit, bureau, economicClass: held.department_class };
  return [
    pay({ ...posting, book: unit, ...(contract !== undefined && { contract }) }),
    held.is_prepayment ? prepay(treasury) : payFromTreasury(treasury),
  ];
};

/** Number of another request, or of a refund, that already carries this voucher number of the bureau. */
export const withVoucher = async (
  tx: Tx,
  { province, bureau, id }: StoredPayment,
  voucher: string,
): Promise<string | undefined> => {
  const request = await paymentsIn(tx)
    .selectFrom("payment_request")
    .select("number")
    .where("province", "=", province)
    .where("bureau", "=", bureau)
    .where("voucher_number", "=", voucher)
    .where("id", "<>", id)
    .executeTakeFirst();
  if (request) return request.number;
  const movement = await paymentsIn(tx)
    .selectFrom("payment_movement")
    .select("id")
    .where("province", "=", province)
    .where("bureau", "=", bureau)
    .where("voucher_number", "=", voucher)
    .executeTakeFirst();
  return movement && "一笔退款或核销";
};
