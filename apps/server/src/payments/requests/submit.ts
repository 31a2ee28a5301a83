import { type AskedPayment, checkPayment, type RouteAnswer, resubmitPayment, submitPayment, withdrawPayment } from "@qiangyi/api";
import { date, endOfYear, fen, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type DocumentRow, type Earmark, freeze, unfreeze } from "@qiangyi/ledger";
import { bookOf, postEntries, unitBook } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, handleAlone, newId, type Rooms, type Tx } from "../../platform/index.ts";
import type { Sealed } from "../../projects/index.ts";
import type { StoredPage } from "../tables.ts";
import { accountDigits, sealedAccount } from "./account.ts";
import type { Asked, Facts } from "./asked.ts";
import { checksOf, firstFailure } from "./checks.ts";
import { factsFor } from "./facts.ts";
import { attachFiles, type FileRefusal, fileAnswers } from "./files.ts";
import {
  type BookRefusal,
  bookAnswers,
  type CheckRefusal,
  checkAnswers,
  type HandlingRefusal,
  handlingAnswers,
  refusalOf,
  shortOf,
} from "./refusals.ts";
import { rememberRefused } from "./refused.ts";
import {
  addStep,
  changePayment,
  insertPayment,
  lockPayment,
  lockUnit,
  nextPaymentNumber,
  type StoredPayment,
} from "./requests.store.ts";
import { stateName } from "./words.ts";

export type SubmitRefusal = CheckRefusal | BookRefusal | FileRefusal | HandlingRefusal | Refusal<"unit-only">;

const unitOnly = [403, "支付申请由使用资金的单位提出"] as const;
export const submitAnswers: Answers<SubmitRefusal> = {
  ...bookAnswers,
  ...checkAnswers,
  ...fileAnswers,
  ...handlingAnswers,
  "unit-only": unitOnly,
};

const withdrawAnswers: Answers<BookRefusal | HandlingRefusal> = { ...bookAnswers, ...handlingAnswers };

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const submitRoutes = (rooms: Rooms): void => {
  // Alone, because trying is no write: nothing of it belongs in the log.
  handleAlone(
    rooms,
    checkPayment,
    ({ actor, clock, body }): Promise<Result<RouteAnswer<typeof checkPayment>, Refusal<"unit-only">>> =>
      rooms.database.transaction(actor, async (tx) => {
        if (actor.institution === null) return refuse({ code: "unit-only" });
        const { checks } = await judge({ tx, actor, clock }, actor.institution, body, undefined);
        return ok({ checks: [...checks], code: firstFailure(checks)?.code ?? null });
      }),
    { "unit-only": unitOnly },
  );

  handle(
    rooms,
    submitPayment,
    async ({ tx, actor, clock, body, request }): Promise<Result<RouteAnswer<typeof submitPayment>, SubmitRefusal>> => {
      const result = await submit({ tx, actor, clock }, body, undefined);
      if (!result.ok) rememberRefused(request, actor, body, result.refusal);
      return result;
    },
    submitAnswers,
  );

  handle(
    rooms,
    resubmitPayment,
    async ({ tx, actor, clock, params, body, request }): Promise<Result<RouteAnswer<typeof resubmitPayment>, SubmitRefusal>> => {
      const held = await lockPayment(tx, actor, params.requestId);
      if (!held) return refuse({ code: "payment-not-found" });
      if (held.version !== body.version) return refuse({ code: "changed-meanwhile" });
      if (held.state !== "returned") return refuse({ code: "payment-not-open", now: stateName(held.state) });
      const result = await submit({ tx, actor, clock }, body, held);
      if (!result.ok) rememberRefused(request, actor, body, result.refusal);
      return result;
    },
    submitAnswers,
  );

  handle(
    rooms,
    withdrawPayment,
    async ({
      tx,
      actor,
      clock,
      params,
      body,
    }): Promise<Result<RouteAnswer<typeof withdrawPayment>, BookRefusal | HandlingRefusal>> => {
      const held = await lockPayment(tx, actor, params.requestId);
      if (!held || actor.institution !== held.institution) return refuse({ code: "payment-not-found" });
      if (held.state !== "submitted" && held.state !== "returned")
        return refuse({ code: "payment-not-open", now: stateName(held.state) });
      if (held.state === "submitted") {
        const thawed = await thaw({ tx, actor, clock }, held);
        if (!thawed.ok) return thawed;
      }
      await changePayment(tx, held, { state: "withdrawn" });
      await addStep(tx, actor, clock.now(), held, { act: "withdraw", opinion: body.reason ?? null, document: null });
      return ok({ id: held.id });
    },
    withdrawAnswers,
  );
};

const judge = async (
  { tx, actor, clock }: At,
  institution: string,
  draft: AskedPayment,
  held: StoredPayment | undefined,
): Promise<{ asked: Asked; facts: Facts; checks: ReturnType<typeof checksOf> }> => {
  const asked = askedOf(draft, held);
  const facts = await factsFor(
    {
      tx,
      actor,
      today: clock.today(),
      institution,
      except: held?.id ?? null,
      procurement: draft.procurement,
      invoice: draft.invoiceNumber === "" ? undefined : draft.invoiceNumber,
    },
    asked,
  );
  return { asked, facts, checks: checksOf(asked, facts) };
};

const askedOf = (draft: AskedPayment, held: StoredPayment | undefined): Asked => {
  const { telemedicine: given, payee } = draft;
  return {
    earmark: draft.earmark,
    amount: fen(BigInt(draft.amountFen)),
    purpose: draft.purpose,
    category: draft.category,
    beneficiary: draft.beneficiary,
    reason: draft.reason,
    persons: draft.persons,
    telemedicine: given && {
      class: given.class,
      item: given.item,
      points: given.points,
      serviceFrom: given.serviceFrom === undefined ? undefined : date(given.serviceFrom),
      feeTo: given.feeTo === undefined ? undefined : date(given.feeTo),
      pricePerPointYear: given.pricePerPointYearFen === undefined ? undefined : fen(BigInt(given.pricePerPointYearFen)),
    },
    departmentClass: draft.departmentClass,
    governmentClass: draft.governmentClass,
    payee: { kind: payee.kind, name: payee.name, bank: payee.bank, institution: payee.institution },
    hasAccount: accountOf(draft, held) !== undefined,
    method: draft.method,
    isPrepayment: draft.isPrepayment,
  };
};

const accountOf = ({ payee }: AskedPayment, held: StoredPayment | undefined): string | Sealed | undefined =>
  payee.secretAccount === "" && held ? held.payee_account : accountDigits(payee.secretAccount);

/** 提交: every check in order, then the row and the freeze (E6) in one transaction. */
const submit = async (
  at: At,
  draft: AskedPayment,
  held: StoredPayment | undefined,
): Promise<Result<{ id: string; number: string }, SubmitRefusal>> => {
  const { tx, actor, clock } = at;
  const { institution } = actor;
  if (institution === null) return refuse({ code: "unit-only" });
  const { id: book } = unitBook(institution);
  await lockUnit(tx, actor.province, book);
  const { facts, checks } = await judge(at, institution, draft, held);
  const failed = firstFailure(checks);
  if (failed) return refuse(refusalOf(failed, checks));
  const { page } = facts;
  const account = accountOf(draft, held);
  if (page?.project == null || account === undefined || !isChannel(draft.method))
    throw new Error("the checks passed a request without project, account or channel");

  const now = clock.now();
  const number = held?.number ?? (await nextPaymentNumber(tx, actor.province, yearOf(clock.today())));
  const round = (held?.round ?? 0) + 1;
  const { received: _r, available: _a, frozen: _f, paid: _p, unverified: _u, queried: _q, ...kept } = page;
  const content = {
    book,
    bureau: page.bureau,
    earmark: page.earmarkId,
    page: JSON.stringify(kept satisfies StoredPage),
    line: page.line,
    project: page.project,
    year: page.year,
    purpose: draft.purpose,
    category: draft.category,
    reason: draft.reason === undefined || draft.reason === "" ? null : draft.reason,
    persons: [...draft.persons],
    telemedicine: page.fund === "5g-2022" && draft.telemedicine ? JSON.stringify(draft.telemedicine) : null,
    amount_fen: BigInt(draft.amountFen),
    department_class: draft.departmentClass,
    government_class: draft.governmentClass,
    payee_kind: draft.payee.kind,
    payee_name: draft.payee.name,
    payee_institution: draft.payee.institution ?? null,
    payee_bank: draft.payee.bank,
    payee_account: JSON.stringify(typeof account === "string" ? sealedAccount(account) : account),
    method: draft.method,
    settlement: draft.settlement,
    contract_number: draft.contractNumber === "" ? null : (draft.contractNumber ?? null),
    procurement: draft.procurement ?? null,
    invoice_number: draft.invoiceNumber === "" ? null : (draft.invoiceNumber ?? null),
    is_prepayment: draft.isPrepayment,
    state: "submitted" as const,
    round,
    checks: JSON.stringify(checks),
    requested_by: actor.userId,
    requested_name: actor.name,
    requested_on: clock.today(),
    requested_at: now,
    approved_by: null,
    approved_name: null,
    approved_at: null,
  };
  const { province, city, county } = actor;
  const row = { province, id: held?.id ?? newId(), number, city, county, institution, round };
  if (held) await changePayment(tx, held, content);
  else
    await insertPayment(tx, {
      ...row,
      ...content,
      paid_by: null,
      paid_name: null,
      paid_on: null,
      paid_at: null,
      voucher_number: null,
      receipt_number: null,
      zero_balance_account: null,
    });
  const attached = await attachFiles(tx, row, draft.files);
  if (!attached.ok) return attached;
  await addStep(tx, actor, now, row, { act: "submit", opinion: null, document: null });
  const document: DocumentRow = { issuer: book, number, row: round };
  const frozen = await postEntries(
    tx,
    actor,
    [
      freeze({
        document,
        earmark: page.earmark,
        amount: fen(content.amount_fen),
        on: clock.today(),
        book: unitBook(institution),
      }),
    ],
    { now },
  );
  if (frozen.ok) return ok({ id: row.id, number });
  return refuse(frozen.refusal.code === "BALANCE_EXCEEDED" ? shortOf() : frozen.refusal);
};

const isChannel = (method: AskedPayment["method"]): method is StoredPayment["method"] =>
  method === "DIRECT" || method === "AUTHORIZED" || method === "INTEGRATED";

/** The earmark of a request as its page has it. */
export const earmarkOf = ({ page }: Pick<StoredPayment, "page">): Earmark => page.earmark;

/** What froze it: its own number, and the round that was handed in. */
const freezeDocument = ({ book, number, round }: StoredPayment): DocumentRow => ({ issuer: book, number, row: round });

/** Unfrozen on the day, but never later than the year in which it was frozen: the year's rest must be whole when it is judged. */
export const thawDay = (requestedOn: string, today: PlainDate): PlainDate => {
  const last = endOfYear(yearOf(date(requestedOn)));
  return today < last ? today : last;
};

export const thaw = async ({ tx, actor, clock }: At, held: StoredPayment): Promise<Result<null, BookRefusal>> => {
  const book = bookOf(held.book);
  const entry = unfreeze({
    document: freezeDocument(held),
    earmark: earmarkOf(held),
    amount: fen(held.amount_fen),
    on: thawDay(held.requested_on, clock.today()),
    book,
  });
  const posted = await postEntries(tx, actor, [entry], { now: clock.now() });
  if (posted.ok) return ok(null);
  if (posted.refusal.code === "BALANCE_EXCEEDED") throw new Error(`${held.number} is open and its amount is not frozen`);
  return refuse(posted.refusal);
};
