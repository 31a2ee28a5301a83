import { randomUUID } from "node:crypto";
import { buildPlan, listPlanLines, readPlan } from "@qiangyi/api";
import { templateOf } from "@qiangyi/projects";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { addSampleProvince } from "./sample-province.ts";

const database = await freshDatabase();
await addSampleProvince(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");

const build = async () => {
  const built = await api.call(health, buildPlan, { body: { year: 2025 } });
  expect(built.status, JSON.stringify(built.problem)).toBe(201);
  return built.answer.id;
};
const subjectsOf = async (planId: string) =>
  (await api.call(health, listPlanLines, { params: { planId }, query: { limit: 200 } })).answer.items.map(
    ({ subject }) => subject,
  );
const planOf = async (planId: string) => (await api.call(health, readPlan, { params: { planId } })).answer;

const holdCall = (organiser: "province" | "city") =>
  database.query(
    `insert into call (province, id, organiser, city, programme, year, batch, title, document_number, opens_on, closes_on, reference_on, definition, state,
       created_by, created_at, changed_by, changed_at, published_by, published_at)
     values ('14', $1::uuid, $2, case $2 when 'city' then '140100' end, 'provincial-key-specialty', 2025, '', '省级临床重点专科申报通知', '晋卫函〔2025〕1号', '2025-01-01', '2025-02-01', '2025-02-01', $3, 'published',
       'a', now(), 'a', now(), 'a', now())`,
    [randomUUID(), organiser, JSON.stringify(templateOf("provincial-key-specialty", 2025))],
  );

describe("没有入库的项目不能进入分配方案", () => {
  it("没有组织过申报的方向，凭文件登记的事实照常进入方案", async () => {
    const planId = await build();
    expect(await subjectsOf(planId)).toContain("s1");
    expect((await planOf(planId)).outside).toEqual([]);
  });
  it("发布申报通知以后，未经项目库的同年事实不进入方案并逐项说明NOT_IN_LIBRARY；旧草稿提示须重建，其他方向不受影响", async () => {
    const before = await build();
    await holdCall("province");
    expect((await planOf(before)).stale).toContain("facts");
    const planId = await build();
    const subjects = await subjectsOf(planId);
    expect(subjects).not.toContain("s1");
    expect(subjects).not.toContain("s2");
    expect(subjects).toContain("z1");
    const { outside } = await planOf(planId);
    expect(outside.map(({ factId, code }) => [factId, code])).toEqual([
      ["s1", "NOT_IN_LIBRARY"],
      ["s2", "NOT_IN_LIBRARY"],
    ]);
    expect(outside.every(({ sentence, clause }) => sentence.includes("入库") && clause === "5g-2022.art7.a")).toBe(true);
  });
});
