import {
  closeAuditMatter,
  concludeInspection,
  confirmFinding,
  exportFindings,
  extendInspectionPlan,
  findingsBoard,
  linkAuditMatter,
  listFindings,
  listInspectionPlans,
  listInspectionProjects,
  listInspections,
  makeInspectionPlan,
  type RouteInput,
  raiseFinding,
  readAuditMatter,
  readFinding,
  readInspection,
  readInspectionPlan,
  recordAuditMatter,
  startInspection,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { settableClock } from "../payments/sample-payments.ts";
import type { Actor } from "../platform/index.ts";
import { facts, people, project, raise, rowsOf, setUpPlaces } from "./sample-findings.ts";

const database = await freshDatabase();
const clock = settableClock("2025-05-12T02:00:00Z");
const api = await testApi(database, clock);
const { county, county2, countyHealth, otherCounty, cityFinance, finance, health, clerk, auditor, supervision } = people;
let own: string[] = [];
let foreign = "";
beforeAll(async () => {
  await setUpPlaces(database);
  for (let count = 0; count < 10; count += 1) own.push(await project(database, { isStraight: count === 9 }));
  foreign = await project(database, { institution: "Y1", seat: "140122" });
});

const inspection = (projects: readonly string[], more: Partial<RouteInput<typeof startInspection>["body"]> = {}) => ({
  title: "2025年专项资金检查",
  startsOn: "2025-05-06",
  endsOn: "2025-05-09",
  inspectors: ["检查员甲", "检查员乙"],
  projects: [...projects],
  ...more,
});
const inspect = (actor: Actor, projects: readonly string[], more: Partial<RouteInput<typeof startInspection>["body"]> = {}) =>
  api.call(actor, startInspection, { body: inspection(projects, more) });
const conclude = (actor: Actor, inspectionId: string) =>
  api.call(actor, concludeInspection, { params: { inspectionId }, body: { conclusion: "资金使用总体规范" } });
const board = async (actor: Actor, year = 2025) => (await api.call(actor, findingsBoard, { query: { year } })).answer;

describe("检查计划与覆盖率 [qiangyi-2024.art11.b]", () => {
  let planId = "";
  it("县财政按年制定计划并抽取项目；一个部门一年一份", async () => {
    const body = { year: 2025, title: "清徐县2025年检查计划", targetPercent: 30, projects: own.slice(0, 3) };
    const made = await api.call(county, makeInspectionPlan, { body });
    expect(made.status, JSON.stringify(made.problem)).toBe(201);
    planId = made.answer.id;
    const before = await rowsOf(database);
    expect(await api.call(county2, makeInspectionPlan, { body })).toMatchObject({
      status: 409,
      problem: { code: "plan-exists" },
    });
    expect(await api.call(countyHealth, makeInspectionPlan, { body: { ...body, year: 2024 } })).toMatchObject({
      status: 422,
      problem: { code: "year-passed" },
    });
    expect(await api.call(countyHealth, makeInspectionPlan, { body: { ...body, projects: [foreign] } })).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    expect(await rowsOf(database)).toEqual(before);
    const plan = (await api.call(county, readInspectionPlan, { params: { planId } })).answer;
    expect(plan).toMatchObject({
      office: "清徐县财政局",
      sampled: 3,
      inspected: 0,
      projects: 10,
      plannedPercent: "30.0",
      mayExtend: true,
    });
  });

  it("10个项目检查了3个：覆盖率30%；没有结论的检查不计", async () => {
    const started = await inspect(county, own.slice(0, 3), { plan: planId });
    expect(started.status, JSON.stringify(started.problem)).toBe(201);
    expect((await board(county)).total).toMatchObject({ projects: 10, inspected: 0, percent: "0.0", planned: 3 });
    expect((await conclude(county, started.answer.id)).status).toBe(200);
    expect((await board(county)).total).toMatchObject({ projects: 10, inspected: 3, byFinance: 3, byHealth: 0, percent: "30.0" });
    const plan = (await api.call(cityFinance, readInspectionPlan, { params: { planId } })).answer;
    expect(plan).toMatchObject({ sampled: 3, inspected: 3, mayExtend: false });
    expect(plan.sample.every(({ isInspected }) => isInspected)).toBe(true);
  });

  it("同一项目由财政、卫健各查一次，只计一个；别的年度不计", async () => {
    const again = await inspect(countyHealth, [own[0] ?? ""]);
    await conclude(countyHealth, again.answer.id);
    expect((await board(county)).total).toMatchObject({ inspected: 3, byFinance: 3, byHealth: 1, percent: "30.0" });
    expect((await board(county, 2026)).total).toMatchObject({ inspected: 0, percent: "0.0" });
    expect((await board(finance)).places.find(({ region }) => region === "140100")).toMatchObject({
      projects: 11,
      inspected: 3,
      percent: "27.3",
    });
    expect((await board(cityFinance)).places.find(({ region }) => region === "140122")).toMatchObject({
      projects: 1,
      inspected: 0,
    });
  });

  it("增加抽查要写理由；已在名单里的、别的部门的计划被拒绝", async () => {
    const extend = (actor: Actor, projects: readonly string[]) =>
      api.call(actor, extendInspectionPlan, { params: { planId }, body: { projects: [...projects], reason: "举报线索" } });
    const before = await rowsOf(database);
    expect(await extend(county, own.slice(0, 2))).toMatchObject({ status: 409, problem: { code: "already-sampled" } });
    expect(await extend(countyHealth, own.slice(5, 6))).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await extend(otherCounty, own.slice(5, 6))).toMatchObject({ status: 404, problem: { code: "plan-not-found" } });
    expect(await rowsOf(database)).toEqual(before);
    expect((await extend(county2, own.slice(2, 5))).answer).toMatchObject({ added: 2 });
    expect((await api.call(clerk, listInspectionPlans, {})).answer).toEqual({ items: [], mayPlan: false });
  });
});

describe("检查的登记与结论", () => {
  it.each([
    ["days-reversed", { endsOn: "2025-05-05" }],
    ["inspectors-repeated", { inspectors: ["检查员甲", "检查员甲"] }],
    ["plan-not-found", { plan: "0198a3f0-0000-7000-8000-000000000000" }],
  ])("%s：什么都没有写入", async (code, more) => {
    const before = await rowsOf(database);
    expect(await inspect(county, own.slice(0, 1), more)).toMatchObject({ status: 422, problem: { code } });
    expect(await rowsOf(database)).toEqual(before);
  });

  it("未结束的不能作结论；有结论的不能再改；别的部门不能代作；邻县看不见", async () => {
    const { id } = (await inspect(county, own.slice(6, 7), { startsOn: "2025-05-12", endsOn: "2025-05-13" })).answer;
    const before = await rowsOf(database);
    expect(await conclude(county, id)).toMatchObject({ status: 422, problem: { code: "not-ended" } });
    expect(await conclude(countyHealth, id)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await conclude(otherCounty, id)).toMatchObject({ status: 404, problem: { code: "inspection-not-found" } });
    expect(await rowsOf(database)).toEqual(before);
    clock.set("2025-05-14T02:00:00Z");
    expect((await conclude(county2, id)).status).toBe(200);
    expect(await conclude(county, id)).toMatchObject({ status: 409, problem: { code: "already-concluded" } });
  });

  it("上级的检查在作出结论后，被检查地方和单位才看到", async () => {
    const { id } = (await inspect(finance, [own[7] ?? ""])).answer;
    const read = (actor: Actor) => api.call(actor, readInspection, { params: { inspectionId: id } });
    expect((await read(county)).status).toBe(404);
    expect((await read(clerk)).status).toBe(404);
    await conclude(finance, id);
    expect((await read(county)).answer).toMatchObject({
      office: "山西省财政厅",
      looked: [{ id: own[7] }],
      may: { conclude: false, raise: false },
    });
    expect((await read(clerk)).answer).toMatchObject({ state: "concluded", conclusion: "资金使用总体规范" });
    expect((await read(otherCounty)).status).toBe(404);
    expect((await api.call(county, listInspections, { query: { project: own[7] ?? "" } })).answer.items).toHaveLength(1);
  });
});

describe("县级只检查本县的项目 [5g-2022.art19.c]", () => {
  it("甲县人员检查乙县项目：FORBIDDEN_ROLE，什么都没有写入；甲县检查发现的问题核实后下达整改", async () => {
    const before = await rowsOf(database);
    expect(await inspect(county, [foreign])).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await inspect(countyHealth, [own[0] ?? "", foreign])).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    expect(await api.call(county, raiseFinding, { body: { ...facts, project: foreign } })).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    expect(await inspect(auditor, own.slice(0, 1))).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await inspect(clerk, own.slice(0, 1))).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await rowsOf(database)).toEqual(before);
    const { id } = (await inspect(county, [own[8] ?? ""])).answer;
    const raised = await api.call(county, raiseFinding, { body: { ...facts, inspection: id, project: own[8] ?? "" } });
    expect(raised.status, JSON.stringify(raised.problem)).toBe(201);
    const params = { findingId: raised.answer.id };
    const done = await api.call(county2, confirmFinding, { params, body: { opinion: "属实", owner: { institution: "H1" } } });
    expect(done.status, JSON.stringify(done.problem)).toBe(200);
    expect(done.answer).toMatchObject({
      state: "correcting",
      source: "inspection",
      correction: { owner: { name: "清徐演示医院" }, keeper: "清徐县财政局", openedOn: "2025-05-14", dueOn: "2025-06-13" },
    });
    expect((await api.call(county, readInspection, { params: { inspectionId: id } })).answer.found).toMatchObject([
      { id: raised.answer.id },
    ]);
  });

  it("直报省级的项目也由所在县检查：县里能选到、能检查、能登记问题；邻县选不到", async () => {
    const straight = own[9] ?? "";
    const choices = async (actor: Actor) =>
      (await api.call(actor, listInspectionProjects, { query: { year: 2025 } })).answer.items;
    expect((await choices(county)).map(({ id }) => id).toSorted()).toEqual(own.toSorted());
    expect(await choices(otherCounty)).toMatchObject([{ id: foreign, region: "140122" }]);
    expect(await choices(finance)).toHaveLength(11);
    const started = await inspect(countyHealth, [straight]);
    expect(started.status, JSON.stringify(started.problem)).toBe(201);
    const raised = await raise(api, countyHealth, { inspection: started.answer.id, project: straight });
    expect((await api.call(county, readFinding, { params: { findingId: raised } })).answer.project).toMatchObject({
      id: straight,
    });
    expect((await api.call(clerk, listInspectionProjects, {})).problem.code).toBe("FORBIDDEN_ROLE");
  });

  it("市查本市，省查全省；没看过的项目不能算作这次检查发现的", async () => {
    expect((await inspect(cityFinance, [own[0] ?? "", foreign])).status).toBe(201);
    expect((await inspect(finance, [foreign])).status).toBe(201);
    const { id } = (await inspect(county, [own[0] ?? ""])).answer;
    const before = await rowsOf(database);
    for (const body of [
      { ...facts, inspection: id, project: own[1] ?? "" },
      { ...facts, inspection: id, institution: "H1" },
    ])
      expect(await api.call(county, raiseFinding, { body })).toMatchObject({
        status: 422,
        problem: { code: "INSPECTION_UNRELATED" },
      });
    expect(
      await api.call(countyHealth, raiseFinding, { body: { ...facts, inspection: id, project: own[0] ?? "" } }),
    ).toMatchObject({ problem: { code: "INSPECTION_UNRELATED" } });
    expect(await rowsOf(database)).toEqual(before);
  });
});

describe("与审计沟通 [5g-2022.art19.a]", () => {
  const body = {
    authority: "演示省审计厅",
    matter: "专项资金绩效审计",
    happenedOn: "2025-05-10",
    shared: "交换检查发现的问题清单",
    findings: [] as string[],
  };
  it("登记的审计事项关联一个问题，看板上未办结1项；办结后为0", async () => {
    const finding = await raise(api, finance);
    const recorded = await api.call(health, recordAuditMatter, { body: { ...body, findings: [finding] } });
    expect(recorded.status, JSON.stringify(recorded.problem)).toBe(201);
    expect((await board(finance)).openAuditMatters).toBe(1);
    expect((await board(finance)).total.inspected).toBeGreaterThan(0);
    const matterId = recorded.answer.id;
    expect((await api.call(auditor, readAuditMatter, { params: { matterId } })).answer).toMatchObject({
      state: "open",
      linked: [{ id: finding }],
    });
    expect((await api.call(finance, readFinding, { params: { findingId: finding } })).answer.auditMatters).toMatchObject([
      { id: matterId },
    ]);
    const before = await rowsOf(database);
    const link = (actor: Actor, id: string) => api.call(actor, linkAuditMatter, { params: { matterId }, body: { finding: id } });
    expect(await link(finance, finding)).toMatchObject({ status: 409, problem: { code: "already-linked" } });
    expect(await link(finance, "0198a3f0-0000-7000-8000-000000000000")).toMatchObject({ problem: { code: "finding-not-found" } });
    expect(await link(county, finding)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await rowsOf(database)).toEqual(before);
    const second = await raise(api, finance);
    expect((await link(finance, second)).status).toBe(201);
    expect((await api.call(finance, closeAuditMatter, { params: { matterId }, body: { conclusion: "已反馈" } })).status).toBe(
      200,
    );
    expect((await board(finance)).openAuditMatters).toBe(0);
    expect(await link(finance, second)).toMatchObject({ status: 409, problem: { code: "matter-closed" } });
  });

  it("日期在将来的、由市县或审计人员登记的被拒绝，什么都没有写入；审计可以就事项提出疑点", async () => {
    const before = await rowsOf(database);
    const record = (actor: Actor, change = {}) => api.call(actor, recordAuditMatter, { body: { ...body, ...change } });
    expect(await record(finance, { happenedOn: "2025-06-01" })).toMatchObject({ status: 422, problem: { code: "in-future" } });
    for (const actor of [county, cityFinance, auditor, supervision])
      expect(await record(actor)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await rowsOf(database)).toEqual(before);
    const { id } = (await record(finance)).answer;
    const raised = await raise(api, auditor, { auditMatter: id });
    expect((await api.call(finance, readFinding, { params: { findingId: raised } })).answer).toMatchObject({
      source: "audit",
      raised: { office: "山西省审计机关" },
      auditMatters: [{ id }],
    });
  });
});

describe("查询与导出", () => {
  it("导出为工作簿，只含看得见的；单位看不到未核实的", async () => {
    expect((await api.call(finance, exportFindings, {})).bytes.subarray(0, 2).toString()).toBe("PK");
    const all = (await api.call(finance, listFindings, {})).answer;
    expect(all.items.some(({ state }) => state === "raised")).toBe(true);
    expect((await api.call(clerk, listFindings, {})).answer.items.every(({ state }) => state === "correcting")).toBe(true);
    expect((await api.call(otherCounty, listFindings, {})).answer.items).toEqual([]);
    const first = (await api.call(finance, listFindings, { query: { limit: 1 } })).answer;
    const second = (await api.call(finance, listFindings, { query: { limit: 1, after: first.next ?? "" } })).answer;
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });
});
