import {
  type CarryOverItem,
  closeBook,
  disposeCarryOver,
  explainCarryOver,
  lapseRadar,
  listExecution,
  listMainUse,
  listProgress,
  openCarryOver,
  printRecovery,
  readCarryOver,
  recordTarget,
  refusePayment,
  submitPayment,
  workbench,
} from "@qiangyi/api";
import mammoth from "mammoth";
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
  paidPayment,
  people,
  settableClock,
  wan,
  wanText,
} from "../sample-payments.ts";

const database = await freshDatabase();
const clock = settableClock("2024-05-06T02:00:00Z");
const api = await testApi(database, clock);
const { accountant, bureau, province, city } = people;
await addUnits(database);

const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const written = async () => [await count("ledger_entry"), await count("carry_over_item where state = 'disposed'")];
const of2024 = (project: string) => earmarkOf({ year: 2024, line: "county-tertiary", project });
const rows = async (year: number, actor: Actor = bureau) =>
  (await api.call(actor, listExecution, { query: { year } })).answer.rows;
const itemFor = async (project: string, year: number): Promise<CarryOverItem> => {
  const item = (await rows(year)).find(({ title }) => title === project)?.item;
  if (!item) throw new Error(`no item for ${project}`);
  return item;
};
const open = (year: number, actor: Actor = bureau) => api.call(actor, openCarryOver, { body: { year } });
const explain = (itemId: string, actor: Actor = accountant) =>
  api.call(actor, explainCarryOver, { params: { itemId }, body: { reason: "设备招标延期" } });
const dispose = (itemId: string, change: object = {}, actor: Actor = bureau) =>
  api.call(actor, disposeCarryOver, {
    params: { itemId },
    body: { disposal: "continue", rule: "财预〔2016〕18号第三条", documentNumber: "清财社〔2025〕1号", ...change },
  });
const submit = (earmark: string, amount: number) =>
  api.call(accountant, submitPayment, { body: draftOf(earmark, { amountFen: wanText(amount) }) });

await fund(database, clock, { amount: wan(200), earmark: of2024("甲") });
await fund(database, clock, { amount: wan(60), earmark: of2024("收回") });
await fund(database, clock, { amount: wan(40), earmark: of2024("调整") });
await fund(database, clock, { amount: wan(30), earmark: of2024("在办") });
const pageOf = async (project: string) => (await pageFor(api, accountant, project)).earmark;

describe("当年执行率 [qiangyi-2024.art10.1.b]", () => {
  it("收到200、年末付150：执行率75%，未支出50列出，须说明原因", async () => {
    await paidPayment(api, draftOf(await pageOf("甲"), { amountFen: wanText(100) }), "2024-05-06");
    await paidPayment(api, draftOf(await pageOf("甲"), { amountFen: wanText(50), isPrepayment: true }), "2024-05-06");
    await approvedPayment(api, draftOf(await pageOf("在办"), { amountFen: wanText(10) }));
    expect((await open(2024)).problem.code).toBe("year-not-over");
    clock.set("2024-12-31T02:00:00Z");
    expect((await rows(2024)).find(({ title }) => title === "甲")).toMatchObject({
      receivedFen: wanText(200),
      paidFen: wanText(150),
      percent: "75.0",
      unspentFen: wanText(50),
      prepaidFen: wanText(50),
      isReasonRequired: true,
      item: null,
    });
  });
});

describe("年末未支出按结转结余处理 [qiangyi-2024.art10.1.c] [5g-2022.art13.b]", () => {
  it("2024年末未支出50形成结转事项；2025-01-05未定处理即支付：CARRYOVER_DECISION_REQUIRED", async () => {
    expect((await open(2024)).answer.opened).toBe(4);
    expect((await open(2024)).answer).toEqual({ opened: 0, open: 4 });
    expect(await itemFor("甲", 2024)).toMatchObject({
      kind: "carried",
      unspentFen: wanText(50),
      prepaidFen: wanText(50),
      state: "open",
    });
    clock.set("2025-01-05T02:00:00Z");
    const before = await written();
    expect((await submit(await pageOf("甲"), 1)).problem).toMatchObject({
      code: "CARRYOVER_DECISION_REQUIRED",
      clause: "qiangyi-2024.art10.1.c",
    });
    expect(await written()).toEqual(before);
  });

  it("定处理之前须先说明原因；只由持有人说明，只由拨款的财政或省财政定", async () => {
    const { id } = await itemFor("甲", 2024);
    const before = await written();
    expect((await dispose(id)).problem).toMatchObject({ code: "JUSTIFICATION_REQUIRED", clause: "qiangyi-2024.art10.1.b" });
    expect((await explain(id, bureau)).problem.code).toBe("not-the-holder");
    expect((await explain(id)).status).toBe(200);
    expect((await dispose(id, {}, city)).problem.code).toBe("not-the-bureau");
    expect(await written()).toEqual(before);
  });

  it("定为继续使用：记E9；2025年付30后余20，结转1年；同一决定重复不变，改定拒绝", async () => {
    const { id } = await itemFor("甲", 2024);
    expect((await dispose(id)).answer).toEqual({ id, amountFen: wanText(50) });
    const after = await written();
    expect((await dispose(id)).status).toBe(200);
    expect((await dispose(id, { disposal: "recover", dueOn: "2025-03-31" })).problem.code).toBe("item-decided");
    expect(await written()).toEqual(after);
    await paidPayment(api, draftOf(await pageOf("甲"), { amountFen: wanText(30) }), "2025-01-05");
    const noPaper = await api.call(accountant, printRecovery, { params: { itemId: id }, query: { format: "pdf" } });
    expect(noPaper.problem.code).toBe("recovery-not-found");
    expect((await api.call(accountant, readCarryOver, { params: { itemId: id } })).answer).toMatchObject({
      balanceFen: wanText(20),
      ageYears: 1,
      recovery: null,
    });
    expect((await submit(await pageOf("甲"), 20.01)).problem.code).toBe("BALANCE_EXCEEDED");
    const [entry] = await database.query(
      `select t.debit, t.credit, t.effective_on::text from ledger_transfer t join ledger_entry e using (province, sequence) where e.step = 'carryOver' order by t.line limit 1`,
    );
    expect(entry).toEqual({ debit: "1108", credit: "1105", effective_on: "2024-12-31" });
  });

  it("收回：须写期限；E10到财政，通知写明谁在何时前缴回；收回后不得支付", async () => {
    const { id } = await itemFor("收回", 2024);
    await explain(id);
    const recover = { disposal: "recover", documentNumber: "清财社〔2025〕2号" };
    const before = await written();
    expect((await dispose(id, recover)).problem.code).toBe("due-date-required");
    expect(await written()).toEqual(before);
    expect((await dispose(id, { ...recover, dueOn: "2025-03-31" })).status).toBe(200);
    const { recovery } = (await api.call(accountant, readCarryOver, { params: { itemId: id } })).answer;
    expect(recovery).toMatchObject({ addressee: "清徐演示医院", sender: "清徐县财政局" });
    expect(recovery?.paragraphs.join("")).toContain("2025年3月31日前缴回清徐县财政局国库");
    expect(recovery?.paragraphs.join("")).toContain("60万元（陆拾万元整）");
    const paper = await api.call(accountant, printRecovery, { params: { itemId: id }, query: { format: "docx" } });
    const { value: words } = await mammoth.extractRawText({ buffer: paper.bytes });
    for (const said of ["清徐县财政局文件", "收回未支出资金60万元", "2024年收回资金明细表", "60.00"])
      expect(words).toContain(said);
    expect((await submit(await pageOf("收回"), 1)).problem.code).toBe("BALANCE_EXCEEDED");
    const [cell] = await database.query(
      `select e.line, e.year, c.balance_fen from ledger_cell c join ledger_earmark e on e.province = c.province and e.id = c.earmark where c.book = 'F140121' and c.account = '2104'`,
    );
    expect(cell).toEqual({ line: "recovered", year: 2025, balance_fen: wan(60) });
  });

  it("调整用途：须指明支持项目，资金回到财政的那个项目下", async () => {
    const { id } = await itemFor("调整", 2024);
    await explain(id);
    const other = { disposal: "reallocate", documentNumber: "清财社〔2025〕3号" };
    expect((await dispose(id, { ...other, targetLine: "nothing" })).problem.code).toBe("target-line-required");
    expect((await dispose(id, { ...other, targetLine: "township-centre" })).status).toBe(200);
    const [cell] = await database.query(
      `select c.balance_fen from ledger_cell c join ledger_earmark e on e.province = c.province and e.id = c.earmark where c.book = 'F140121' and c.account = '2104' and e.line = 'township-centre'`,
    );
    expect(cell).toEqual({ balance_fen: wan(40) });
  });

  it("有冻结在办的：先办结才能定处理；跨年不能支付，不予支付后记回上年", async () => {
    const { id } = await itemFor("在办", 2024);
    await explain(id);
    expect((await dispose(id, { documentNumber: "清财社〔2025〕4号" })).problem.code).toBe("PENDING_PAYMENTS");
    const [held] = await database.query<{ id: string }>("select id::text from payment_request where state = 'approved'");
    await api.call(bureau, refusePayment, { params: { requestId: held?.id ?? "" }, body: { reason: "跨年未付，重新申请" } });
    expect((await dispose(id, { documentNumber: "清财社〔2025〕4号" })).answer.amountFen).toBe(wanText(30));
  });

  it("都定了处理，单位的2024年可以关账", async () => {
    const closed = await api.call(bureau, closeBook, { params: { book: "UH1" }, body: { year: 2024 } });
    expect(closed.status).toBeLessThan(300);
  });

  it("2025年末仍未用完的按结余管理：不能再结转", async () => {
    clock.set("2025-12-31T02:00:00Z");
    expect((await open(2025)).answer.opened).toBeGreaterThanOrEqual(2);
    const { id, kind } = await itemFor("甲", 2025);
    expect(kind).toBe("surplus");
    await explain(id);
    const before = await written();
    expect((await dispose(id, { documentNumber: "清财社〔2026〕1号" })).problem).toMatchObject({
      code: "SURPLUS_NOT_CARRIED",
      clause: "qiangyi-2024.art10.1.c",
    });
    expect(await written()).toEqual(before);
    const recovered = await dispose(
      id,
      { disposal: "recover", dueOn: "2026-02-28", documentNumber: "清财社〔2026〕1号" },
      province,
    );
    expect(recovered.answer.amountFen).toBe(wanText(20));
  });

  it("每条约束都守得住", async () => {
    const refused = (constraint: string) => expect.objectContaining({ constraint });
    await expect(database.query("update carry_over_item set reason = '改' where state = 'disposed'")).rejects.toEqual(
      refused("carry_over_item_decided"),
    );
    await expect(database.query("update carry_over_item set unspent_fen = 0 where state = 'open'")).rejects.toEqual(
      refused("carry_over_item_unspent"),
    );
    await expect(
      database.query("update carry_over_item set kind = 'surplus', disposal = 'continue' where state = 'open'"),
    ).rejects.toEqual(refused("carry_over_item_surplus_not_carried"));
    await expect(database.query("update carry_over_item set state = 'disposed' where state = 'open'")).rejects.toEqual(
      refused("carry_over_item_disposed"),
    );
  });
});

describe("将到期资金", () => {
  it("列出金额、到期日、在谁手里，最急的在前", async () => {
    clock.set("2025-12-31T03:00:00Z");
    const { answer } = await api.call(province, lapseRadar, {});
    expect(answer.rows.find(({ title }) => title === "在办")).toMatchObject({
      holderName: "清徐演示医院",
      amountFen: wanText(30),
      lapsesOn: "2025-12-31",
      daysLeft: 0,
    });
    expect(answer.rows.map(({ daysLeft }) => daysLeft)).toEqual(
      answer.rows.map(({ daysLeft }) => daysLeft).toSorted((a, b) => a - b),
    );
    expect(answer.rows.some(({ lineName }) => lineName === "收回统筹")).toBe(false);
  });
});

describe("序时进度 [5g-2022.art14.b]", () => {
  it("计划到6月末50%，实际30%：提示，并列入排名", async () => {
    clock.set("2026-05-08T02:00:00Z");
    const of2026 = (project: string) => earmarkOf({ year: 2026, line: "township-centre", project });
    await fund(database, clock, { amount: wan(100), earmark: of2026("进度") });
    await paidPayment(api, draftOf((await pageFor(api, accountant, "进度")).earmark, { amountFen: wanText(30) }), "2026-05-08");
    await fund(database, clock, { amount: wan(100), earmark: of2026("邻居"), institution: "H2" });
    expect((await api.call(bureau, recordTarget, { body: { year: 2026, month: 6, percent: 50, source: "县定" } })).status).toBe(
      403,
    );
    await api.call(province, recordTarget, { body: { year: 2026, month: 6, percent: 50, source: "晋财社〔2026〕9号" } });
    clock.set("2026-07-01T02:00:00Z");
    const { answer } = await api.call(province, listProgress, { query: { year: 2026 } });
    expect(answer).toMatchObject({ month: 6, target: 50 });
    expect(answer.rows).toMatchObject([
      { rank: 1, holderName: "清徐演示医院", percent: "30.0", isBelow: true },
      { rank: 2, holderName: "清徐第二演示医院", percent: "0.0", isBelow: true },
    ]);
    expect(answer.rows[0]?.months).toEqual([null, null, null, null, "30.0", "30.0"]);
    for (const [actor, text] of [
      [accountant, "执行率30.0%，低于序时进度50%"],
      [people.health, "2个单位2026年6月末执行率低于序时进度50%"],
    ] as const) {
      const { items } = (await api.call(actor, workbench, {})).answer;
      expect(items.some(({ title }) => title.includes(text))).toBe(true);
    }
  });
});

describe("主要用途占比", () => {
  it("主要用途不到一半的提示核实", async () => {
    const { earmark } = await pageFor(api, accountant, "进度");
    await paidPayment(
      api,
      draftOf(earmark, { amountFen: wanText(40), category: "training", reason: "新设备操作培训", departmentClass: "30216" }),
      "2026-07-01",
    );
    const { answer } = await api.call(bureau, listMainUse, { query: { year: 2026 } });
    expect(answer.rows).toMatchObject([
      { line: "township-centre", mainFen: wanText(30), totalFen: wanText(70), percent: "42.9" },
    ]);
    expect(answer.rows[0]?.warning).toContain("低于50%");
  });
});
