import { queryableRows, raiseQuery } from "@qiangyi/api";
import { type Fen, fen, inWanYuan, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { freeze } from "@qiangyi/ledger";
import {
  balanceOf,
  bookOf,
  bookTitles,
  ledgerAnswers,
  ownBook,
  ownBureau,
  type PostRefusal,
  postEntries,
} from "../../ledger/index.ts";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { heldRows } from "../distribution/held-rows.store.ts";
import { earmarkOf } from "../notices/notice.ts";
import { issuedRows, issuedRowsAt } from "../receipts/issued-rows.store.ts";
import { openQueries, sideOf } from "./open-query.ts";
import { queryNumber, reportMinutes } from "./query.ts";

type RaiseRefusal =
  | Refusal<"row-not-found">
  | Refusal<"discovered-in-future">
  | Refusal<"RECEIPT_NOT_VERIFIED", { readonly clause: string }>
  | Refusal<"QUERY_EXCEEDS_HELD", { readonly held: Fen; readonly asked: Fen | undefined }>;

const answers: Answers<RaiseRefusal> = {
  "row-not-found": [404, "本级没有收到这笔资金", "只能对本级账上的资金提出存疑"],
  "discovered-in-future": [422, "发现问题的时间不能晚于现在"],
  RECEIPT_NOT_VERIFIED: [409, "这一行还没有接收", "在接收页核对；不符的会自动存疑并报告上级"],
  QUERY_EXCEEDS_HELD: [
    409,
    ({ held, asked }: { readonly held: Fen; readonly asked: Fen | undefined }) =>
      asked === undefined
        ? `这一行在本级账上已没有可冻结的资金（余${inWanYuan(held)}）`
        : `本级账上这一行只有${inWanYuan(held)}可以冻结，提出的是${inWanYuan(asked)}`,
    "已分解到下级的部分，请由收到资金的一方提出",
  ],
};

/** The book whose money somebody may doubt: a health authority speaks of the one that the finance bureau beside it keeps. */
const doubtedBook = (actor: Actor): string | undefined => (sideOf(actor) === "health" ? ownBureau(actor) : ownBook(actor));

/** 存疑: frozen, reported to everyone who must know, and timed from discovery, in one act (qiangyi-2024.art8.4.b-d). */
export const raiseQueryRoutes = (rooms: Rooms): void => {
  handle(rooms, queryableRows, async ({ tx, actor, query }) => {
    const book = doubtedBook(actor);
    if (book === undefined) return ok({ items: [] });
    const held = await heldRows(tx, actor, { book, ...(query.noticeId !== undefined && { noticeId: query.noticeId }) });
    const open = held.filter(({ receivedOn, remainingFen, frozenFen }) => receivedOn !== null && remainingFen > frozenFen);
    const rows = new Map((await issuedRowsAt(tx, actor, open)).map((row) => [`${row.noticeId} ${row.rowNo}`, row]));
    const name = await bookTitles(tx, actor, [book]);
    return ok({
      items: open.flatMap((each) => {
        const row = rows.get(`${each.noticeId} ${each.rowNo}`);
        if (!row) return [];
        const { noticeId, rowNo, number, title, line, thisFen } = row;
        return [
          {
            noticeId,
            rowNo,
            number,
            lineName: lineName(line),
            title,
            bookName: name(book),
            receivedOn: each.receivedOn,
            thisFen: thisFen.toString(),
            heldFen: (each.remainingFen - each.frozenFen).toString(),
          },
        ];
      }),
    });
  });

  handle<typeof raiseQuery, RaiseRefusal | PostRefusal>(
    rooms,
    raiseQuery,
    async ({ tx, actor, clock, body }) => {
      const book = doubtedBook(actor);
      const at = { now: clock.now(), today: clock.today() };
      const discoveredAt = body.discoveredAt === undefined ? at.now : new Date(body.discoveredAt);
      if (discoveredAt > at.now) return refuse({ code: "discovered-in-future" } satisfies RaiseRefusal);
      if (book === undefined) return refuse({ code: "row-not-found" } satisfies RaiseRefusal);
      const [row] = await issuedRows(tx, actor, { noticeId: body.noticeId, receiver: book, rowNos: [body.rowNo], lock: true });
      const held = (await heldRows(tx, actor, { book, noticeId: body.noticeId })).find(({ rowNo }) => rowNo === body.rowNo);
      if (!row || !held) return refuse({ code: "row-not-found" } satisfies RaiseRefusal);
      if (held.receivedOn === null)
        return refuse({ code: "RECEIPT_NOT_VERIFIED", clause: "qiangyi-2024.art8.4.a" } satisfies RaiseRefusal);

      const earmark = earmarkOf(row);
      const available = await freeOf(tx, { book, earmark, byRow: held.remainingFen - held.frozenFen });
      const asked = body.amountFen === undefined ? undefined : fen(BigInt(body.amountFen));
      const amount = asked ?? available;
      if (amount > available || amount <= 0n)
        return refuse({ code: "QUERY_EXCEEDS_HELD", held: available, asked } satisfies RaiseRefusal);

      const id = newId();
      const document = { issuer: book, number: queryNumber(id), row: 1 };
      const posted = await postEntries(tx, actor, [freeze({ document, earmark, amount, on: at.today, book: bookOf(book) })], at);
      if (!posted.ok) return posted;
      await openQueries(tx, actor, at, [
        { id, row, amountFen: amount, isWhole: asked === undefined, frozenFen: amount, reason: body.reason, discoveredAt },
      ]);
      return ok({ id, frozenFen: amount.toString(), reportMinutes: reportMinutes(discoveredAt, at.now) });
    },
    { ...ledgerAnswers, ...answers },
  );
};

/** What may be frozen of a row: what the documents leave of it, as far as the book still holds it. */
const freeOf = async (
  tx: Tx,
  { book, earmark, byRow }: { book: string; earmark: ReturnType<typeof earmarkOf>; byRow: bigint },
): Promise<Fen> => {
  const account = bookOf(book).keeper === "finance" ? "1101" : "1105";
  const lies = await balanceOf(tx, { book, earmark, account });
  return fen(lies < byRow ? lies : byRow);
};
