import {
  type ListedPayment,
  listPaymentPages,
  listPayments,
  type PaymentDetail,
  type PaymentState,
  type RouteAnswer,
  readPayment,
  revealPayeeAccount,
  roleTitleOf,
} from "@qiangyi/api";
import { fen, ok, type Result, refuse, zero } from "@qiangyi/kernel";
import { recordEvent } from "../../audit/index.ts";
import { bookTitle, ownBureau } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, handleAlone, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { unseal } from "../../projects/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { pagesOf, shownPage } from "../pages.ts";
import { amountInWords } from "./amount-in-words.ts";
import { actsFor, isPersonOf } from "./decide.ts";
import { formOptions } from "./form-options.ts";
import { type ListQuery, listedPage, sumsByState } from "./list.store.ts";
import { type HandlingRefusal, handlingAnswers } from "./refusals.ts";
import { findPayment, paymentsIn, type StoredPayment, stepsOfPayment } from "./requests.store.ts";
import { actNames, className, departmentName, governmentName, itemName, useName } from "./words.ts";

type NotFound = Extract<HandlingRefusal, { code: "payment-not-found" }>;
const notFound: Answers<NotFound> = { "payment-not-found": handlingAnswers["payment-not-found"] };

export const showRoutes = (rooms: Rooms): void => {
  handle(rooms, listPaymentPages, async ({ tx, actor }): Promise<Result<RouteAnswer<typeof listPaymentPages>, never>> => {
    const pages = actor.institution === null ? [] : await pagesOf(tx, actor, actor.institution);
    return ok({ pages: pages.map(shownPage), ...formOptions });
  });

  handle(rooms, listPayments, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listPayments>, never>> => {
    const asked: ListQuery = { ...query, waiting: query.mine === "true" ? waitingFor(actor) : undefined };
    const { rows, next, total } = await listedPage(tx, actor, asked);
    const names = await institutionNames(
      tx,
      actor,
      rows.map(({ institution }) => institution),
    );
    const sums = await sumsByState(tx, actor, asked);
    return ok({
      items: rows.map((row) => listed(row, names)),
      next,
      total,
      sums: sums.map(({ state, count, amount }) => ({ state, count, amountFen: String(amount) })),
    });
  });

  handle(
    rooms,
    readPayment,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readPayment>, NotFound>> => {
      const payment = await findPayment(tx, actor, params.requestId);
      return payment ? ok(await detailOf(tx, actor, payment)) : refuse({ code: "payment-not-found" });
    },
    notFound,
  );

  // Outside `handle`, which keeps its answer to give it again to a repetition: this one must not be kept anywhere.
  handleAlone(
    rooms,
    revealPayeeAccount,
    ({ actor, clock, params, body, request }): Promise<Result<RouteAnswer<typeof revealPayeeAccount>, NotFound>> =>
      rooms.database.transaction(actor, async (tx) => {
        const payment = await findPayment(tx, actor, params.requestId);
        if (!payment || !mayUnmask(actor, payment)) return refuse({ code: "payment-not-found" });
        await recordEvent(tx, {
          actor,
          at: clock.now(),
          action: "unmask",
          object: `/payments/requests/${payment.id}/payee-account`,
          ip: request.ip,
          detail: { masked: payment.payee_account.masked, reason: body.reason },
        });
        return ok({ secretValue: unseal(payment.payee_account) });
      }),
    notFound,
  );
};

/** Whose turn it is: what a list of one's own work shows. */
const waitingFor = (actor: Actor): ListQuery["waiting"] => {
  if (actor.permissions.has("payments.approve")) return { state: "submitted" };
  if (actor.permissions.has("payments.request")) return { state: "returned" };
  const bureau = actor.permissions.has("payments.pay") ? ownBureau(actor) : undefined;
  return { state: "approved", bureau: bureau ?? "" };
};

const mayUnmask = (actor: Actor, { institution, bureau }: StoredPayment): boolean =>
  (actor.institution === institution &&
    (actor.permissions.has("payments.request") || actor.permissions.has("payments.approve"))) ||
  (actor.permissions.has("payments.pay") && ownBureau(actor) === bureau);

const listed = (row: StoredPayment, names: ReadonlyMap<string, string>): ListedPayment => ({
  id: row.id,
  number: row.number,
  state: row.state,
  institution: row.institution,
  institutionName: names.get(row.institution) ?? row.institution,
  year: row.year,
  line: row.line,
  lineName: lineName(row.line),
  projectTitle: row.page.title,
  purpose: row.purpose,
  categoryName: useName(row.category, row.telemedicine),
  amountFen: String(row.amount_fen),
  refundedFen: String(row.refunded_fen),
  payeeName: row.payee_name,
  payeeAccount: row.payee_account.masked,
  isPrepayment: row.is_prepayment,
  requestedBy: row.requested_name,
  requestedOn: row.requested_on,
  paidOn: row.paid_on,
  voucherNumber: row.voucher_number,
  bureau: row.bureau,
  version: row.version,
});

const detailOf = async (tx: Tx, actor: Actor, payment: StoredPayment): Promise<PaymentDetail> => {
  const names = await institutionNames(tx, actor, [payment.institution]);
  const { telemedicine } = payment;
  return {
    ...listed(payment, names),
    page: await pageNow(tx, actor, payment),
    reason: payment.reason,
    category: payment.category,
    persons: payment.persons,
    telemedicine: telemedicine && { ...telemedicine, className: className(telemedicine), itemName: itemName(telemedicine) },
    departmentClass: payment.department_class,
    departmentClassName: departmentName(payment.department_class),
    governmentClass: payment.government_class,
    governmentClassName: governmentName(payment.government_class),
    payeeKind: payment.payee_kind,
    payeeBank: payment.payee_bank,
    method: payment.method,
    settlement: payment.settlement,
    contractNumber: payment.contract_number,
    procurement: payment.procurement,
    procurementNumber: await procurementNumber(tx, payment),
    invoiceNumber: payment.invoice_number,
    receiptNumber: payment.receipt_number,
    zeroBalanceAccount: payment.zero_balance_account,
    approvedBy: payment.approved_name,
    paidBy: payment.paid_name,
    amountInWords: amountInWords(fen(payment.amount_fen)),
    clearedFen: String(payment.cleared_fen),
    checks: payment.checks,
    files: await filesOf(tx, payment),
    trail: (await stepsOfPayment(tx, payment)).map((step) => ({
      seq: step.seq,
      act: step.act,
      title: actNames[step.act],
      by: step.by_name,
      role: roleTitleOf(step.by_role),
      at: step.at.toISOString(),
      opinion: step.opinion,
      document: step.document,
    })),
    movements: await movementsOf(tx, payment),
    may: mayDo(actor, payment),
  };
};

/** The page with its balances of now; to a reader who does not see the unit's books, as it stood. */
const pageNow = async (tx: Tx, actor: Actor, { institution, earmark, page }: StoredPayment): Promise<PaymentDetail["page"]> => {
  const now = (await pagesOf(tx, actor, institution)).find(({ earmarkId }) => earmarkId === earmark);
  if (now) return { ...shownPage(now), bureau: page.bureau, bureauName: bookTitle(page.bureau) };
  return shownPage({ ...page, earmarkId: earmark, received: zero, available: zero, frozen: zero, paid: zero });
};

const procurementNumber = async (tx: Tx, { province, procurement }: StoredPayment): Promise<string | null> => {
  if (procurement === null) return null;
  const row = await paymentsIn(tx)
    .selectFrom("procurement_record")
    .select("filing_number")
    .where("province", "=", province)
    .where("id", "=", procurement)
    .executeTakeFirst();
  return row?.filing_number ?? null;
};

const filesOf = async (tx: Tx, { province, id, round }: StoredPayment): Promise<PaymentDetail["files"]> => {
  const rows = await paymentsIn(tx)
    .selectFrom("payment_attachment")
    .selectAll()
    .where("province", "=", province)
    .where("request", "=", id)
    .where("round", "=", round)
    .orderBy("name")
    .execute();
  return rows.map(({ file, name, media_type, size_bytes, sha256 }) => ({
    id: file,
    name,
    mediaType: media_type,
    sizeBytes: Number(size_bytes),
    sha256,
  }));
};

const movementsOf = async (tx: Tx, { province, id }: StoredPayment): Promise<PaymentDetail["movements"]> => {
  const rows = await paymentsIn(tx)
    .selectFrom("payment_movement")
    .selectAll()
    .where("province", "=", province)
    .where("request", "=", id)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountFen: String(row.amount_fen),
    on: row.happened_on,
    voucherNumber: row.voucher_number,
    reason: row.reason,
    by: row.by_name,
  }));
};

const mayDo = (actor: Actor, payment: StoredPayment): PaymentDetail["may"] => {
  const isOwn = actor.institution === payment.institution;
  const has = (permission: Parameters<typeof actor.permissions.has>[0]) => actor.permissions.has(permission);
  const isState = (...states: readonly PaymentState[]) => states.includes(payment.state);
  const isTreasury =
    has("payments.pay") && ownBureau(actor) === payment.bureau && !isPersonOf(actsFor(actor, "payments.pay"), payment);
  const open = payment.amount_fen - payment.refunded_fen;
  return {
    withdraw: isOwn && has("payments.request") && isState("submitted", "returned"),
    change: isOwn && has("payments.request") && isState("returned"),
    approve:
      isOwn &&
      has("payments.approve") &&
      isState("submitted") &&
      !actsFor(actor, "payments.approve").includes(payment.requested_by),
    pay: isTreasury && isState("approved"),
    refund: isTreasury && isState("paid") && open > 0n,
    clear: isTreasury && isState("paid") && payment.is_prepayment && open > payment.cleared_fen,
    unmask: mayUnmask(actor, payment),
  };
};
