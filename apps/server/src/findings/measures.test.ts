import {
  findingsBoard,
  liftMeasure,
  liftSuspension,
  listCirculars,
  listFindingPages,
  listSuspensions,
  readCircular,
  readFinding,
  recoverForFinding,
  refundPayment,
  sendCircular,
  submitPayment,
  suspendForFinding,
  workbench,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { reduce } from "@qiangyi/ledger";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { bookOf, financeBook, postEntries, unitBook } from "../ledger/index.ts";
import {
  draftOf,
  earmarkOf,
  fund,
  pageFor,
  paidPayment,
  people as payers,
  settableClock,
  wan,
  wanText,
} from "../payments/sample-payments.ts";
import { type Actor, systemActor } from "../platform/index.ts";
import { confirmed, people, raise, rowsOf, setUpPlaces } from "./sample-findings.ts";

const database = await freshDatabase();
const clock = settableClock("2025-03-03T02:00:00Z");
const api = await testApi(database, clock);
const {
  county,
  county2,
  countyHealth,
  countyHealth2,
  cityFinance,
  finance,
  finance2,
  health,
  clerk,
  neighbour,
  auditor,
  supervision,
} = people;
let earmark = "";
let payment = "";
beforeAll(async () => {
  await setUpPlaces(database);
  await fund(database, clock, { amount: wan(100) });
  earmark = (await pageFor(api, payers.accountant)).earmark;
  payment = await paidPayment(api, draftOf(earmark, { amountFen: wanText(40) }), "2025-03-03", "PZ-1");
});

const detail = async (actor: Actor, findingId: string) => (await api.call(actor, readFinding, { params: { findingId } })).answer;
const suspend = (actor: Actor, findingId: string, body: object = {}) =>
  api.call(actor, suspendForFinding, {
    params: { findingId },
    body: { documentNumber: "清财监〔2025〕3号", reason: "整改期间暂停拨付", institution: "H1", ...body },
  });
const recover = (actor: Actor, findingId: string, body: object = {}) =>
  api.call(actor, recoverForFinding, {
    params: { findingId },
    body: {
      documentNumber: "清财监〔2025〕4号",
      reason: "超范围支出应予收回",
      institution: "H1",
      earmark,
      of: "paid",
      amountFen: wanText(30),
      dueOn: "2025-04-30",
      ...body,
    },
  });
const circulate = (actor: Actor, findingId: string, body: object = {}) =>
  api.call(actor, sendCircular, {
    params: { findingId },
    body: {
      documentNumber: "清财监〔2025〕5号",
      title: "关于检查情况的通报",
      text: "请各单位对照自查",
      reason: "警示其他单位",
      addressees: [{ institution: "H1" }, { institution: "H2" }, { department: "health", region: "140121" }],
      ...body,
    },
  });
const lift = (actor: Actor, findingId: string, measureId: string) =>
  api.call(actor, liftMeasure, { params: { findingId, measureId }, body: { reason: "整改已到位" } });
const giveBack = async (amount: number, voucherNumber: string) => {
  const back = await api.call(payers.bureau, refundPayment, {
    params: { requestId: payment },
    body: { amountFen: wanText(amount), refundedOn: clock.today(), voucherNumber, reason: "检查要求退回" },
  });
  expect(back.status, JSON.stringify(back.problem)).toBe(201);
};
const refusedWith = async (code: string, call: () => Promise<{ status: number; problem: { code: string } }>) => {
  const before = await rowsOf(database);
  const { problem } = await call();
  expect(problem?.code).toBe(code);
  expect(await rowsOf(database)).toEqual(before);
};

describe("通报、暂停拨付、收回资金 [5g-2022.art19.b]", () => {
  it("暂停拨付后支付被拒绝：PAYMENT_SUSPENDED，什么都没有支付；解除后可以支付", async () => {
    const id = await confirmed(api);
    const set = await suspend(county, id);
    expect(set.status, JSON.stringify(set.problem)).toBe(201);
    const entries = () => database.query("select count(*)::int as n from payment_request");
    const before = await entries();
    const refused = await api.call(payers.accountant, submitPayment, { body: draftOf(earmark) });
    expect(refused).toMatchObject({ status: 422, problem: { code: "PAYMENT_SUSPENDED" } });
    expect(await entries()).toEqual(before);
    const [measure] = set.answer.measureList;
    expect(measure).toMatchObject({
      kind: "suspension",
      office: "清徐县财政局",
      suspension: { scope: "全部账页" },
      mayLift: true,
    });
    expect((await api.call(county, listSuspensions, {})).answer.suspensions).toMatchObject([{ reason: "整改期间暂停拨付" }]);
    for (const actor of [countyHealth, cityFinance, finance])
      await refusedWith("other-setter", () => lift(actor, id, measure?.id ?? ""));
    expect((await lift(county2, id, measure?.id ?? "")).answer.measures).toEqual([]);
    await refusedWith("measure-not-found", () => lift(county2, id, measure?.id ?? ""));
    expect((await api.call(payers.accountant, submitPayment, { body: draftOf(earmark) })).status).toBe(201);
  });

  it("卫生健康部门作出的暂停，财政在支付页面也不能解除；财政在支付页面解除的，问题上同样显示已解除", async () => {
    const id = await confirmed(api, [countyHealth, countyHealth2]);
    const set = await suspend(countyHealth, id, { earmark });
    const [measure] = set.answer.measureList;
    const [kept] = await database.query<{ id: string }>("select id from payment_suspension where lifted_at is null");
    const inPayments = () =>
      api.call(county, liftSuspension, { params: { suspensionId: kept?.id ?? "" }, body: { reason: "财政解除" } });
    await refusedWith("other-setter", inPayments);
    expect((await lift(countyHealth2, id, measure?.id ?? "")).answer.measureList[0]?.lifted).toMatchObject({
      reason: "整改已到位",
    });
    const own = await suspend(county, id, { earmark });
    const [again] = await database.query<{ id: string }>("select id from payment_suspension where lifted_at is null");
    const done = await api.call(county, liftSuspension, {
      params: { suspensionId: again?.id ?? "" },
      body: { reason: "已整改" },
    });
    expect(done.status, JSON.stringify(done.problem)).toBe(200);
    expect((await detail(county, id)).measureList.find((one) => one.id === own.answer.measureList.at(-1)?.id)).toMatchObject({
      lifted: { name: "县财政甲", reason: "已整改" },
      mayLift: false,
    });
  });

  it("应收回30万元，已退回20万元：还差10万元，逐张凭证可查", async () => {
    const id = await confirmed(api, [finance, finance2]);
    expect((await recover(finance, id)).status).toBe(201);
    clock.set("2025-03-10T02:00:00Z");
    await giveBack(12, "TK-1");
    await giveBack(8, "TK-2");
    const { measureList } = await detail(finance, id);
    expect(measureList[0]?.recovery).toMatchObject({
      amountFen: wanText(30),
      returnedFen: wanText(20),
      outstandingFen: wanText(10),
      isOverdue: false,
      returns: [
        { document: "TK-1", amountFen: wanText(12) },
        { document: "TK-2", amountFen: wanText(8) },
      ],
    });
    expect((await detail(clerk, id)).measureList[0]?.recovery).toMatchObject({ outstandingFen: wanText(10) });
    clock.set("2025-05-01T02:00:00Z");
    expect((await detail(finance, id)).measureList[0]?.recovery).toMatchObject({ isOverdue: true });
    clock.set("2025-03-10T02:00:00Z");
  });

  it("收回有余额的县排在最前；余额、未办结问题、被拦截的支付按县列出 [5g-2022.art19.d]", async () => {
    // 阳曲县没有待收回的，未办结问题比清徐县多：只有余额能让清徐县排在前面。
    const before = (await api.call(finance, findingsBoard, { query: { year: 2025 } })).answer;
    const inQingxu = before.safety.find(({ region }) => region === "140121")?.openFindings ?? 0;
    for (let nth = 0; nth <= inQingxu; nth += 1) await raise(api, people.otherCounty, { institution: "Y1" });
    const { safety, outstandingFen } = (await api.call(finance, findingsBoard, { query: { year: 2025 } })).answer;
    expect(safety).toHaveLength(117);
    expect(safety[1]).toMatchObject({ region: "140122", openFindings: inQingxu + 1 });
    expect(safety[0]).toMatchObject({
      region: "140121",
      name: "清徐县",
      cityName: "太原市",
      outstandingFen: wanText(10),
      blocked: 1,
      blockedFen: wanText(10),
    });
    expect(safety[0]?.openFindings).toBeGreaterThan(0);
    expect(safety[1]?.outstandingFen).toBe("0");
    expect(outstandingFen).toBe(wanText(10));
    expect((await api.call(people.otherCounty, findingsBoard, { query: { year: 2025 } })).answer.safety).toMatchObject([
      { region: "140122", outstandingFen: "0" },
    ]);
    expect((await api.call(clerk, findingsBoard, { query: { year: 2025 } })).status).toBe(200);
  });

  it("未支出的按账上核减、收回计算；退款不重复计入另一项", async () => {
    const id = await confirmed(api, [finance, finance2]);
    const set = await recover(finance, id, { of: "unspent", amountFen: wanText(15) });
    expect(set.status, JSON.stringify(set.problem)).toBe(201);
    const entry = reduce({
      document: { issuer: financeBook("140121").id, number: "清财社〔2025〕收1号", row: 1 },
      earmark: earmarkOf(),
      amount: wan(15),
      on: date("2025-03-10"),
      from: bookOf("F140121"),
      to: unitBook("H1"),
    } as never);
    const posted = await database.transaction(systemActor, (tx) => postEntries(tx, systemActor, [entry], { now: clock.now() }));
    expect(posted.ok).toBe(true);
    const mine = (await detail(finance, id)).measureList[0]?.recovery;
    expect(mine).toMatchObject({ returnedFen: wanText(15), outstandingFen: "0", returns: [{ document: "清财社〔2025〕收1号" }] });
    const second = await recover(finance, id, { amountFen: wanText(5), payment });
    expect(second.answer.measureList.at(-1)?.recovery).toMatchObject({ returnedFen: "0", outstandingFen: wanText(5) });
    const lifted = await lift(finance2, id, second.answer.measureList.at(-1)?.id ?? "");
    expect(lifted.answer.measureList.at(-1)?.recovery).toMatchObject({ outstandingFen: "0" });
  });

  it("通报存档并送达列名单位，签阅留名；没有列名的看不到；三种措施可以并用", async () => {
    const id = await confirmed(api);
    expect((await circulate(county, id)).status).toBe(201);
    await suspend(county, id, { earmark });
    const both = await recover(county, id, { amountFen: wanText(1) });
    expect(both.answer.measures.toSorted()).toEqual(["circular", "recovery", "suspension"]);
    const received = async (actor: Actor) => (await api.call(actor, listCirculars, {})).answer.items;
    expect(await received(neighbour)).toMatchObject([
      { title: "关于检查情况的通报", office: "清徐县财政局", finding: null, mayRead: true },
    ]);
    expect(await received(clerk)).toMatchObject([{ finding: { id } }]);
    expect(await received(countyHealth)).toHaveLength(1);
    expect(await received(people.otherCounty)).toEqual([]);
    expect(await received(finance)).toEqual([]);
    const toRead = async (actor: Actor) =>
      (await api.call(actor, workbench, {})).answer.items.filter(({ group, from }) => group === "toRead" && from === "通报");
    expect(await toRead(neighbour)).toHaveLength(1);
    const [first] = await received(neighbour);
    const measureId = first?.id ?? "";
    const mark = (actor: Actor) => api.call(actor, readCircular, { params: { measureId }, body: {} });
    await refusedWith("circular-not-found", () => mark(finance));
    expect((await mark(neighbour)).status).toBe(200);
    await refusedWith("circular-not-found", () => mark(neighbour));
    expect(await toRead(neighbour)).toEqual([]);
    const { addressees = [] } = (await detail(county, id)).measureList.find(({ kind }) => kind === "circular")?.circular ?? {};
    expect(addressees.map(({ name, readBy }) => [name, readBy])).toEqual([
      ["清徐演示医院", null],
      ["清徐第二演示医院", "邻院经办"],
      ["清徐县卫生健康局", null],
    ]);
    const measure = (await detail(county, id)).measureList.find(({ kind }) => kind === "suspension");
    await lift(county, id, measure?.id ?? "");
  });

  it("未核实的不能采取措施；审计、监管处、单位不能采取措施；范围、期限、账页不对的被拒绝", async () => {
    const raised = await raise(api, county);
    await refusedWith("NOT_CONFIRMED", () => suspend(county2, raised));
    await refusedWith("NOT_CONFIRMED", () => recover(county2, raised));
    await refusedWith("NOT_CONFIRMED", () => circulate(county2, raised));
    const id = await confirmed(api);
    for (const actor of [auditor, supervision, clerk]) {
      await refusedWith("FORBIDDEN_ROLE", () => suspend(actor, id));
      await refusedWith("FORBIDDEN_ROLE", () => recover(actor, id));
      await refusedWith("FORBIDDEN_ROLE", () => circulate(actor, id));
      await refusedWith("FORBIDDEN_ROLE", () => lift(actor, id, id));
    }
    await refusedWith("unit-not-found", () => suspend(county, id, { institution: "Y1" }));
    await refusedWith("unit-not-found", () => recover(county, id, { institution: "Y1" }));
    await refusedWith("page-not-found", () => suspend(county, id, { earmark: "999" }));
    await refusedWith("page-not-found", () => recover(county, id, { earmark: "999" }));
    await refusedWith("payment-not-found", () => recover(county, id, { payment: id }));
    await refusedWith("payment-not-found", () => recover(county, id, { of: "unspent", payment }));
    await refusedWith("due-passed", () => recover(county, id, { dueOn: "2025-03-01" }));
    await refusedWith("party-elsewhere", () => circulate(county, id, { addressees: [{ institution: "Y1" }] }));
    await refusedWith("party-elsewhere", () =>
      circulate(county, id, { addressees: [{ department: "finance", region: "140100" }] }),
    );
    await refusedWith("finding-not-found", () => suspend(people.otherCounty, id));
  });

  it("选择账页：只列本地单位，带已付款项", async () => {
    const { pages } = (await api.call(county, listFindingPages, { query: { institution: "H1" } })).answer;
    expect(pages).toMatchObject([{ earmark, payments: [{ id: payment, amountFen: wanText(40) }] }]);
    expect((await api.call(people.otherCounty, listFindingPages, { query: { institution: "H1" } })).problem.code).toBe(
      "unit-not-found",
    );
    expect((await api.call(health, listFindingPages, { query: { institution: "H1" } })).status).toBe(200);
  });
});
