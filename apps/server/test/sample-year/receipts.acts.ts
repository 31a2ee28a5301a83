import { closeQuery, raiseQuery, returnReceipt, verifyReceipt } from "@qiangyi/api";
import type { Writer } from "./writer.ts";

interface Row {
  readonly id: string;
  readonly issuer: string;
  readonly row: number;
  readonly receiver: string;
  readonly amount: string;
}

const isSettled = `exists (select from allotment_receipt c where c.notice_id = r.notice_id and c.row_no = r.row_no and c.state in ('verified', 'returned'))`;
const rowsWhere = (writer: Writer, where: string) =>
  writer.database.query<Row>(
    `select n.id, n.issuer, r.row_no as row, r.receiver, r.this_fen::text as amount from allotment_row r join allotment_notice n on n.id = r.notice_id
     where n.state = 'issued' and n.kind <> 'reduction' and ${where} order by n.id, r.row_no`,
  );

export const pendingRows = (writer: Writer) => rowsWhere(writer, `not ${isSettled}`);

/** 核对接收: mostly what the notice says, at times a fen beside it, which opens a query and receives nothing. */
export const receive = async (writer: Writer): Promise<void> => {
  const row = writer.pick(await pendingRows(writer));
  if (!row) return;
  const desk = writer.deskOf(row.receiver);
  const stated = BigInt(row.amount) + (writer.roll(8) === 0 ? 1n : 0n);
  const input = { params: { noticeId: row.id }, body: { rows: [{ rowNo: row.row, statedFen: String(stated) }] } };
  await writer.wrongly(desk, verifyReceipt, input);
  await writer.act(desk.first, verifyReceipt, input, "named");
};

/** 退回 of what was not received (E4). */
export const giveBack = async (writer: Writer): Promise<void> => {
  const row = writer.pick(await pendingRows(writer));
  if (!row) return;
  const desk = writer.deskOf(row.receiver);
  const input = { params: { noticeId: row.id }, body: { rowNos: [row.row], reason: "发错了地区" } };
  await writer.wrongly(desk, returnReceipt, input);
  await writer.act(desk.first, returnReceipt, input, "named");
};

export const raise = async (writer: Writer): Promise<void> => {
  const row = writer.pick(await rowsWhere(writer, `r.this_fen > 0 and ${isSettled}`));
  if (!row) return;
  const desk = writer.deskOf(row.receiver);
  const amount = writer.shareOf(BigInt(row.amount)) / (1n + BigInt(writer.roll(3)));
  const isWhole = writer.roll(6) === 0;
  const body = {
    noticeId: row.id,
    rowNo: row.row,
    reason: "与方案不一致",
    ...(!isWhole && amount > 0n && { amountFen: String(amount) }),
  };
  await writer.wrongly(desk, raiseQuery, { body });
  const person = row.receiver.startsWith("F") && writer.roll(3) === 0 ? desk.health : desk.first;
  await writer.act(person, raiseQuery, { body });
};

/** The level above concludes; whoever raised it, and everybody else, must not. */
export const conclude = async (writer: Writer): Promise<void> => {
  const open = await writer.database.query<{ id: string; book: string; upper: string; amount: string }>(
    "select id, book, upper_book as upper, amount_fen::text as amount from fund_query where state = 'open' order by id",
  );
  const query = writer.pick(open);
  if (!query) return;
  const outcome = writer.pick(["released", "corrected", "returned", "returned"] as const) ?? "released";
  const part = writer.shareOf(BigInt(query.amount));
  const returned = outcome === "returned" && part > 0n && writer.roll(2) === 0 ? { returnedFen: String(part) } : {};
  const input = { params: { queryId: query.id }, body: { outcome, conclusion: "经核对已处理", ...returned } };
  const raisers = writer.deskOf(query.book);
  await writer.wrongly(raisers, closeQuery, input, [raisers.first, raisers.health]);
  const upper = writer.deskOf(writer.roll(4) === 0 ? "F140000" : query.upper);
  await writer.act(upper.first, closeQuery, input, "named");
};
