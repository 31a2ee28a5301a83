import { closeQuery } from "@qiangyi/api";
import { type Fen, fen, inWanYuan, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Entry, reduce, unfreeze, withdraw } from "@qiangyi/ledger";
import { bookOf, financeBook, ledgerAnswers, ownBook, type PostRefusal, postEntries, regionOfBook } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { documentOf, type IssuedRow, insertReturns, issuedRows } from "../receipts/issued-rows.store.ts";
import { insertReceipts, standingsOf } from "../receipts/receipts.store.ts";
import { findQuery, lockQuery, recordConclusion, type StoredQuery } from "./queries.store.ts";
import { queryNumber } from "./query.ts";

type CloseRefusal =
  | Refusal<"query-not-found">
  | Refusal<"FORBIDDEN_ROLE", { readonly clause: string }>
  | Refusal<"query-closed", { readonly by: string }>
  | Refusal<"return-exceeds-query", { readonly amount: Fen; readonly asked: Fen }>
  | Refusal<"return-not-separable">;

const answers: Answers<CloseRefusal> = {
  "query-not-found": [404, "没有这笔存疑"],
  FORBIDDEN_ROLE: [403, "存疑由上级财政部门（或省财政厅）作出结论，提出的一方不能自行处理", "请等上级处理；进展在存疑页可见"],
  "query-closed": [409, ({ by }: { readonly by: string }) => `${by}已经作出结论`, "请刷新页面查看结论"],
  "return-exceeds-query": [
    422,
    ({ amount, asked }: { readonly amount: Fen; readonly asked: Fen }) =>
      `存疑金额${inWanYuan(amount)}，不能退回${inWanYuan(asked)}`,
  ],
  "return-not-separable": [422, "这一行没有接收，只能整行退回"],
};

/** The upper finance department decides; the province may decide everything below it (qiangyi-2024.art8.4.d). */
export const mayClose = (actor: Actor, { upperBook, state }: Pick<StoredQuery, "upperBook" | "state">): boolean =>
  state === "open" && isUpper(actor, upperBook);

const isUpper = (actor: Actor, upperBook: string): boolean =>
  actor.permissions.has("queries.close") && (actor.level === "province" || ownBook(actor) === upperBook);

/** 处理存疑: what was frozen is free again; what has to go back goes up one joint in the same posting. */
export const closeQueryRoute = (rooms: Rooms): void =>
  handle<typeof closeQuery, CloseRefusal | PostRefusal>(
    rooms,
    closeQuery,
    async ({ tx, actor, clock, params: { queryId }, body }) => {
      await lockQuery(tx, actor, queryId);
      const query = await findQuery(tx, actor, queryId);
      if (!query) return refuse({ code: "query-not-found" } satisfies CloseRefusal);
      if (!isUpper(actor, query.upperBook))
        return refuse({ code: "FORBIDDEN_ROLE", clause: "qiangyi-2024.art8.4.d" } satisfies CloseRefusal);
      if (query.state === "closed") return refuse({ code: "query-closed", by: query.closedName ?? "" } satisfies CloseRefusal);
      const returned = returnedPart(query, body);
      if (typeof returned !== "bigint") return refuse(returned);

      const at = { now: clock.now(), today: clock.today() };
      const [row] = await issuedRows(tx, actor, { noticeId: query.noticeId, rowNos: [query.rowNo], lock: true });
      if (!row) return refuse({ code: "query-not-found" } satisfies CloseRefusal);
      const entries = entriesOf(query, row, returned, at.today);
      const posted = await postEntries(tx, actor, entries, at);
      if (!posted.ok) return posted;
      if (returned > 0n) await recordReturn(tx, actor, at, { query, row, returned, reason: body.conclusion });
      await recordConclusion(tx, actor, at.now, {
        id: queryId,
        outcome: body.outcome,
        conclusion: body.conclusion,
        returnedFen: returned,
      });
      const released = query.frozenFen - (query.frozenFen > 0n ? returned : 0n);
      return ok({ releasedFen: released.toString(), returnedFen: returned.toString() });
    },
    { ...ledgerAnswers, ...answers },
  );

const returnedPart = (
  query: StoredQuery,
  { outcome, returnedFen }: { readonly outcome: string; readonly returnedFen?: string | undefined },
): Fen | CloseRefusal => {
  if (outcome !== "returned") return fen(0n);
  const asked = returnedFen === undefined ? fen(query.amountFen) : fen(BigInt(returnedFen));
  if (asked > query.amountFen) return { code: "return-exceeds-query", amount: fen(query.amountFen), asked };
  return query.frozenFen === 0n && asked !== query.amountFen ? { code: "return-not-separable" } : asked;
};

const entriesOf = (query: StoredQuery, row: IssuedRow, returned: Fen, on: Parameters<typeof unfreeze>[0]["on"]): Entry[] => {
  const [book, earmark] = [bookOf(query.book), earmarkOf(row)];
  const from = financeBook(regionOfBook(row.issuer) ?? row.issuer);
  const document = { issuer: query.book, number: queryNumber(query.id), row: 1 };
  // Nothing lies frozen of what was never received: the issuer takes it back as it set it apart.
  if (query.frozenFen === 0n)
    return returned > 0n && row.thisFen > 0n
      ? [withdraw({ document: documentOf(row), earmark, amount: fen(row.thisFen), on, from, to: book })]
      : [];
  return [
    unfreeze({ document, earmark, amount: fen(query.frozenFen), on, book }),
    ...(returned > 0n ? [reduce({ document, earmark, amount: returned, on, from, to: book })] : []),
  ];
};

const recordReturn = async (
  tx: Tx,
  actor: Actor,
  at: { now: Date; today: Parameters<typeof insertReturns>[2]["today"] },
  { query, row, returned, reason }: { query: StoredQuery; row: IssuedRow; returned: Fen; reason: string },
): Promise<void> => {
  const wasReceived = query.frozenFen > 0n;
  if (!wasReceived) {
    const standing = await standingsOf(tx, actor, row.noticeId);
    await insertReceipts(tx, actor, at, [
      { row, attempt: standing(row.rowNo).receipts.length + 1, state: "returned", statedFen: 0n, differences: [], reason },
    ]);
  }
  const amountFen = wasReceived ? returned : fen(row.thisFen);
  if (amountFen === 0n) return;
  const document = wasReceived ? { issuer: query.book, number: queryNumber(query.id), row: 1 } : documentOf(row);
  await insertReturns(tx, actor, at, [
    { id: newId(), row, kind: wasReceived ? "reduced" : "withdrawn", amountFen, document, reason },
  ]);
};
