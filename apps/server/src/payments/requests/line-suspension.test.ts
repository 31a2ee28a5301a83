import { liftLineSuspension, listSuspensions, payPayment, submitPayment, suspendLine } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import {
  addUnits,
  approvedPayment,
  draftOf,
  earmarkOf,
  fund,
  pageFor,
  people,
  settableClock,
  wan,
  wanText,
} from "../sample-payments.ts";

const database = await freshDatabase();
const clock = settableClock("2025-03-03T02:00:00Z");
const api = await testApi(database, clock);
await addUnits(database);
await fund(database, clock, { amount: wan(100) });
await fund(database, clock, { amount: wan(100), earmark: earmarkOf({ line: "county-emergency-centre", project: "P2" }) });
const { accountant, bureau, city, province } = people;
const { earmark: township } = await pageFor(api, accountant, "P1");
const { earmark: emergency } = await pageFor(api, accountant, "P2");

const suspend = async (actor: Actor, change: object = {}) =>
  (
    await api.call(actor, suspendLine, {
      body: {
        line: "township-centre",
        region: "140121",
        reason: "检查发现账实不符",
        documentNumber: "晋财监〔2025〕7号",
        ...change,
      },
    })
  ).answer.id;
const lift = async (actor: Actor, suspensionId: string) =>
  expect((await api.call(actor, liftLineSuspension, { params: { suspensionId }, body: { reason: "已核实" } })).status).toBe(200);
const submit = (earmark: string) => api.call(accountant, submitPayment, { body: draftOf(earmark) });
const written = async () =>
  JSON.stringify(
    await database.query(`select (select count(*)::int from payment_request) as requests, (select count(*)::int from ledger_entry) as entries,
      (select count(*)::int from payment_request where state = 'paid') as paid, (select count(*)::int from payment_step) as steps`),
  );

describe("暂停拨付一个支持项目", () => {
  it.each([
    ["县财政停本县", bureau, "140121"],
    ["市财政停全市", city, "140100"],
    ["省财政停全省", province, "140000"],
    ["省财政停一个县", province, "140121"],
  ] as const)("%s：这一项的支付申请被拦下，写明文号和原因，没有写入；恢复后受理", async (_, actor, region) => {
    const id = await suspend(actor, { region });
    const before = await written();
    const stopped = await submit(township);
    expect(stopped).toMatchObject({ status: 422, problem: { code: "PAYMENT_SUSPENDED" } });
    expect(stopped.problem.detail).toContain("已按晋财监〔2025〕7号暂停拨付「中心乡镇卫生院」：检查发现账实不符");
    expect(await written()).toBe(before);
    const { refusals } = (await api.call(bureau, listSuspensions, {})).answer;
    expect(refusals[0]).toMatchObject({ code: "PAYMENT_SUSPENDED", amountFen: wanText(10) });
    await lift(actor, id);
    expect((await submit(township)).status).toBe(201);
  });

  it("别的支持项目、别的地方不受影响", async () => {
    const ids = [await suspend(province, { line: "county-tertiary" }), await suspend(province, { region: "140122" })];
    expect((await submit(township)).status).toBe(201);
    expect((await submit(emergency)).status).toBe(201);
    for (const id of ids) await lift(province, id);
  });

  it("审批以后才暂停的，也不得支付：没有记账；截止日期的次日照付", async () => {
    const requestId = await approvedPayment(api, draftOf(township));
    await suspend(province, { endsOn: "2025-03-04" });
    const pay = () =>
      api.call(bureau, payPayment, {
        params: { requestId },
        body: { paidOn: clock.today(), voucherNumber: "PZ-LINE", receiptNumber: "HD-LINE" },
      });
    const before = await written();
    for (const now of ["2025-03-03T02:00:00Z", "2025-03-04T15:59:59Z"]) {
      clock.set(now);
      expect(await pay()).toMatchObject({ status: 422, problem: { code: "PAYMENT_SUSPENDED", clause: "5g-2022.art19.b" } });
    }
    expect(await written()).toBe(before);
    clock.set("2025-03-04T16:00:00Z");
    expect((await pay()).status).toBe(200);
  });
});
