import { addEntry, showGoalsBoard } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { expect, it } from "vitest";
import { systemActor } from "../../platform/index.ts";
import { postObservations } from "../observations/index.ts";
import { evidence, province, sampleRosters } from "../promises/sample-rosters.ts";

const { database, api, load, written } = await sampleRosters();

const measures = async (goal: string, asOf: string) => {
  const { horizons } = (await api.call(province, showGoalsBoard, { query: { asOf } })).answer;
  const found = horizons.flatMap(({ goals }) => goals).find(({ clause }) => clause.endsWith(goal)) ?? expect.fail(goal);
  return { ...found, counted: found.measures.filter(({ kind }) => kind === "milestones").map(({ done, of }) => `${done}/${of}`) };
};
const report = (indicator: string, value: string) => ({
  subject: "140000",
  indicator,
  period: "2025",
  value,
  reportedOn: date("2026-01-10"),
  dueOn: null,
  approvedOn: date("2026-01-20"),
  report: null,
  source: "loaded" as const,
  reason: null,
});
const project = (kind: string, name: string, more: object = {}) => ({ kind, project: name, approved: "2023-09-15", ...more });

it("台账里没有的类别仍按报过的个数;一有项目就按台账数,报过的个数不再算", async () => {
  await database.transaction(systemActor, (tx) =>
    postObservations(tx, systemActor, [report("p3_laboratories", "1"), report("disease_control_new_site", "1")]),
  );
  expect((await measures("goal-2025-disease-control", "2026-03-31")).counted).toEqual(["1/1", "1/1"]);
  await load("plan-milestone", [project("p3_laboratories", "省级P3实验室", { accepted: "2025-05-10" })]);
  const found = await measures("goal-2025-disease-control", "2026-03-31");
  expect(found.counted).toEqual(["1/1", "0/1"]);
  expect(found.result).not.toBe("achieved");
  expect(found.because).toContain("省级P3实验室建成数未完成");
});

it("七个国家中医药项目办结六个:四项分列,点出差的一个;到期后才认定的不算在2025年", async () => {
  await load("plan-milestone", [
    project("tcm_inheritance_centres", "传承创新中心", { completed: "2024-03-20" }),
    project("tcm_epidemic_bases", "疫病防治基地", { completed: "2025-12-31" }),
    ...["一", "二"].map((nth) => project("tcm_flagship_hospitals", `旗舰医院${nth}`, { completed: "2025-01-15" })),
    ...["一", "二"].map((nth) => project("tcm_characteristic_hospitals", `特色医院${nth}`, { completed: "2025-06-30" })),
    project("tcm_characteristic_hospitals", "特色医院三", { completed: "2026-01-01" }),
  ]);
  const found = await measures("goal-2025-tcm-system", "2026-03-31");
  expect(found.counted).toEqual(["1/1", "1/1", "2/2", "2/3"]);
  expect(found.measures.flatMap(({ missing }) => missing)).toContain("国家中医特色重点医院数还差1个");
  expect((await measures("goal-2025-tcm-system", "2024-12-31")).counted).toEqual(["1/1", "0/1", "0/2", "0/3"]);
});

it("没有竣工验收的建设项目不能登记办结;同一项目不能登记两条,什么都没有写", async () => {
  const before = await written();
  const add = (values: object) =>
    api.call(province, addEntry, { params: { register: "plan-milestone" }, body: { values: values as never, evidence } });
  const unbuilt = await add(project("disease_control_new_site", "新址", { completed: "2025-11-20" }));
  expect([unbuilt.status, unbuilt.problem.problems?.map(({ path }) => path)]).toEqual([422, ["accepted"]]);
  const backwards = await add(project("p3_laboratories", "另一个", { accepted: "2025-11-20", completed: "2025-11-01" }));
  expect(backwards.status).toBe(422);
  const twice = await add(project("p3_laboratories", "省级P3实验室"));
  expect(twice.status).toBe(409);
  expect(await written()).toBe(before);
});
