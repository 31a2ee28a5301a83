import { clearPayment, readPayment, refundPayment } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import {
  addUnits,
  draftOf,
  earmarkOf,
  fund,
  pageFor,
  paidPayment,
  people,
  settableClock,
  wan,
  wanText,
} from "../sample-payments.ts";

const database = await freshDatabase();
const clock = settableClock("2025-03-03T02:00:00Z");
const api = await testApi(database, clock);
const { accountant, bureau } = people;
await addUnits(database);
await fund(database, clock, { amount: wan(100) });

const written = async () =>
  (
    await database.query<{ n: number }>(
      "select (select count(*) from payment_movement)::int * 1000 + (select count(*) from ledger_entry)::int as n",
    )
  )[0]?.n;
const page = () => pageFor(api, accountant);
const refund = (requestId: string, amount: number, refundedOn: string, voucherNumber: string) =>
  api.call(bureau, refundPayment, {
    params: { requestId },
    body: { amountFen: wanText(amount), refundedOn, voucherNumber, reason: "供应商退回多付款" },
  });
const clear = (requestId: string, amount: number, voucherNumber: string) =>
  api.call(bureau, clearPayment, {
    params: { requestId },
    body: { amountFen: wanText(amount), clearedOn: "2025-03-03", voucherNumber, reason: "设备到货验收" },
  });
const cell = async (book: string, account: string) =>
  BigInt(
    (
      await database.query<{ b: string }>(
        "select coalesce(sum(balance_fen), 0)::text as b from ledger_cell where book = $1 and account = $2",
        [book, account],
      )
    )[0]?.b ?? 0,
  );

describe("退款", () => {
  it("当年退款恢复可用，资金账红字；超过已付的拒绝", async () => {
    const { earmark } = await page();
    const id = await paidPayment(api, draftOf(earmark), "2025-03-03", "PZ-1");
    const before = await written();
    expect((await refund(id, 10.01, "2025-03-03", "TK-0")).problem.code).toBe("REFUND_EXCEEDED");
    expect((await refund(id, 1, "2025-03-02", "TK-0")).problem.code).toBe("day-misfit");
    expect((await refund(id, 1, "2025-03-03", "PZ-1")).problem.code).toBe("voucher-reused");
    expect(await written()).toBe(before);
    expect((await refund(id, 4, "2025-03-03", "TK-1")).answer.kind).toBe("refund");
    expect(await page()).toMatchObject({ availableFen: wanText(94), paidFen: wanText(6) });
    expect(await cell("UH1", "5102")).toBe(wan(6));
    expect(await cell("F140121", "5102")).toBe(wan(6));
    expect((await refund(id, 6.01, "2025-03-03", "TK-2")).problem.code).toBe("REFUND_EXCEEDED");
    const { trail, movements, refundedFen } = (await api.call(accountant, readPayment, { params: { requestId: id } })).answer;
    expect(trail.at(-1)).toMatchObject({ act: "refund", document: "TK-1", opinion: "供应商退回多付款" });
    expect(movements).toMatchObject([{ kind: "refund", amountFen: wanText(4) }]);
    expect(refundedFen).toBe(wanText(4));
  });
});

describe("预付", () => {
  it("预付列5103，核销转5102；超过未核销数的拒绝，非预付不能核销", async () => {
    const { earmark } = await page();
    const id = await paidPayment(api, draftOf(earmark, { isPrepayment: true }), "2025-03-03", "PZ-2");
    expect(await cell("UH1", "5103")).toBe(wan(10));
    expect((await clear(id, 6, "HX-1")).answer.leftFen).toBe(wanText(4));
    expect([await cell("UH1", "5103"), await cell("F140121", "5103")]).toEqual([wan(4), wan(4)]);
    const before = await written();
    expect((await clear(id, 4.01, "HX-2")).problem.code).toBe("CLEARING_EXCEEDED");
    expect((await refund(id, 4.01, "2025-03-03", "TK-9")).problem.code).toBe("REFUND_EXCEEDED");
    const plain = await paidPayment(api, draftOf(earmark, { amountFen: wanText(1) }), "2025-03-03", "PZ-3");
    const after = await written();
    expect((await clear(plain, 1, "HX-3")).problem.code).toBe("no-prepayment");
    expect(await written()).toBe(after);
    expect(after).not.toBe(before);
    expect((await refund(id, 4, "2025-03-03", "TK-10")).answer.kind).toBe("refund");
    expect(await cell("UH1", "5103")).toBe(0n);
  });
});

describe("跨年退款", () => {
  it("不恢复可用，收回财政统筹", async () => {
    await fund(database, clock, { amount: wan(20), earmark: earmarkOf({ project: "跨年" }) });
    const { earmark } = await pageFor(api, accountant, "跨年");
    const id = await paidPayment(api, draftOf(earmark), "2025-03-03", "PZ-20");
    clock.set("2026-02-03T02:00:00Z");
    expect((await refund(id, 3, "2026-02-03", "TK-20")).answer.kind).toBe("recovery");
    expect(await pageFor(api, accountant, "跨年")).toMatchObject({ availableFen: wanText(10), paidFen: wanText(7) });
    const [recovered] = await database.query(
      `select e.line, e.year, c.balance_fen from ledger_cell c join ledger_earmark e on e.province = c.province and e.id = c.earmark
       where c.book = 'F140121' and c.account = '2104'`,
    );
    expect(recovered).toEqual({ line: "recovered", year: 2026, balance_fen: wan(3) });
  });
});
