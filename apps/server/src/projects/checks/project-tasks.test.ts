import { assignProjectTask, finishProjectTask, listProjectTasks } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { callWith, declared, type Offices, setUpOffices } from "./sample-checks.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Offices;
let projectId: string;

beforeAll(async () => {
  people = await setUpOffices(database, api);
  projectId = await declared(api, people, await callWith(database));
});

const roles = { province: "prov_health_dept", city: "city_health_bureau", county: "county_health_bureau" } as const;
const assign = (actor: Actor, level: keyof typeof roles, role: string = roles[level]) =>
  api.call(actor, assignProjectTask, {
    params: { projectId },
    body: { title: `${level}级督导`, level, role, dueOn: "2025-04-01" },
  });
const titles = async (actor: Actor) =>
  (await api.call(actor, listProjectTasks, { query: {} })).answer.items.map(({ title }) => title).toSorted();
const count = async () =>
  (await database.query("select count(*)::int as count, count(done_at)::int as done from project_task"))[0];

describe("项目任务由各级卫生健康部门按层级落实", () => {
  it("县只看本县,市看本市和所属县;把县级任务派给财政局被拒绝 [qiangyi-2024.art4.1.c]", async () => {
    for (const level of ["county", "city", "province"] as const) expect((await assign(people.province, level)).status).toBe(201);
    expect(await titles(people.county)).toEqual(["county级督导"]);
    expect(await titles(people.otherCounty)).toEqual([]);
    expect(await titles(people.city)).toEqual(["city级督导", "county级督导"]);
    expect(await titles(people.otherCity)).toEqual([]);
    expect(await titles(people.province)).toEqual(["city级督导", "county级督导", "province级督导"]);
    expect(await titles(people.clerk)).toEqual([]);
    const before = await count();
    const refused = await assign(people.province, "county", "county_finance_bureau");
    expect([refused.status, refused.problem.code]).toEqual([403, "FORBIDDEN_ROLE"]);
    expect(await count()).toEqual(before);
    await expect(
      database.query(
        `insert into project_task (province, id, project, title, level, role, city, county, due_on, assigned_by, assigned_by_name, assigned_at)
         values ('14', gen_random_uuid(), $1, '督导', 'county', 'county_finance_bureau', '141000', '141024', '2025-04-01', 'x', 'x', now())`,
        [projectId],
      ),
    ).rejects.toMatchObject({ constraint: "project_task_place" });
  });

  it.each([
    ["县给市派任务", "county", "city", 403, "LEVEL_ABOVE"],
    ["别的县派任务", "otherCounty", "county", 404, "project-not-found"],
    ["财政派任务", "countyFinance", "county", 403, "FORBIDDEN_ROLE"],
  ] as const)("%s被拒绝", async (_, who, level, status, code) => {
    const before = await count();
    const { status: got, problem } = await assign(people[who], level);
    expect([got, problem.code]).toEqual([status, code]);
    expect(await count()).toEqual(before);
  });

  it("由负责的部门办结一次;上级、别处不能代办", async () => {
    const taskId = (await assign(people.city, "county")).answer.id;
    const finish = (actor: Actor) => api.call(actor, finishProjectTask, { params: { taskId }, body: { note: "已现场督导" } });
    const before = await count();
    expect([(await finish(people.city)).problem.code, (await finish(people.otherCounty)).problem.code]).toEqual([
      "FORBIDDEN_ROLE",
      "task-not-found",
    ]);
    expect(await count()).toEqual(before);
    expect((await finish(people.county)).status).toBe(200);
    expect((await finish(people.county)).problem.code).toBe("task-done");
    await expect(database.query("update project_task set note = '改' where id = $1", [taskId])).rejects.toMatchObject({
      constraint: "project_task_done_once",
    });
  });
});
