import { payPayment, submitPayment, suspendPayments } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import {
  addUnits,
  approvedPayment,
  draftOf,
  fund,
  pageFor,
  paidPayment,
  people,
  settableClock,
  wan,
  wanText,
} from "./sample-payments.ts";

const database = await freshDatabase();
const clock = settableClock("2025-03-03T02:00:00Z");
const api = await testApi(database, clock);
await addUnits(database);
await fund(database, clock, { amount: wan(100) });
const { earmark } = await pageFor(api, people.accountant);
const paid = await paidPayment(api, draftOf(earmark), "2025-03-03", "PZ-1");
const open = (await api.call(people.accountant, submitPayment, { body: draftOf(earmark) })).answer.id;
const approved = await approvedPayment(api, draftOf(earmark, { amountFen: wanText(1) }));

const refused = (constraint: string) => expect.objectContaining({ constraint });
const change = (set: string, id = open) => database.query(`update payment_request set ${set} where id = '${id}'`);

describe("支付申请的约束,逐条违反一次", () => {
  it.each([
    ["payment_request_amount", "amount_fen = 0"],
    ["payment_request_state", "state = 'unknown'"],
    ["payment_request_channel", "method = 'OWN_ACCOUNT'"],
    ["payment_request_project", "project = ' '"],
    ["payment_request_classes", "department_class = '50502'"],
    ["payment_request_payee_kind", "payee_kind = 'friend'"],
    ["payment_request_account_sealed", `payee_account = '{"text": "6222000011112222"}'`],
    ["payment_request_requester_does_not_approve", "approved_by = requested_by"],
    ["payment_request_approved", "state = 'approved'"],
    ["payment_request_paid", "state = 'paid', approved_by = 'x'"],
    ["payment_request_refunds_within", "refunded_fen = amount_fen + 1"],
    ["payment_request_clearing_within", "cleared_fen = 1"],
    ["payment_request_number_once", "number = 'ZF-2025-000001'"],
  ])("%s", async (constraint, set) => {
    await expect(change(set)).rejects.toEqual(refused(constraint));
  });

  it("已支付的不能再改；同一财政部门的凭证号只用一次；三个人", async () => {
    await expect(change("amount_fen = 1", paid)).rejects.toEqual(refused("payment_request_closed"));
    const voucher = (by: string) =>
      change(`state = 'paid', paid_by = ${by}, paid_on = '2025-03-03', voucher_number = 'PZ-1', receipt_number = 'HD'`, approved);
    await expect(voucher("approved_by")).rejects.toEqual(refused("payment_request_payer_is_third"));
    await expect(voucher("'third'")).rejects.toEqual(refused("payment_request_voucher_once"));
  });
});

describe("其余各表的约束", () => {
  const place = "'140100', '140121', 'H1'";
  it.each([
    [
      "procurement_rule_threshold",
      "insert into procurement_rule (province, id, year, threshold_fen, catalogue, source, recorded_by, recorded_name, recorded_at) values ('14', gen_random_uuid(), 2025, 0, '{}', '来源', 'x', 'x', now())",
    ],
    [
      "procurement_rule_source",
      "insert into procurement_rule (province, id, year, threshold_fen, catalogue, source, recorded_by, recorded_name, recorded_at) values ('14', gen_random_uuid(), 2025, 1, '{}', ' ', 'x', 'x', now())",
    ],
    [
      "procurement_record_contract",
      `insert into procurement_record (province, id, city, county, institution, earmark, method, filing_number, item, contract_number, recorded_by, recorded_name, recorded_at) values ('14', gen_random_uuid(), ${place}, '1', 'open', 'CG', '设备', 'HT', 'x', 'x', now())`,
    ],
    [
      "procurement_record_accepted",
      `insert into procurement_record (province, id, city, county, institution, earmark, method, filing_number, item, accepted_on, recorded_by, recorded_name, recorded_at) values ('14', gen_random_uuid(), ${place}, '1', 'open', 'CG', '设备', '2025-01-01', 'x', 'x', now())`,
    ],
    [
      "procurement_record_method",
      `insert into procurement_record (province, id, city, county, institution, earmark, method, filing_number, item, recorded_by, recorded_name, recorded_at) values ('14', gen_random_uuid(), ${place}, '1', 'gift', 'CG', '设备', 'x', 'x', now())`,
    ],
    [
      "payment_step_act",
      `insert into payment_step (province, request, seq, act, round, by_user, by_name, by_role, at, city, county, institution) values ('14', '${paid}', 99, 'vanish', 1, 'x', 'x', 'x', now(), ${place})`,
    ],
    [
      "payment_step_reasoned",
      `insert into payment_step (province, request, seq, act, round, by_user, by_name, by_role, at, city, county, institution) values ('14', '${paid}', 99, 'refund', 1, 'x', 'x', 'x', now(), ${place})`,
    ],
    [
      "payment_movement_amount",
      `insert into payment_movement (province, id, request, kind, amount_fen, happened_on, bureau, voucher_number, reason, by_user, by_name, at, city, county, institution) values ('14', gen_random_uuid(), '${paid}', 'refund', 0, '2025-03-03', 'F140121', 'TK', '退', 'x', 'x', now(), ${place})`,
    ],
    [
      "payment_suspension_reason",
      `insert into payment_suspension (province, id, city, county, institution, institution_name, reason, document_number, set_level, set_by, set_name, set_at) values ('14', gen_random_uuid(), ${place}, 'x', ' ', 'x', 'province', 'x', 'x', now())`,
    ],
    [
      "implementation_release_kind",
      "insert into implementation_release (province, id, fund, year, kind, title, document_number, released_by, released_name, released_at) values ('14', gen_random_uuid(), '5g-2022', 2025, 'rumour', '标题', '文号', 'x', 'x', now())",
    ],
  ])("%s", async (constraint, statement) => {
    await expect(database.query(statement)).rejects.toEqual(refused(constraint));
  });
});

describe("审批之后才暂停的", () => {
  it("也不能支付：PAYMENT_SUSPENDED，什么都没有写入", async () => {
    await api.call(people.province, suspendPayments, {
      body: { institution: "H1", reason: "检查发现问题", documentNumber: "晋财监〔2025〕3号" },
    });
    const entries = () => database.query("select count(*)::int as n from ledger_entry");
    const before = await entries();
    const answer = await api.call(people.bureau, payPayment, {
      params: { requestId: approved },
      body: { paidOn: "2025-03-03", voucherNumber: "PZ-9", receiptNumber: "HD-9" },
    });
    expect(answer).toMatchObject({ status: 422, problem: { code: "PAYMENT_SUSPENDED", clause: "5g-2022.art19.b" } });
    expect(await entries()).toEqual(before);
  });
});
