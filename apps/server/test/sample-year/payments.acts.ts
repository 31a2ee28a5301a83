import { decidePayments, listPaymentPages, payPayment, refundPayment, refusePayment, submitPayment } from "@qiangyi/api";
import { draftOf } from "../../src/payments/sample-payments.ts";
import type { Writer } from "./writer.ts";

export const unitBooks = ["UH1", "UT1", "UC1", "UC2", "UC3", "UD1", "UZ1"] as const;
const today = "2025-03-01";

interface Request {
  readonly id: string;
  readonly book: string;
  readonly bureau: string;
  readonly amount: string;
  readonly version: number;
}

const requests = (writer: Writer, state: string) =>
  writer.database.query<Request>(
    "select id, book, bureau, amount_fen::text as amount, version from payment_request where state = $1 order by id",
    [state],
  );

/** 申请: out of a page of the unit; what lies there without a project, or is more than there is, is refused. */
export const request = async (writer: Writer): Promise<void> => {
  const desk = writer.deskOf(writer.pick(unitBooks) ?? "UC1");
  const pages = (await writer.look(desk.first, listPaymentPages, {}))?.pages ?? [];
  const page = writer.pick(pages.filter(({ receivedFen }) => BigInt(receivedFen) > 0n));
  if (!page) return;
  const amount = writer.shareOf(BigInt(page.availableFen)) / (1n + BigInt(writer.roll(3)));
  const body = draftOf(page.earmark, {
    amountFen: String(amount > 0n ? amount : 1n),
    reason: "项目直接相关",
    isPrepayment: writer.roll(4) === 0,
  });
  await writer.wrongly(desk, submitPayment, { body }, [desk.second]);
  await writer.act(desk.first, submitPayment, { body });
};

export const decide = async (writer: Writer): Promise<void> => {
  const asked = writer.pick(await requests(writer, "submitted"));
  if (!asked) return;
  const desk = writer.deskOf(asked.book);
  const act = writer.roll(6) === 0 ? ("return" as const) : ("approve" as const);
  const input = {
    body: { act, rows: [{ id: asked.id, version: asked.version }], ...(act === "return" && { opinion: "请补发票" }) },
  };
  await writer.wrongly(desk, decidePayments, input, [desk.first]);
  await writer.act(desk.second, decidePayments, input, "named");
};

/** 支付 under a voucher, or 不予支付. */
export const pay = async (writer: Writer): Promise<void> => {
  const approved = writer.pick(await requests(writer, "approved"));
  if (!approved) return;
  const desk = writer.deskOf(approved.bureau);
  const params = { requestId: approved.id };
  if (writer.roll(6) === 0) {
    await writer.wrongly(desk, refusePayment, { params, body: { reason: "合同已终止" } });
    await writer.act(desk.first, refusePayment, { params, body: { reason: "合同已终止" } }, "named");
    return;
  }
  const voucherNumber = `PZ-${writer.roll(15) === 0 ? 1 : writer.numbers.next()}`;
  const input = { params, body: { paidOn: today, voucherNumber, receiptNumber: `HD-${voucherNumber}` } };
  await writer.wrongly(desk, payPayment, input);
  await writer.act(desk.first, payPayment, input, "named");
};

export const refund = async (writer: Writer): Promise<void> => {
  const paid = writer.pick(await requests(writer, "paid"));
  if (!paid) return;
  const desk = writer.deskOf(paid.bureau);
  const amount = writer.shareOf(BigInt(paid.amount)) / (1n + BigInt(writer.roll(3)));
  const body = {
    amountFen: String(amount > 0n ? amount : 1n),
    refundedOn: today,
    voucherNumber: `TK-${writer.numbers.next()}`,
    reason: "供应商退回多付款",
  };
  const input = { params: { requestId: paid.id }, body };
  await writer.wrongly(desk, refundPayment, input);
  await writer.act(desk.first, refundPayment, input, "named");
};
