import { disposeCarryOver, explainCarryOver, type RouteAnswer, readCarryOver } from "@qiangyi/api";
import {
  date,
  dateInShanghai,
  endOfYear,
  type Fen,
  fen,
  inChinese,
  inWanYuan,
  ok,
  type Refusal,
  type Result,
  refuse,
  startOfYear,
} from "@qiangyi/kernel";
import { carryOver, type DocumentRow, type Earmark, type Entry, type FinanceBook, reassign, recover } from "@qiangyi/ledger";
import { fundingLinesById } from "@qiangyi/policy";
import { bookOf, bookTitle, financeBook, ownBureau, type PostRefusal, postEntries } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { recoveredEarmark } from "../recovered.ts";
import { amountInWords } from "../requests/amount-in-words.ts";
import { bookAnswers } from "../requests/refusals.ts";
import { findItem, lockItem, nextRowOf, type StoredItem, yearEndIn } from "./items.store.ts";
import { positionsAt } from "./positions.ts";
import type { Disposal } from "./tables.ts";
import { mayDispose, mayExplain, shownItem } from "./views.ts";

type ItemRefusal = Refusal<"item-not-found"> | Refusal<"item-decided"> | Refusal<"not-the-holder">;
type DisposeRefusal =
  | ItemRefusal
  | Exclude<PostRefusal, { readonly code: "BALANCE_EXCEEDED" }>
  | Refusal<"not-the-bureau">
  | Refusal<"JUSTIFICATION_REQUIRED", { readonly clause: string }>
  | Refusal<"SURPLUS_NOT_CARRIED", { readonly clause: string }>
  | Refusal<"PENDING_PAYMENTS", { readonly frozen: Fen }>
  | Refusal<"nothing-left">
  | Refusal<"due-date-required">
  | Refusal<"target-line-required">
  | Refusal<"nobody-above">;

const itemAnswers: Answers<ItemRefusal> = {
  "item-not-found": [404, "找不到这笔结转结余，或不在您的管理范围"],
  "item-decided": [409, "这笔结转结余已经定了处理，不能再改"],
  "not-the-holder": [403, "由持有资金的单位或财政部门说明原因"],
};
const notFound: Answers<Refusal<"item-not-found">> = { "item-not-found": itemAnswers["item-not-found"] };
const answers: Answers<DisposeRefusal> = {
  ...bookAnswers,
  ...itemAnswers,
  "not-the-bureau": [403, "由拨付这笔资金的财政部门或省财政厅定处理"],
  JUSTIFICATION_REQUIRED: [422, "还没有说明未支出的原因，不能定处理", "请持有单位先说明原因"],
  SURPLUS_NOT_CARRIED: [422, "连续两年未用完（或项目已结束）的按结余管理，不能再结转", "请收回统筹或调整用途"],
  PENDING_PAYMENTS: [409, ({ frozen }) => `还有${inWanYuan(frozen)}冻结在未办结的支付或存疑中`, "请先办结、退回或处理存疑"],
  "nothing-left": [409, "这笔资金在年末已没有未支出数"],
  "due-date-required": [422, "收回须写明缴回期限"],
  "target-line-required": [422, "调整用途须写明调到哪个支持项目"],
  "nobody-above": [422, "省财政厅自己的余额没有上级可收回，请结转或调整用途"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const disposeRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    readCarryOver,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readCarryOver>, Refusal<"item-not-found">>> => {
      const item = await findItem(tx, actor, params.itemId);
      if (!item) return refuse({ code: "item-not-found" });
      const [now] = await positionsAt(tx, actor, {
        asOf: clock.today(),
        upToYear: item.year,
        book: item.book,
        earmarkId: item.earmark_id,
      });
      const shown = shownItem(actor, item, { paidNow: now?.paid ?? fen(item.paid_fen), today: clock.today() });
      return ok({ ...shown, recovery: recoveryNotice(item) });
    },
    notFound,
  );

  handle(
    rooms,
    explainCarryOver,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof explainCarryOver>, ItemRefusal>> => {
      const item = await lockItem(tx, actor, params.itemId);
      if (!item) return refuse({ code: "item-not-found" });
      if (!mayExplain(actor, item)) return refuse({ code: "not-the-holder" });
      if (item.state === "disposed") return refuse({ code: "item-decided" });
      await yearEndIn(tx)
        .updateTable("carry_over_item")
        .set((set) => ({ reason: body.reason, reason_by: actor.userId, reason_at: clock.now(), version: set("version", "+", 1) }))
        .where("province", "=", item.province)
        .where("id", "=", item.id)
        .execute();
      return ok({ id: item.id });
    },
    itemAnswers,
  );

  handle(
    rooms,
    disposeCarryOver,
    ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof disposeCarryOver>, DisposeRefusal>> =>
      dispose({ tx, actor, clock }, params.itemId, body),
    answers,
  );
};

interface Decision {
  readonly disposal: Disposal;
  readonly rule: string;
  readonly documentNumber: string;
  readonly dueOn?: string | undefined;
  readonly targetLine?: string | undefined;
}

const dispose = async (
  at: At,
  id: string,
  decision: Decision,
): Promise<Result<{ id: string; amountFen: string }, DisposeRefusal>> => {
  const { tx, actor, clock } = at;
  const item = await lockItem(tx, actor, id);
  if (!item) return refuse({ code: "item-not-found" });
  if (!mayDispose(actor, item)) return refuse({ code: "not-the-bureau" });
  if (item.state === "disposed")
    return isSameDecision(item, decision) ? ok({ id, amountFen: String(item.unspent_fen) }) : refuse({ code: "item-decided" });
  const misfit = misfitOf(item, decision);
  if (misfit) return refuse(misfit);
  // What lay there on the day, with everything that has been recorded since.
  const [position] = await positionsAt(tx, actor, {
    asOf: endOfYear(item.year_end),
    upToYear: item.year,
    book: item.book,
    earmarkId: item.earmark_id,
  });
  if (position === undefined || position.left + position.frozen <= 0n) return refuse({ code: "nothing-left" });
  if (position.frozen > 0n) return refuse({ code: "PENDING_PAYMENTS", frozen: position.frozen });
  const decider = ownBureau(actor) ?? item.bureau;
  const row = await nextRowOf(tx, actor, decider, decision.documentNumber);
  await yearEndIn(tx)
    .updateTable("carry_over_item")
    .set((set) => ({
      state: "disposed",
      unspent_fen: position.left,
      paid_fen: position.paid,
      received_fen: position.received,
      disposal: decision.disposal,
      rule: decision.rule,
      document_number: decision.documentNumber,
      target_line: decision.disposal === "reallocate" ? (decision.targetLine ?? null) : null,
      due_on: decision.disposal === "recover" ? (decision.dueOn ?? null) : null,
      decided_by: actor.userId,
      decided_name: actor.name,
      decided_at: clock.now(),
      version: set("version", "+", 1),
    }))
    .where("province", "=", item.province)
    .where("id", "=", item.id)
    .execute();
  const document: DocumentRow = { issuer: decider, number: decision.documentNumber, row };
  const posted = await postEntries(tx, actor, entriesOf(item, position.left, document, decision), { now: clock.now() });
  if (posted.ok) return ok({ id, amountFen: String(position.left) });
  return refuse(posted.refusal.code === "BALANCE_EXCEEDED" ? { code: "nothing-left" } : posted.refusal);
};

const isSameDecision = (item: StoredItem, { disposal, documentNumber, rule }: Decision): boolean =>
  item.disposal === disposal && item.document_number === documentNumber && item.rule === rule;

const misfitOf = (item: StoredItem, { disposal, dueOn, targetLine }: Decision): DisposeRefusal | undefined => {
  if (item.reason === null) return { code: "JUSTIFICATION_REQUIRED", clause: "qiangyi-2024.art10.1.b" };
  if (item.kind === "surplus" && disposal === "continue")
    return { code: "SURPLUS_NOT_CARRIED", clause: "qiangyi-2024.art10.1.c" };
  if (disposal === "recover" && (dueOn === undefined || dueOn === "")) return { code: "due-date-required" };
  if (disposal === "recover" && item.book === provinceOf(item).id) return { code: "nobody-above" };
  if (disposal === "reallocate" && (targetLine === undefined || !fundingLinesById.has(targetLine)))
    return { code: "target-line-required" };
  return undefined;
};

const provinceOf = ({ province }: StoredItem): FinanceBook => financeBook(`${province}0000`);

const entriesOf = (
  item: StoredItem,
  amount: Fen,
  document: DocumentRow,
  { disposal, targetLine }: Decision,
): readonly Entry[] => {
  const { earmark, year_end } = item;
  const from = bookOf(item.book);
  const last = endOfYear(year_end);
  if (disposal === "continue") return [carryOver({ document, earmark, amount, year: year_end, book: from })];
  const into: Earmark =
    disposal === "recover"
      ? recoveredEarmark(earmark, startOfYear(year_end + 1))
      : { ...recoveredEarmark(earmark, startOfYear(year_end + 1)), line: targetLine ?? "" };
  if (from.keeper === "unit") return [recover({ document, earmark, amount, on: last, from, to: asBureau(item.bureau), into })];
  if (disposal === "recover") return [recover({ document, earmark, amount, on: last, from, to: provinceOf(item), into })];
  // A bureau's own rest is carried first, then given another use: the year that ends must not begin something new.
  return [
    carryOver({ document, earmark, amount, year: year_end, book: from }),
    reassign({ document, earmark, amount, on: startOfYear(year_end + 1), book: from, into }),
  ];
};

const asBureau = (id: string): FinanceBook => {
  const book = bookOf(id);
  if (book.keeper !== "finance") throw new Error(`${id} is no bureau`);
  return book;
};

/** 收回通知: who hands back how much, of what, why and by when. */
export const recoveryNotice = (item: StoredItem): RouteAnswer<typeof readCarryOver>["recovery"] => {
  if (item.disposal !== "recover" || item.due_on === null || item.decided_at === null) return null;
  const amount = fen(item.unspent_fen);
  const to = item.keeper === "unit" ? item.bureau : provinceOf(item).id;
  const decided = dateInShanghai(item.decided_at);
  return {
    title: `关于收回${item.year}年${lineName(item.line)}${item.kind === "surplus" ? "结余" : "结转"}资金的通知`,
    addressee: item.holder_name,
    paragraphs: [
      `你单位“${item.title}”${item.year}年预算资金到${item.year_end}年末收到${inWanYuan(fen(item.received_fen))}、支付${inWanYuan(fen(item.paid_fen))}，未支出${inWanYuan(amount)}。原因：${item.reason ?? ""}。`,
      `根据${item.rule ?? ""}，按${item.document_number ?? ""}，收回未支出资金${inWanYuan(amount)}（${amountInWords(amount)}），由${bookTitle(to)}统筹。`,
      `相应指标自${inChinese(endOfYear(item.year_end))}起收回，不得再支付；已在单位账户的，请于${inChinese(date(item.due_on))}前缴回${bookTitle(to)}国库。`,
      ...(item.prepaid_fen > 0n ? [`另有预付未核销${inWanYuan(fen(item.prepaid_fen))}，不计入结转结余，请按合同及时核销。`] : []),
    ],
    sender: bookTitle(to),
    date: decided,
  };
};
