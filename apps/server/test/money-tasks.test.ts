import {
  closeQuery,
  countersignProposal,
  decidePayments,
  issueDistribution,
  listPaymentPages,
  payPayment,
  raiseQuery,
  readCopy,
  readDistribution,
  readQueryDelivery,
  readReceipt,
  signDistribution,
  startDistribution,
  submitPayment,
  submitProposal,
  type Task,
  verifyReceipt,
  workbench,
} from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { hongdong, hospitals, issueSample, people, quwo, setUpPlaces } from "../src/allotments/distribution/sample-notices.ts";
import { draftOf, wanText } from "../src/payments/sample-payments.ts";
import { type Actor, fixedClock } from "../src/platform/index.ts";
import { actorAs, type TestApi, testApi } from "./api.ts";
import { approvedPlanOf, people as desk, frozenPlanOf, setUpProvince } from "./approved-plan.ts";
import { freshDatabase } from "./fresh-database.ts";

const tasksOf = async (api: TestApi, actor: Actor): Promise<readonly Task[]> =>
  (await api.call(actor, workbench, {})).answer.items;
const titles = async (api: TestApi, actor: Actor, about: RegExp): Promise<string[]> =>
  (await tasksOf(api, actor)).filter(({ title }) => about.test(title)).map(({ group, title }) => `${group} ${title}`);

describe("下达路上的待办:只给该办的人", () => {
  let api: TestApi;
  let noticeId = "";
  let draftId = "";
  const leader = actorAs("unit_leader", { ...people.unit, userId: "院长", name: "院长", roles: [], permissions: new Set() });
  const auditor = actorAs("auditor", { level: "city", city: "141000" });
  const everybody = Object.values({ ...people, leader, auditor });
  /** Who sees a task of this name, by name of the person. */
  const whoSees = async (about: RegExp): Promise<string[]> => {
    const seen: string[] = [];
    for (const actor of everybody) if ((await titles(api, actor, about)).length > 0) seen.push(actor.name);
    return seen;
  };
  const verifyAll = async (actor: Actor, id: string) => {
    const { rows } = (await api.call(actor, readReceipt, { params: { noticeId: id } })).answer;
    const body = { rows: rows.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen })) };
    const verified = await api.call(actor, verifyReceipt, { params: { noticeId: id }, body });
    expect(verified.status).toBe(200);
  };
  const passOn = async (upstream: string, [drafter, health, issuer]: readonly [Actor, Actor, Actor], number: string) => {
    const id = (await api.call(drafter, startDistribution, { params: { noticeId: upstream } })).answer.noticeId;
    const { base } = (await api.call(drafter, readDistribution, { params: { noticeId: id } })).answer;
    await api.call(health, signDistribution, { params: { noticeId: id }, body: { base } });
    const issued = await api.call(issuer, issueDistribution, { params: { noticeId: id }, body: { base, number } });
    expect(issued.status).toBe(200);
    return id;
  };

  beforeAll(async () => {
    const database = await freshDatabase();
    api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
    await setUpPlaces(database);
    const own = { line: "township-centre", county: hongdong, institution: hospitals.hongdong.id, name: hospitals.hongdong.name };
    noticeId = await issueSample(database, {
      number: "晋财社〔2025〕31号",
      rows: [
        { ...own, project: "P1", allocated: wanYuan(50) },
        { line: "township-centre", county: quwo, institution: hospitals.quwo.id, project: "P2", allocated: wanYuan(30) },
      ],
    });
  });

  it("待核对接收:只有收款的市财政局,带金额、日期和链接", async () => {
    expect(await whoSees(/待核对接收/)).toEqual(["市财政甲", "市财政乙"]);
    expect((await tasksOf(api, people.city)).find(({ title }) => title.includes("待核对接收"))).toEqual({
      group: "todo",
      title: "晋财社〔2025〕31号待核对接收2行",
      from: "山西省财政厅",
      amountFen: wanText(80),
      since: "2025-02-18",
      due: null,
      step: "逐行核对金额、项目和文号",
      path: `/allotments/receipts/${noticeId}`,
    });
  });

  it("核对后变为待分配下达,期限为收到后30日", async () => {
    await verifyAll(people.city, noticeId);
    expect(await whoSees(/待核对接收/)).toEqual([]);
    expect(await whoSees(/31号待分配下达/)).toEqual(["市财政甲", "市财政乙"]);
    expect((await tasksOf(api, people.city)).find(({ title }) => title.includes("待分配下达"))).toMatchObject({
      amountFen: wanText(80),
      since: "2025-02-20",
      due: "2025-03-22",
      path: "/allotments/distribution?year=2025",
    });
  });

  it("草稿:起草人在草稿里看到,卫健待会签;会签后由另一人签发", async () => {
    draftId = (await api.call(people.city, startDistribution, { params: { noticeId } })).answer.noticeId;
    const { title, base } = (await api.call(people.city, readDistribution, { params: { noticeId: draftId } })).answer;
    const about = new RegExp(`^${title}`);
    expect(await titles(api, people.city, about)).toEqual([`drafts ${title}`]);
    expect(await titles(api, people.city2, about)).toEqual([]);
    expect(await titles(api, people.cityHealth, about)).toEqual([`todo ${title}待会签`]);
    await api.call(people.cityHealth, signDistribution, { params: { noticeId: draftId }, body: { base } });
    expect(await titles(api, people.cityHealth, about)).toEqual([]);
    expect(await titles(api, people.city2, about)).toEqual([`todo ${title}待签发`]);
    expect(await titles(api, people.city, about)).toEqual([`drafts ${title}`]);
    const body = { base, number: "临财社〔2025〕1号" };
    expect((await api.call(people.city2, issueDistribution, { params: { noticeId: draftId }, body })).status).toBe(200);
    expect(await titles(api, people.city2, about)).toEqual([]);
    expect(await whoSees(/31号待分配下达/)).toEqual([]);
  });

  it("下达后:各县各收各的,监管处待阅抄送,阅后不再提示", async () => {
    expect(await whoSees(/临财社〔2025〕1号待核对接收1行/)).toEqual(["县财政甲", "县财政乙", "曲沃财政"]);
    expect(await whoSees(/^临财社〔2025〕1号 /)).toEqual(["监管甲"]);
    expect(await titles(api, people.supervision, /^临财社/)).toEqual([expect.stringMatching(/^toRead 临财社〔2025〕1号 /)]);
    expect((await api.call(people.supervision, readCopy, { params: { noticeId: draftId }, body: {} })).status).toBe(200);
    expect(await whoSees(/^临财社〔2025〕1号 /)).toEqual([]);
  });

  it("存疑:处理的是上级财政;卫健提出的,本级财政和上级卫健待阅", async () => {
    await verifyAll(people.county, draftId);
    const raised = await api.call(people.countyHealth, raiseQuery, {
      body: { noticeId: draftId, rowNo: 1, reason: "与方案不一致", amountFen: wanText(10) },
    });
    expect(raised.status).toBe(201);
    const queryId = raised.answer.id;
    expect(await whoSees(/资金存疑待处理/)).toEqual(["市财政甲", "市财政乙"]);
    expect(await whoSees(/资金存疑$/)).toEqual(["市卫健甲", "县财政甲", "县财政乙"]);
    expect((await api.call(people.county, readQueryDelivery, { params: { queryId } })).status).toBe(200);
    expect(await whoSees(/资金存疑$/)).toEqual(["市卫健甲"]);
    const body = { outcome: "released", conclusion: "经核对无误" } as const;
    expect((await api.call(people.city, closeQuery, { params: { queryId }, body })).status).toBe(200);
    expect(await whoSees(/资金存疑/)).toEqual([]);
  });

  it("支付:申请后待审批的是负责人,审批后待办理的是国库所在的财政局", async () => {
    const below = await passOn(draftId, [people.county, people.countyHealth, people.county2], "洪财社〔2025〕1号");
    expect(await whoSees(/洪财社〔2025〕1号待核对接收/)).toEqual(["医院财务"]);
    await verifyAll(people.unit, below);
    const page = (await api.call(people.unit, listPaymentPages, {})).answer.pages.find(({ project }) => project === "P1");
    const sent = await api.call(people.unit, submitPayment, { body: draftOf(page?.earmark ?? null) });
    expect(sent.status).toBe(201);
    expect(await whoSees(/1笔支付申请待审批/)).toEqual(["院长"]);
    const decide = (act: "approve" | "return", version: number) =>
      api.call(leader, decidePayments, {
        body: { act, rows: [{ id: sent.answer.id, version }], ...(act === "return" && { opinion: "补发票" }) },
      });
    await decide("approve", 1);
    expect(await whoSees(/支付申请待审批/)).toEqual([]);
    expect(await whoSees(/1笔支付待办理/)).toEqual(["县财政甲", "县财政乙"]);
    const params = { requestId: sent.answer.id };
    const voucher = { paidOn: "2025-02-20", voucherNumber: "PZ-1", receiptNumber: "HD-1" };
    expect((await api.call(people.county, payPayment, { params, body: voucher })).status).toBe(200);
    expect(await whoSees(/支付待办理/)).toEqual([]);
    const again = await api.call(people.unit, submitPayment, { body: draftOf(page?.earmark ?? null) });
    await api.call(leader, decidePayments, {
      body: { act: "return", rows: [{ id: again.answer.id, version: 1 }], opinion: "补发票" },
    });
    expect(await whoSees(/1笔支付申请被退回/)).toEqual(["医院财务"]);
  });

  it("审计只看,没有待办", async () => {
    const kinds = (await tasksOf(api, auditor)).filter(({ group }) => group === "todo" || group === "drafts");
    expect(kinds).toEqual([]);
  });
});

describe("审定一路的待办", () => {
  it("定稿待报送、待会签、待审定,各到各的处室,报送人自己不会签不审定", async () => {
    const database = await freshDatabase();
    const api = await testApi(database);
    await setUpProvince(database, api);
    const proposalId = await frozenPlanOf(api);
    const about = /^2025年分配建议/;
    const all = async () => {
      const seen: Record<string, string[]> = {};
      for (const [name, actor] of Object.entries(desk))
        seen[name] = (await titles(api, actor, about)).filter((title) => title.startsWith("todo"));
      return seen;
    };
    const toSubmit = ["todo 2025年分配建议已定稿，待报送"];
    expect(await all()).toEqual({ health: toSubmit, planning: toSubmit, finance: [], finance2: [], auditor: [] });
    const params = { proposalId };
    await api.call(desk.health, submitProposal, { params, body: {} });
    expect(await all()).toEqual({
      health: [],
      planning: ["todo 2025年分配建议待会签"],
      finance: [],
      finance2: [],
      auditor: [],
    });
    await api.call(desk.planning, countersignProposal, { params, body: {} });
    const toDecide = ["todo 2025年分配建议待审定"];
    expect(await all()).toEqual({ health: [], planning: [], finance: toDecide, finance2: toDecide, auditor: [] });
    expect((await tasksOf(api, desk.finance)).find(({ title }) => title.endsWith("待审定"))?.path).toBe(
      `/allotments/proposals/${proposalId}`,
    );
  });

  it("已有一份审定的年度,旧稿不再催报送", async () => {
    const database = await freshDatabase();
    const api = await testApi(database);
    await setUpProvince(database, api);
    await frozenPlanOf(api);
    await approvedPlanOf(api);
    expect((await titles(api, desk.health, /^2025年分配建议/)).filter((title) => title.startsWith("todo"))).toEqual([]);
  });
});
