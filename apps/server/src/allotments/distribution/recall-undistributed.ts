import { actOnUndistributed, listUndistributed, type RouteAnswer, type RouteRequest } from "@qiangyi/api";
import { daysBetween, type Fen, fen, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Earmark, recover, recoveredLine } from "@qiangyi/ledger";
import { bookOf, bookTitles, financeBook, ledgerAnswers, ownBook, type PostRefusal, postEntries } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { type IssuedRow, insertReturns, issuedRows, issuedRowsAt } from "../receipts/issued-rows.store.ts";
import { type HeldRow, heldRows } from "./held-rows.store.ts";
import { actsOf, insertAct, type StoredAct } from "./undistributed.store.ts";
import { limitOf, recallable, undistributedState } from "./undistributed.ts";

type RecallRefusal =
  | Refusal<"row-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"limit-running", { readonly limitOn: PlainDate }>
  | Refusal<"reason-accepted">
  | Refusal<"nothing-explained">
  | Refusal<"nothing-undistributed">;

const answers: Answers<RecallRefusal> = {
  "row-not-found": [404, "没有这笔已接收的资金"],
  FORBIDDEN_ROLE: [403, "原因由持有资金的财政部门说明；期限、认可和收回由省财政厅决定"],
  "limit-running": [409, ({ limitOn }) => `分配时限到${limitOn}，还没有到期`, "到期后仍未分配的才列入收回清单"],
  "reason-accepted": [409, "原因已经认可，不收回", "需要收回的，先写明理由撤回认可"],
  "nothing-explained": [409, "持有单位还没有说明原因"],
  "nothing-undistributed": [409, "这笔资金已经没有未分配的余额"],
};

type Body = RouteRequest<typeof actOnUndistributed>["body"];
type Received = HeldRow & { readonly receivedOn: PlainDate };
const isReceived = (held: HeldRow): held is Received => held.receivedOn !== null;

/** 到期未分配 (5g-2022.art14.c): the list, the reason, its acceptance, and the recall into the province's general money. */
export const undistributedRoutes = (rooms: Rooms): void => {
  handle(rooms, listUndistributed, async ({ tx, actor, clock, query }) => {
    const own = ownBook(actor);
    const held = (await heldRows(tx, actor, { year: query.year }))
      .filter(isReceived)
      .filter(({ book }) => book !== ownProvince(actor));
    const open = held.filter((each) => recallable(each) > 0n || each.recalledFen > 0n);
    const rows = new Map((await issuedRowsAt(tx, actor, open)).map((row) => [`${row.noticeId} ${row.rowNo}`, row]));
    const acts = await actsOf(tx, actor);
    const name = await bookTitles(
      tx,
      actor,
      open.map(({ book }) => book),
    );
    const items = open.flatMap((each) => {
      const row = rows.get(`${each.noticeId} ${each.rowNo}`);
      return row ? [viewOf(row, each, acts(each.noticeId, each.rowNo), { today: clock.today(), name, own, actor })] : [];
    });
    const late = items.filter(({ state }) => state === "late" || state === "explained");
    return ok({
      items: items.toSorted((a, b) => (a.limitOn < b.limitOn ? -1 : a.limitOn > b.limitOn ? 1 : 0)),
      lateFen: late.reduce((sum, { remainingFen }) => sum + BigInt(remainingFen), 0n).toString(),
    });
  });

  handle<typeof actOnUndistributed, RecallRefusal | PostRefusal>(
    rooms,
    actOnUndistributed,
    ({ tx, actor, clock, params, body }) => act(tx, actor, { now: clock.now(), today: clock.today() }, params, body),
    { ...ledgerAnswers, ...answers },
  );
};

const ownProvince = ({ province }: Actor): string => financeBook(`${province}0000`).id;
const decides = (actor: Actor): boolean => actor.level === "province" && actor.permissions.has("notices.issue");
const explains = (actor: Actor, book: string): boolean => ownBook(actor) === book && actor.permissions.has("notices.draft");

const viewOf = (
  row: IssuedRow,
  held: Received,
  acts: readonly StoredAct[],
  { today, name, own, actor }: { today: PlainDate; name: (book: string) => string; own: string | undefined; actor: Actor },
) => {
  const limit = limitOf(held.receivedOn, acts);
  return {
    noticeId: row.noticeId,
    number: row.number,
    rowNo: row.rowNo,
    lineName: lineName(row.line),
    title: row.title,
    book: held.book,
    bookName: name(held.book),
    receivedOn: held.receivedOn,
    limitOn: limit.on,
    limitBasis: limit.basis,
    daysLate: Math.max(0, daysBetween(limit.on, today)),
    thisFen: row.thisFen.toString(),
    remainingFen: recallable(held).toString(),
    recalledFen: held.recalledFen.toString(),
    explanation: acts.findLast((each) => each.act === "explain")?.reason ?? null,
    state: undistributedState(held, acts, today),
    canExplain: own === held.book && explains(actor, held.book),
    canDecide: decides(actor),
  };
};

const act = async (
  tx: Tx,
  actor: Actor,
  at: { readonly now: Date; readonly today: PlainDate },
  { noticeId, rowNo }: { readonly noticeId: string; readonly rowNo: number },
  body: Body,
): Promise<Result<RouteAnswer<typeof actOnUndistributed>, RecallRefusal | PostRefusal>> => {
  const [row] = await issuedRows(tx, actor, { noticeId, rowNos: [rowNo], lock: true });
  const held = row && (await heldRows(tx, actor, { book: row.receiver, noticeId })).find((each) => each.rowNo === rowNo);
  if (!row || !held || !isReceived(held)) return refuse({ code: "row-not-found" });
  if (body.act === "explain" ? !explains(actor, row.receiver) : !decides(actor)) return refuse({ code: "FORBIDDEN_ROLE" });
  const acts = (await actsOf(tx, actor, { noticeId, rowNo }))(noticeId, rowNo);
  const refusal = refusalOf(body, held, acts, at.today);
  if (refusal) return refuse(refusal);

  const amount = fen(recallable(held));
  if (body.act === "recall") {
    const posted = await recall(tx, actor, at, { row, amount, number: body.number, reason: body.reason });
    if (!posted.ok) return posted;
  }
  const made = {
    step: acts.length + 1,
    act: body.act,
    reason: body.reason,
    limitOn: body.act === "limit" ? (body.limitOn as PlainDate) : null,
  };
  await insertAct(tx, actor, at, row, { ...made, ...(body.act === "recall" && { amountFen: amount }) });
  const after = (await heldRows(tx, actor, { book: row.receiver, noticeId })).find((each) => each.rowNo === rowNo) ?? held;
  const state = isReceived(after) ? undistributedState(after, [...acts, { noticeId, rowNo, ...made }], at.today) : "running";
  return ok({ state, recalledFen: after.recalledFen.toString() });
};

const refusalOf = (body: Body, held: Received, acts: readonly StoredAct[], today: PlainDate): RecallRefusal | undefined => {
  if (recallable(held) === 0n) return { code: "nothing-undistributed" };
  const state = undistributedState(held, acts, today);
  if (body.act === "accept" && !acts.some((each) => each.act === "explain")) return { code: "nothing-explained" };
  if (body.act !== "recall") return undefined;
  if (state === "accepted") return { code: "reason-accepted" };
  return state === "running" ? { code: "limit-running", limitOn: limitOf(held.receivedOn, acts).on } : undefined;
};

const recalledInto = ({ nature, functionClass }: Earmark, today: PlainDate): Earmark => ({
  year: yearOf(today),
  line: recoveredLine,
  nature,
  sourceLevel: "province",
  functionClass,
});

/** E10: out of the holder's book, into the province's, under an earmark that no unit can spend. */
const recall = async (
  tx: Tx,
  actor: Actor,
  at: { readonly now: Date; readonly today: PlainDate },
  {
    row,
    amount,
    number,
    reason,
  }: { readonly row: IssuedRow; readonly amount: Fen; readonly number: string; readonly reason: string },
): Promise<Result<unknown, PostRefusal>> => {
  const earmark = earmarkOf(row);
  const to = financeBook(`${actor.province}0000`);
  const document = { issuer: to.id, number, row: row.rowNo };
  const entry = recover({
    document,
    earmark,
    amount,
    on: at.today,
    from: bookOf(row.receiver),
    to,
    into: recalledInto(earmark, at.today),
  });
  const posted = await postEntries(tx, actor, [entry], at);
  if (posted.ok)
    await insertReturns(tx, actor, at, [{ id: newId(), row, kind: "recalled", amountFen: amount, document, reason }]);
  return posted;
};
