import {
  decidePayments,
  listPayments,
  payPayment,
  payPayments,
  readPayment,
  refusePayment,
  resubmitPayment,
  revealPayeeAccount,
  submitPayment,
  withdrawPayment,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import {
  addUnits,
  approvedPayment,
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
const { accountant, head, bureau, city } = people;
await addUnits(database);
await fund(database, clock, { amount: wan(100) });
await fund(database, clock, { amount: wan(50), earmark: earmarkOf({ project: "P2" }) });

const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const everything = async () => [await count("payment_request"), await count("payment_step"), await count("ledger_entry")];
const submit = (body = draftOf("")) => api.call(accountant, submitPayment, { body });
const decide = (id: string, act: "approve" | "return" = "approve", actor = head, version = 1) =>
  api.call(actor, decidePayments, { body: { act, rows: [{ id, version }], ...(act === "return" && { opinion: "请补发票" }) } });
const pay = (requestId: string, voucherNumber: string, actor = bureau, receiptNumber = `HD-${voucherNumber}`) =>
  api.call(actor, payPayment, { params: { requestId }, body: { paidOn: "2025-03-03", voucherNumber, receiptNumber } });
const read = async (requestId: string, actor = accountant) =>
  (await api.call(actor, readPayment, { params: { requestId } })).answer;
const page = () => pageFor(api, accountant);

describe("一笔支付从申请到付款 [qiangyi-2024.art10.1.a]", () => {
  it("申请即冻结，负责人审批，财政支付；轨迹三道审批，凭证各项齐全", async () => {
    const { earmark } = await page();
    const sent = await submit(draftOf(earmark, { invoiceNumber: "FP-1" }));
    expect(sent.status).toBe(201);
    const { id, number } = sent.answer;
    expect(number).toBe("ZF-2025-000001");
    expect(await page()).toMatchObject({ availableFen: wanText(90), frozenFen: wanText(10), paidFen: "0" });
    expect((await decide(id)).answer.rows).toMatchObject([{ id, isDone: true }]);
    expect((await pay(id, "PZ-0001")).answer).toEqual({ id, number });
    expect(await page()).toMatchObject({ availableFen: wanText(90), frozenFen: "0", paidFen: wanText(10) });
    const detail = await read(id);
    expect(detail.trail.map(({ act, by, role }) => [act, by, role])).toEqual([
      ["submit", "会计甲", "单位财务"],
      ["approve", "院长乙", "单位负责人"],
      ["pay", "财政丙", "县财政局"],
    ]);
    expect(detail).toMatchObject({
      state: "paid",
      voucherNumber: "PZ-0001",
      receiptNumber: "HD-PZ-0001",
      paidOn: "2025-03-03",
      amountInWords: "壹拾万元整",
      departmentClassName: "30218 专用材料费",
      governmentClassName: "50502 商品和服务支出",
      payeeAccount: "**** **** 2222",
      page: { bureau: "F140121", bureauName: "清徐县财政局" },
    });
    expect(detail.checks.every(({ state }) => state !== "fail")).toBe(true);
    const cash = await database.query(
      `select t.book, t.debit, t.credit, t.amount_fen from ledger_transfer t join ledger_entry e using (province, sequence) where e.number = 'PZ-0001' order by t.book, t.debit`,
    );
    expect(cash).toEqual([
      { book: "F140121", debit: "5102", credit: "3101", amount_fen: wan(10) },
      { book: "UH1", debit: "1107", credit: "1106", amount_fen: wan(10) },
      { book: "UH1", debit: "5102", credit: "4101", amount_fen: wan(10) },
    ]);
  });

  it("可用100万元，申请100.01万元：BALANCE_EXCEEDED，什么都没有写入", async () => {
    await fund(database, clock, { amount: wan(100), earmark: earmarkOf({ line: "county-tertiary", project: "P9" }) });
    const { earmark } = await pageFor(api, accountant, "P9");
    const before = await everything();
    const refused = await submit(draftOf(earmark, { amountFen: wanText(100.01) }));
    expect(refused).toMatchObject({ status: 422, problem: { code: "BALANCE_EXCEEDED", clause: "qiangyi-2024.art10.1.a" } });
    expect(await everything()).toEqual(before);
    expect((await submit(draftOf(earmark, { amountFen: wanText(100) }))).status).toBe(201);
  });

  it("最后10万元被十笔申请同时争用，只有一笔成功", async () => {
    await fund(database, clock, { amount: wan(10), earmark: earmarkOf({ line: "county-tertiary", project: "P10" }) });
    const { earmark } = await pageFor(api, accountant, "P10");
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(draftOf(earmark))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 9 }, () => 422)]);
    expect((await pageFor(api, accountant, "P10")).availableFen).toBe("0");
  });
});

describe("申请、审批、支付由三个人办理", () => {
  it("申请人不能审批，审批人、申请人不能支付；数据库也守住", async () => {
    const { earmark } = await page();
    const { id } = (await submit(draftOf(earmark, { amountFen: wanText(1) }))).answer;
    const selfish = { ...head, userId: accountant.userId };
    expect((await decide(id, "approve", selfish)).answer.rows).toMatchObject([{ isDone: false, code: "same-person" }]);
    await decide(id);
    for (const userId of [accountant.userId, head.userId]) {
      const before = await everything();
      expect((await pay(id, "PZ-0100", { ...bureau, userId })).problem.code).toBe("same-person");
      expect(await everything()).toEqual(before);
    }
    for (const [column, constraint] of [
      ["requested_by", "payment_request_requester_does_not_approve"],
      ["paid_by", "payment_request_payer_is_third"],
    ])
      await expect(
        database.query(
          column === "paid_by"
            ? `update payment_request set state = 'paid', paid_by = approved_by, paid_on = '2025-03-03', voucher_number = 'x', receipt_number = 'x' where id = '${id}'`
            : `update payment_request set approved_by = requested_by where id = '${id}'`,
        ),
      ).rejects.toEqual(expect.objectContaining({ constraint }));
    await pay(id, "PZ-0101");
  });

  it("只由拨付这笔资金的财政部门支付：市财政不能支付县里的", async () => {
    const { earmark } = await page();
    const id = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));
    const before = await everything();
    expect((await pay(id, "PZ-0200", city)).problem.code).toBe("other-treasury");
    expect(await everything()).toEqual(before);
    await pay(id, "PZ-0201");
  });

  it("没有相应职责的人被拒绝：FORBIDDEN_ROLE", async () => {
    const { earmark } = await page();
    const before = await everything();
    expect((await api.call(head, submitPayment, { body: draftOf(earmark) })).status).toBe(403);
    expect(
      (await api.call(bureau, decidePayments, { body: { act: "approve", rows: [{ id: crypto.randomUUID(), version: 1 }] } }))
        .status,
    ).toBe(403);
    expect(await everything()).toEqual(before);
  });
});

describe("退回、撤回、不予支付：解冻", () => {
  it("负责人退回后解冻，改后重新提交再冻结；留空的账号沿用原来的", async () => {
    const { earmark, availableFen } = await page();
    const { id } = (await submit(draftOf(earmark, { amountFen: wanText(5) }))).answer;
    await decide(id, "return");
    expect((await page()).availableFen).toBe(availableFen);
    const { payee } = draftOf(earmark);
    const again = { ...draftOf(earmark, { amountFen: wanText(4) }), payee: { ...payee, secretAccount: "" } };
    const stale = await api.call(accountant, resubmitPayment, { params: { requestId: id }, body: { ...again, version: 1 } });
    expect(stale.problem.code).toBe("changed-meanwhile");
    const sent = await api.call(accountant, resubmitPayment, { params: { requestId: id }, body: { ...again, version: 2 } });
    expect(sent.status).toBe(200);
    expect(await read(id)).toMatchObject({ state: "submitted", amountFen: wanText(4), payeeAccount: "**** **** 2222" });
    await api.call(accountant, withdrawPayment, { params: { requestId: id }, body: {} });
    expect((await page()).availableFen).toBe(availableFen);
    expect((await read(id)).trail.map(({ act }) => act)).toEqual(["submit", "return", "submit", "withdraw"]);
    expect((await decide(id, "approve", head, 4)).answer.rows).toMatchObject([{ isDone: false, code: "payment-not-open" }]);
  });

  it("财政不予支付须说明，解冻后不能再付", async () => {
    const { earmark, availableFen } = await page();
    const id = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(2) }));
    const params = { requestId: id };
    expect((await api.call(bureau, refusePayment, { params, body: { reason: "" } })).status).toBe(400);
    expect((await api.call(bureau, refusePayment, { params, body: { reason: "合同已终止" } })).status).toBe(200);
    expect((await page()).availableFen).toBe(availableFen);
    expect((await pay(id, "PZ-0300")).problem.code).toBe("payment-not-open");
  });
});

describe("凭证号", () => {
  it("同一凭证重复登记不变；内容不同、用于另一笔的拒绝", async () => {
    const { earmark } = await page();
    const id = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));
    const other = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));
    expect((await pay(id, "PZ-0400")).status).toBe(200);
    const before = await everything();
    expect((await pay(id, "PZ-0400")).answer.id).toBe(id);
    expect((await pay(id, "PZ-0400", bureau, "HD-other")).problem.code).toBe("payment-not-open");
    expect((await pay(other, "PZ-0400")).problem.code).toBe("voucher-reused");
    expect(await everything()).toEqual(before);
  });

  it("批量支付逐笔给出结果：一笔不成不影响其他", async () => {
    const { earmark } = await page();
    const one = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));
    const two = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));
    const row = (id: string, voucherNumber: string) => ({ id, voucherNumber, receiptNumber: `HD-${voucherNumber}` });
    const done = await api.call(bureau, payPayments, {
      body: { paidOn: "2025-03-03", rows: [row(one, "PZ-0400"), row(two, "PZ-0501")] },
    });
    expect(done.answer.rows).toMatchObject([
      { id: one, isDone: false, code: "voucher-reused" },
      { id: two, isDone: true, message: null },
    ]);
    expect((await read(one)).state).toBe("approved");
  });

  it("支付日期在申请之前、今天之后的拒绝", async () => {
    const { earmark } = await page();
    const id = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));
    const on = (paidOn: string) =>
      api.call(bureau, payPayment, {
        params: { requestId: id },
        body: { paidOn, voucherNumber: "PZ-0600", receiptNumber: "HD-0600" },
      });
    for (const day of ["2025-03-02", "2025-03-04"]) expect((await on(day)).problem.code).toBe("day-misfit");
    expect((await read(id)).state).toBe("approved");
  });
});

describe("账号", () => {
  it("到处只显示掩码，库中加密；查看完整账号留痕，无关的人看不到", async () => {
    const { earmark } = await page();
    const id = await paidPayment(api, draftOf(earmark, { amountFen: wanText(1) }), "2025-03-03");
    const stored = JSON.stringify(await database.query("select * from payment_request"), (_, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    const logged = JSON.stringify(await database.query("select detail::text from audit_entry"));
    for (const text of [
      stored,
      logged,
      JSON.stringify(await read(id)),
      JSON.stringify((await api.call(bureau, listPayments, { query: {} })).answer),
    ])
      expect(text).not.toContain("6222000011112222");
    expect(logged).not.toContain("6222 0000 1111 2222");
    const reveal = (actor = bureau) =>
      api.call(actor, revealPayeeAccount, { params: { requestId: id }, body: { reason: "核对回单" } });
    expect((await reveal()).answer.secretValue).toBe("6222000011112222");
    const [entry] = await database.query<{ actor_name: string; detail: string }>(
      "select actor_name, detail::text from audit_entry where action = 'unmask'",
    );
    expect(entry?.actor_name).toBe("财政丙");
    expect(entry?.detail).toContain("2222");
    expect((await reveal(city)).status).toBe(404);
    expect(await count("audit_entry where action = 'unmask'")).toBe(1);
  });
});

describe("谁看得见", () => {
  it("同县另一单位看不到；县、市财政看得到本地的", async () => {
    expect((await api.call(people.neighbour, listPayments, { query: {} })).answer.items).toEqual([]);
    const { items } = (await api.call(city, listPayments, { query: {} })).answer;
    expect(items.length).toBeGreaterThan(5);
    const [first] = items;
    expect((await api.call(people.neighbour, readPayment, { params: { requestId: first?.id ?? "" } })).status).toBe(404);
  });
  it("待我办理：负责人看待审批的，财政看待支付的", async () => {
    const mine = async (actor = head) =>
      (await api.call(actor, listPayments, { query: { mine: "true" } })).answer.items.map(({ state }) => state);
    expect(new Set(await mine())).toEqual(new Set(["submitted"]));
    expect(new Set(await mine(bureau))).toEqual(new Set(["approved"]));
  });
  it("轨迹、附件、退款只增不改", async () => {
    for (const table of ["payment_step", "payment_refusal", "payment_movement", "payment_attachment"])
      await expect(database.transaction(bureau, (tx) => tx.deleteFrom(table as never).execute())).rejects.toThrow();
    await expect(database.query("update payment_step set by_name = 'x'")).rejects.toEqual(
      expect.objectContaining({ constraint: "payment_step_append_only" }),
    );
  });
});
