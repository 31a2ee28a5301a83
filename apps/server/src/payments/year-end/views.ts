import type { CarryOverItem } from "@qiangyi/api";
import { date, endOfYear, type Fen, fen, formatYuan, minus, type PlainDate, parseYuan, plus, zero } from "@qiangyi/kernel";
import { type CarryOver, carryOver } from "@qiangyi/policy";
import { bookTitle, ownBureau } from "../../ledger/index.ts";
import type { Actor } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import type { StoredItem } from "./items.store.ts";

/** The arithmetic of the policy package: rate, what is left, age, whether it may still be paid. */
export const reckoned = (item: StoredItem, paidSince: Fen, today: PlainDate): CarryOver =>
  carryOver({
    received: formatYuan(plus(fen(item.paid_fen), fen(item.unspent_fen))),
    paid: formatYuan(fen(item.paid_fen)),
    yearEnd: endOfYear(item.year_end),
    paidSince: formatYuan(paidSince),
    asOf: today,
    ...(item.disposal !== null && { disposal: item.disposal }),
  });

export const fenOf = (yuan: string): Fen => parseYuan(yuan) ?? zero;

export const shownItem = (
  actor: Actor,
  item: StoredItem,
  { paidNow, today }: { paidNow: Fen; today: PlainDate },
): CarryOverItem => {
  const since = minus(paidNow, fen(item.paid_fen));
  const { executionRate, ageYears, balance } = reckoned(item, since < 0n ? zero : since, today);
  return {
    id: item.id,
    book: item.book,
    keeper: item.keeper,
    holderName: item.holder_name,
    bureau: item.bureau,
    bureauName: bookTitle(item.bureau),
    title: item.title,
    line: item.line,
    lineName: lineName(item.line),
    year: item.year,
    yearEnd: item.year_end,
    kind: item.kind,
    receivedFen: String(item.received_fen),
    paidFen: String(item.paid_fen),
    unspentFen: String(item.unspent_fen),
    prepaidFen: String(item.prepaid_fen),
    percent: executionRate,
    ageYears: ageYears + (item.year_end - item.year),
    balanceFen: String(fenOf(balance)),
    reason: item.reason,
    state: item.state,
    disposal: item.disposal,
    rule: item.rule,
    documentNumber: item.document_number,
    targetLine: item.target_line,
    dueOn: item.due_on === null ? null : date(item.due_on),
    decidedBy: item.decided_name,
    decidedAt: item.decided_at?.toISOString() ?? null,
    may: { explain: item.state === "open" && mayExplain(actor, item), dispose: item.state === "open" && mayDispose(actor, item) },
  };
};

/** The holder says why it was not spent. */
export const mayExplain = (actor: Actor, { keeper, institution, book }: StoredItem): boolean =>
  keeper === "unit"
    ? actor.institution === institution && actor.permissions.has("payments.request")
    : actor.permissions.has("books.close") && ownBureau(actor) === book;

/** The bureau that gave it decides, or the province. */
export const mayDispose = (actor: Actor, { bureau }: StoredItem): boolean =>
  actor.permissions.has("books.close") && (actor.level === "province" || ownBureau(actor) === bureau);
