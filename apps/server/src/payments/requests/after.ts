import { clearPayment, type RouteAnswer, refundPayment } from "@qiangyi/api";
import {
  date,
  type Fen,
  fen,
  inWanYuan,
  minus,
  ok,
  type PlainDate,
  type Refusal,
  type Result,
  refuse,
  yearOf,
} from "@qiangyi/kernel";
import { clearPrepayment, type DocumentRow, type Entry, type FinanceBook, recover, refund, refundCash } from "@qiangyi/ledger";
import { bookOf, postEntries, unitBook } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { recoveredEarmark } from "../recovered.ts";
import { closedTo, type TreasuryRefusal, treasuryAnswers, withVoucher } from "./pay.ts";
import { addStep, changePayment, lockPayment, paymentsIn, type StoredPayment } from "./requests.store.ts";
import { earmarkOf } from "./submit.ts";
import { stateName } from "./words.ts";

type AfterRefusal =
  | TreasuryRefusal
  | Refusal<"REFUND_EXCEEDED", { readonly most: Fen }>
  | Refusal<"CLEARING_EXCEEDED", { readonly most: Fen }>
  | Refusal<"no-prepayment">;

const answers: Answers<AfterRefusal> = {
  ...treasuryAnswers,
  REFUND_EXCEEDED: [422, ({ most }) => `退款超过已付数，至多${inWanYuan(most)}`],
  CLEARING_EXCEEDED: [422, ({ most }) => `核销超过未核销的预付数，至多${inWanYuan(most)}`],
  "no-prepayment": [409, "这笔支付不是预付，不需要核销"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

interface Movement {
  readonly amount: Fen;
  readonly on: PlainDate;
  readonly voucherNumber: string;
  readonly reason: string;
}

export const afterRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    refundPayment,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof refundPayment>, AfterRefusal>> => {
      const { amountFen, refundedOn, ...rest } = body;
      return giveBack({ tx, actor, clock }, params.requestId, { ...rest, amount: fen(BigInt(amountFen)), on: date(refundedOn) });
    },
    answers,
  );
  handle(
    rooms,
    clearPayment,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof clearPayment>, AfterRefusal>> => {
      const { amountFen, clearedOn, ...rest } = body;
      return clear({ tx, actor, clock }, params.requestId, { ...rest, amount: fen(BigInt(amountFen)), on: date(clearedOn) });
    },
    answers,
  );
};

/** The paid request that a later movement rests on, locked, and the movement's own misfits. */
const paidFor = async (
  { tx, actor, clock }: At,
  id: string,
  { on, voucherNumber }: Movement,
): Promise<Result<StoredPayment, AfterRefusal>> => {
  const held = await lockPayment(tx, actor, id);
  const shut = closedTo(actor, held);
  if (shut) return refuse(shut);
  const paid = held as StoredPayment;
  if (paid.state !== "paid" || paid.paid_on === null) return refuse({ code: "payment-not-open", now: stateName(paid.state) });
  if (on < paid.paid_on || on > clock.today()) return refuse({ code: "day-misfit", because: "日期须在支付之后、今天以前" });
  const twin = paid.voucher_number === voucherNumber ? paid.number : await withVoucher(tx, paid, voucherNumber);
  return twin === undefined ? ok(paid) : refuse({ code: "voucher-reused", number: twin });
};

/** E8 with C5 within the year; of an earlier year the money does not become usable again: E10 out of what was paid, with C5. */
const giveBack = async (
  at: At,
  id: string,
  movement: Movement,
): Promise<Result<{ id: string; kind: "refund" | "recovery" }, AfterRefusal>> => {
  const found = await paidFor(at, id, movement);
  if (!found.ok) return found;
  const paid = found.value;
  const most = refundable(paid);
  if (movement.amount > most) return refuse({ code: "REFUND_EXCEEDED", most });
  const kind = yearOf(date(paid.paid_on ?? "")) === yearOf(movement.on) ? "refund" : "recovery";
  await changePayment(at.tx, paid, { refunded_fen: paid.refunded_fen + movement.amount });
  const written = await write(at, paid, kind, movement, entriesOfRefund(paid, movement, kind));
  return written.ok ? ok({ id: written.value, kind }) : written;
};

/** What was cleared is used up; a prepayment comes back only as far as it is not. */
const refundable = ({ amount_fen, refunded_fen, cleared_fen, is_prepayment }: StoredPayment): Fen =>
  fen(amount_fen - refunded_fen - (is_prepayment ? cleared_fen : 0n));

const bureauOf = ({ bureau: id }: StoredPayment): FinanceBook => {
  const bureau = bookOf(id);
  if (bureau.keeper !== "finance") throw new Error(`${id} is no bureau`);
  return bureau;
};

const entriesOfRefund = (
  paid: StoredPayment,
  { amount, on, voucherNumber }: Movement,
  kind: "refund" | "recovery",
): readonly Entry[] => {
  const document: DocumentRow = { issuer: paid.bureau, number: voucherNumber, row: 1 };
  const earmark = earmarkOf(paid);
  const posting = { document, earmark, amount, on };
  const unit = unitBook(paid.institution);
  const bureau = bureauOf(paid);
  const cash = refundCash({
    ...posting,
    unit,
    bureau,
    economicClass: paid.department_class,
    of: paid.is_prepayment ? "prepayment" : "expenditure",
  });
  if (kind === "recovery")
    return [recover({ ...posting, from: unit, to: bureau, into: recoveredEarmark(earmark, on), outOf: "paid" }), cash];
  const back = refund({
    ...posting,
    book: unit,
    paidOn: date(paid.paid_on ?? ""),
    ...(paid.contract_number !== null && { contract: paid.contract_number }),
  });
  if (!back.ok) throw new Error("a refund within the year was taken for one of an earlier year");
  return [back.value, cash];
};

/** C4: the goods have come. */
const clear = async (at: At, id: string, movement: Movement): Promise<Result<{ id: string; leftFen: string }, AfterRefusal>> => {
  const found = await paidFor(at, id, movement);
  if (!found.ok) return found;
  const paid = found.value;
  if (!paid.is_prepayment) return refuse({ code: "no-prepayment" });
  const left = fen(paid.amount_fen - paid.refunded_fen - paid.cleared_fen);
  if (movement.amount > left) return refuse({ code: "CLEARING_EXCEEDED", most: left });
  await changePayment(at.tx, paid, { cleared_fen: paid.cleared_fen + movement.amount });
  const { amount, on, voucherNumber } = movement;
  const entry = clearPrepayment({
    document: { issuer: paid.bureau, number: voucherNumber, row: 1 },
    earmark: earmarkOf(paid),
    amount,
    on,
    unit: unitBook(paid.institution),
    bureau: bureauOf(paid),
    economicClass: paid.department_class,
  });
  const written = await write(at, paid, "clearing", movement, [entry]);
  return written.ok ? ok({ id: written.value, leftFen: String(minus(left, amount)) }) : written;
};

const acts = { refund: "refund", recovery: "recover", clearing: "clear" } as const;

const write = async (
  { tx, actor, clock }: At,
  paid: StoredPayment,
  kind: keyof typeof acts,
  { amount, on, voucherNumber, reason }: Movement,
  entries: readonly Entry[],
): Promise<Result<string, AfterRefusal>> => {
  const { province, city, county, institution, bureau } = paid;
  const id = newId();
  await paymentsIn(tx)
    .insertInto("payment_movement")
    .values({
      province,
      id,
      request: paid.id,
      kind,
      amount_fen: amount,
      happened_on: on,
      bureau,
      voucher_number: voucherNumber,
      reason,
      by_user: actor.userId,
      by_name: actor.name,
      at: clock.now(),
      city,
      county,
      institution,
    })
    .execute();
  await addStep(tx, actor, clock.now(), paid, { act: acts[kind], opinion: reason, document: voucherNumber });
  const posted = await postEntries(tx, actor, entries, { now: clock.now() });
  if (posted.ok) return ok(id);
  if (posted.refusal.code === "BALANCE_EXCEEDED") return refuse({ code: "REFUND_EXCEEDED", most: fen(0n) });
  return refuse(posted.refusal);
};
