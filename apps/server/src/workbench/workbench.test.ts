import { search, workbench } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { systemActor, systemClock } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";
import { loadReferenceData } from "../seed/index.ts";

const database = await freshDatabase();
await loadReferenceData(database, systemClock);
await database.transaction(systemActor, (tx) => loadRegions(tx));
const api = await testApi(database);

describe("工作台只显示与本人有关的事项", () => {
  it("没有登录不能看", async () => {
    const { status, problem } = await api.call(undefined, workbench, {});
    expect([status, problem.code]).toEqual([401, "not-signed-in"]);
  });
  it("太原市财政局在待阅里看到主送本单位的办法", async () => {
    const { answer } = await api.call(actorAs("city_finance_bureau", { city: "140100" }), workbench, {});
    expect(answer.items.filter(({ group }) => group === "toRead").map(({ title }) => title)).toEqual(
      expect.arrayContaining([expect.stringContaining("晋财规社〔2024〕1号")]),
    );
  });
  it("系统管理员没有业务待办", async () => {
    const { answer } = await api.call(actorAs("sys_admin"), workbench, {});
    expect(answer.items).toEqual([]);
  });
});

describe("全局搜索", () => {
  const groupsFor = async (text: string, actor = actorAs("prov_health_dept")) => {
    const { answer } = await api.call(actor, search, { query: { text } });
    return new Map(answer.groups.map(({ title, hits }) => [title, hits]));
  };
  it("区划可用名称、代码和拼音首字母", async () => {
    for (const text of ["灵石县", "140729", "lsx"]) {
      expect((await groupsFor(text)).get("区划")).toEqual(
        expect.arrayContaining([expect.objectContaining({ path: "/registry/regions/140729" })]),
      );
    }
  });
  it("兜网底与契网底找到同样的条款", async () => {
    const paths = async (text: string) => (await groupsFor(text)).get("政策条款")?.map(({ path }) => path);
    expect(await paths("契网底")).toEqual(await paths("兜网底"));
    expect((await paths("兜网底"))?.length).toBeGreaterThan(0);
  });
  it("访客能搜政策和区划,搜不到机构、台账和方案", async () => {
    const { answer } = await api.call(undefined, search, { query: { text: "医院" } });
    const groups = new Map(answer.groups.map(({ title, hits }) => [title, hits.length]));
    expect([groups.get("机构"), groups.get("台账"), groups.get("建议方案")]).toEqual([0, 0, 0]);
    expect(groups.get("政策条款")).toBeGreaterThan(0);
  });
});
