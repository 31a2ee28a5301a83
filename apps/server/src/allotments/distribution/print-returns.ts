import { type Fund, fundNames, printReturns } from "@qiangyi/api";
import { type Fen, inWanYuan, type PlainDate, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";
import { sql } from "kysely";
import {
  type Annex,
  type AnnexRefusal,
  annexAnswers,
  numberedGroups,
  type OfficialDocument,
  officialPaper,
} from "../../documents/official/index.ts";
import { bookTitles, regionOfBook } from "../../ledger/index.ts";
import { type Actor, type Answers, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { officeInFull } from "../../registry/index.ts";

type PrintRefusal = Refusal<"returns-not-found"> | AnnexRefusal;

const answers: Answers<PrintRefusal> = {
  "returns-not-found": [404, "没有这份文件的退回或收回记录"],
  ...annexAnswers,
};

/** 退回: the receiver gives back what it did not take. 收回: the province takes back what was not distributed in time. Each as its paper. */
export const printReturnsRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    printReturns,
    async ({ tx, actor, params, query }): Promise<Result<Download, PrintRefusal>> => {
      const rows = await returnedRows(tx, actor, { noticeId: params.noticeId, ...query });
      const [first] = rows;
      if (!first) return refuse({ code: "returns-not-found" });
      const nameOf = await bookTitles(tx, actor, [...new Set(rows.flatMap(({ receiver, issuer }) => [receiver, issuer]))]);
      const named = rows.map((row) => ({ ...row, receiverName: nameOf(row.receiver) }));
      const document = query.kind === "withdrawn" ? withdrawal(named, nameOf(first.issuer)) : recall(named);
      return officialPaper({ ...document, ...(rooms.isDemo && { watermark: "演示数据" }) }, query.format);
    },
    answers,
  );

interface ReturnedRow {
  readonly receiver: string;
  readonly issuer: string;
  readonly noticeNumber: string;
  readonly fund: Fund;
  readonly year: number;
  readonly rowNo: number;
  readonly line: string;
  readonly title: string;
  readonly issued: Fen;
  readonly amount: Fen;
  readonly reason: string;
  readonly number: string;
  readonly documentIssuer: string;
  readonly on: PlainDate;
}
type NamedRow = ReturnedRow & { readonly receiverName: string };

/** Of one day and one office: what a person reads is one paper. */
const returnedRows = async (
  tx: Tx,
  actor: Actor,
  { noticeId, kind, book, number }: { noticeId: string; kind: string; book?: string | undefined; number?: string | undefined },
): Promise<ReturnedRow[]> =>
  (
    await sql<ReturnedRow>`
      select r.receiver, n.issuer, n.number as "noticeNumber", n.fund, n.year, r.row_no as "rowNo", r.line, r.title, r.this_fen as issued,
        b.amount_fen as amount, b.reason, b.document_number as number, b.document_issuer as "documentIssuer", b.returned_on as on
      from allotment_return b
      join allotment_row r on r.province = b.province and r.notice_id = b.notice_id and r.row_no = b.row_no
      join allotment_notice n on n.province = b.province and n.id = b.notice_id
      where b.province = ${actor.province} and b.notice_id = ${noticeId}::uuid and b.kind = ${kind}
        and (${book ?? null}::text is null or r.receiver = ${book ?? null})
        and (${number ?? null}::text is null or b.document_number = ${number ?? null})
      order by r.row_no`.execute(tx)
  ).rows;

const annexOf = (title: string, rows: readonly NamedRow[]): Annex => ({
  title,
  columns: [
    { title: "序号", kind: "text", share: 1 },
    { title: "单位", kind: "text", share: 3 },
    { title: "原文件行", kind: "text", share: 1.4 },
    { title: "项目", kind: "text", share: 3.4 },
    { title: "原下达", kind: "money", share: 2 },
    { title: "本次", kind: "money", share: 2 },
    { title: "原因", kind: "text", share: 3 },
  ],
  groups: numberedGroups(
    rows,
    ({ receiverName }) => receiverName,
    ({ receiverName, rowNo, title: named, line, issued, amount, reason }) => [
      receiverName,
      `第${rowNo}行`,
      named === "" ? lineName(line) : named,
      issued,
      amount,
      reason,
    ],
  ),
  stated: [sum(rows.map(({ issued }) => issued)), totalOf(rows)],
});

const totalOf = (rows: readonly ReturnedRow[]): Fen => sum(rows.map(({ amount }) => amount));

const fundOf = ({ fund, year }: ReturnedRow): string => `${year}年度${fundNames[fund] ?? "专项补助资金"}`;

const withdrawal = (rows: readonly NamedRow[], issuerName: string): OfficialDocument => {
  const [first] = rows;
  if (!first) throw new Error("a paper of no rows");
  const region = regionOfBook(first.receiver);
  const sender = region === undefined ? first.receiverName : officeInFull("finance", region);
  const total = totalOf(rows);
  return {
    issuers: [sender],
    number: null,
    title: `关于退回${first.noticeNumber}部分资金的函`,
    addressee: issuerName,
    body: [
      {
        kind: "text",
        text: `《${first.noticeNumber}》下达的${fundOf(first)}，经核对有${rows.length}笔、合计${inWanYuan(total)}不能接收，现予退回，具体项目、金额和原因见附件。`,
      },
      { kind: "text", text: "退回的资金未曾使用，账上已同时退回，请据此核对并另行安排。" },
    ],
    annexes: [annexOf("退回资金明细表", rows)],
    signedOn: first.on,
    copiedTo: [],
    printedBy: sender,
  };
};

const recall = (rows: readonly NamedRow[]): OfficialDocument => {
  const [first] = rows;
  if (!first) throw new Error("a paper of no rows");
  const sender = officeInFull("finance", regionOfBook(first.documentIssuer) ?? "");
  return {
    issuers: [sender],
    number: first.number,
    title: `关于收回${first.year}年逾期未分配资金的通知`,
    addressee: [...new Set(rows.map(({ receiverName }) => receiverName))].join("、"),
    body: [
      {
        kind: "text",
        text: `《${first.noticeNumber}》下达的${fundOf(first)}，到规定时限仍有${inWanYuan(totalOf(rows))}没有分配完，且没有认可的理由，现予收回，由省级统筹使用，具体项目和金额见附件。`,
      },
      { kind: "text", text: "收回的资金自本通知印发之日起不得再分配或者支付，请相应调减指标。" },
    ],
    annexes: [annexOf("收回资金明细表", rows)],
    signedOn: first.on,
    copiedTo: [],
    printedBy: sender,
  };
};
