import {
  acknowledgeCopy,
  copyDeliveries,
  correctPolicyText,
  loadPolicyText,
  policyDocument,
  policyInbox,
  policyText,
  publishPolicyText,
  recordDelivery,
  recordReceipt,
  recordSetting,
  registerDocument,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { registerCopiedDocuments } from "./index.ts";
import { sampleRegulation } from "./official-text/sample-files.ts";
import { cities } from "./settings.ts";

const database = await freshDatabase();
const api = await testApi(database);
const department = actorAs("prov_health_dept");
const params = { document: "qiangyi-2024" };
const office = (city: string) => actorAs("regional_supervision", { city, userId: `office-${city}` });
const inboxOf = async (actor: ReturnType<typeof actorAs>) => (await api.call(actor, policyInbox, {})).answer.items;

describe("抄送省财政厅各市监管处", () => {
  it("登记产生11条；10个签收后显示10/11并点名未签的 [qiangyi-2024.notice.4]", async () => {
    expect((await api.call(department, copyDeliveries, { params })).answer).toMatchObject({ progress: "0/0", isComplete: false });
    const registered = await api.call(department, registerDocument, { params });
    expect(registered.status).toBe(201);
    expect(registered.answer.deliveries).toHaveLength(11);
    expect(await database.query("select from policy_copy_delivery")).toHaveLength(11);

    const codes = [...cities.keys()];
    for (const city of codes.slice(0, 10)) expect((await api.call(office(city), acknowledgeCopy, { params })).status).toBe(200);
    const { answer } = await api.call(department, copyDeliveries, { params });
    expect(answer).toMatchObject({ progress: "10/11", isComplete: false, missing: ["省财政厅吕梁市监管处"] });
    const last = { ...params, city: codes[10] ?? "" };
    const delivered = await api.call(department, recordDelivery, {
      params: last,
      body: { deliveredOn: "2025-02-28", note: "机要件" },
    });
    expect(delivered.answer).toMatchObject({ progress: "11/11", isComplete: true, missing: [] });
  });

  it("再次登记不再增加，装载基础数据也不重复", async () => {
    await api.call(department, registerDocument, { params });
    await database.transaction(systemActor, (tx) => registerCopiedDocuments(tx, "14", date("2025-03-01")));
    expect(await database.query("select from policy_copy_delivery where document = 'qiangyi-2024'")).toHaveLength(11);
  });

  it("再次签收不改变首次签收；监管处只看到自己的一条", async () => {
    const read = () => database.query("select acknowledged_at, acknowledged_by from policy_copy_delivery where city = '140100'");
    const before = await read();
    await api.call({ ...office("140100"), userId: "someone-else" }, acknowledgeCopy, { params });
    expect(await read()).toEqual(before);
    const own = await api.call(office("140200"), copyDeliveries, { params });
    expect(own.answer.deliveries.map(({ city, isMine }) => [city, isMine])).toEqual([["140200", true]]);
  });

  it.each([
    ["不抄送监管处的文件", department, registerDocument, "service-system-2023", 422, "document-not-copied"],
    ["没有的文件", department, registerDocument, "nothing", 404, "document-not-found"],
    ["市卫健委代签", actorAs("city_health_bureau", { city: "140100" }), acknowledgeCopy, "qiangyi-2024", 403, "NOT_ADDRESSEE"],
    ["没有抄送记录的签收", office("140100"), acknowledgeCopy, "5g-2022", 404, "copy-not-registered"],
  ])("%s被拒绝，什么也没写入", async (_, actor, route, document, status, code) => {
    const before = await database.query("select * from policy_copy_delivery order by city");
    const refused = await api.call(actor, route as typeof acknowledgeCopy, { params: { document } });
    expect([refused.status, refused.problem.code]).toEqual([status, code]);
    expect(await database.query("select * from policy_copy_delivery order by city")).toEqual(before);
  });

  it("送达只能记在已登记的监管处上", async () => {
    const refused = await api.call(department, recordDelivery, {
      params: { ...params, city: "149900" },
      body: { deliveredOn: "2025-02-28" },
    });
    expect([refused.status, refused.problem.code]).toEqual([404, "copy-not-registered"]);
  });

  it("访客看不到送达情况", async () => expect((await api.call(undefined, copyDeliveries, { params })).status).toBe(401));
});

describe("主送与签收", () => {
  const finance = actorAs("city_finance_bureau", { city: "140100" });
  const health = actorAs("city_health_bureau", { city: "140100" });

  it("政策页有文号、两机关和印发日期，太原市财政局、卫健委首页都有此件，PUT已发布的文本答POLICY_VERSION_IMMUTABLE且文字不变 [qiangyi-2024.notice.1]", async () => {
    const page = await api.call(undefined, policyDocument, { params });
    expect(page.answer).toMatchObject({
      number: "晋财规社〔2024〕1号",
      issuers: ["山西省财政厅", "山西省卫生健康委员会"],
      issued: "2024-03-04",
    });
    for (const actor of [finance, health]) {
      expect(await inboxOf(actor)).toContainEqual(
        expect.objectContaining({ document: "qiangyi-2024", number: "晋财规社〔2024〕1号", as: "addressee", receivedAt: null }),
      );
    }
    const file = { name: "a.txt", content: Buffer.from(sampleRegulation) };
    const text = (await api.call(department, loadPolicyText, { params }, { file })).answer.id;
    await api.call(department, publishPolicyText, { params: { text } });
    const before = (await api.call(undefined, policyText, { params: { text } })).answer;
    const body = { title: "改", parts: [{ kind: "article" as const, ref: "第一条", label: "第一条", body: "改" }] };
    const put = await api.call(department, correctPolicyText, { params: { text }, body });
    expect([put.status, put.problem.code]).toEqual([409, "POLICY_VERSION_IMMUTABLE"]);
    expect((await api.call(undefined, policyText, { params: { text } })).answer).toEqual(before);
  });

  it("签收各记各的，再签不变", async () => {
    const first = await api.call(finance, recordReceipt, { params });
    const second = await api.call({ ...finance, userId: "colleague", name: "同事" }, recordReceipt, { params });
    expect(second.answer).toEqual(first.answer);
    const isReceived = async (actor: typeof finance) =>
      (await inboxOf(actor)).find(({ document }) => document === "qiangyi-2024")?.receivedAt !== null;
    expect([await isReceived(finance), await isReceived(health)]).toEqual([true, false]);
    expect(await database.query("select from policy_receipt")).toHaveLength(1);
    await expect(database.query("delete from policy_receipt")).rejects.toMatchObject({
      constraint: "policy_receipt_append_only",
    });
  });

  it("不是主送单位的不能签收", async () => {
    const refused = await api.call(actorAs("county_health_bureau", { city: "140100", county: "140105" }), recordReceipt, {
      params,
    });
    expect([refused.status, refused.problem.code]).toEqual([403, "NOT_ADDRESSEE"]);
    expect((await api.call(finance, recordReceipt, { params: { document: "nothing" } })).problem.code).toBe("document-not-found");
    expect(await database.query("select from policy_receipt")).toHaveLength(1);
  });

  it("5G办法只主送有试点县的市，其他市只在公开的政策库里看到；已发布的文本不可改 [5g-2022.notice.1]", async () => {
    const datong = actorAs("city_health_bureau", { city: "140200" });
    const has = async (actor: typeof health) => (await inboxOf(actor)).some(({ document }) => document === "5g-2022");
    expect(await has(health)).toBe(false);
    await api.call(department, recordSetting, {
      params: { key: "5g.pilotCities" },
      body: {
        value: ["140100"],
        effectiveFrom: "2025-01-01",
        source: { kind: "own-decision" },
        decision: { decidedBy: "省卫生健康委", decidedOn: "2025-01-01", reason: "据确定的试点名单" },
      },
    });
    expect([await has(health), await has(datong)]).toEqual([true, false]);
    expect((await api.call(datong, policyDocument, { params: { document: "5g-2022" } })).status).toBe(200);

    const file = { name: "a.txt", content: Buffer.from(sampleRegulation) };
    const text = (await api.call(department, loadPolicyText, { params: { document: "5g-2022" } }, { file })).answer.id;
    await api.call(department, publishPolicyText, { params: { text } });
    const body = { title: "改", parts: [{ kind: "article" as const, ref: "第一条", label: "第一条", body: "改" }] };
    expect((await api.call(department, correctPolicyText, { params: { text }, body })).problem.code).toBe(
      "POLICY_VERSION_IMMUTABLE",
    );
  });

  it("监管处的首页有抄送件", async () => {
    expect(await inboxOf(office("140200"))).toContainEqual(expect.objectContaining({ document: "qiangyi-2024", as: "copy" }));
  });
});
