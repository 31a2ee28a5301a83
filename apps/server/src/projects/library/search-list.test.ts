import { listDeclarations, listProjects } from "@qiangyi/api";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { callWith, declared, type Offices, setUpOffices } from "../checks/sample-checks.ts";

const database = await freshDatabase();
const api = await testApi(database);
let who: Offices;
let source: string;
let total = 0;

beforeAll(async () => {
  who = await setUpOffices(database, api);
  source = await declared(api, who, await callWith(database));
  total = 1;
});

/** Copies of the declared project, one a minute, under another name, place and number. */
const copies = async (many: number, change: { title: string; city: string; county: string; words: string }): Promise<void> => {
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, signed_round, submitted_at,
       search_text, created_by, created_at, changed_by, changed_at)
     select province, gen_random_uuid(), call, programme, year, 'XM-2031-' || lpad(($6 + n)::text, 6, '0'), $2 || n, state, route, institution, $4, $3, $4, 1,
       submitted_at, $5 || n, created_by, created_at, changed_by, changed_at - n * interval '1 minute'
     from project, generate_series(1, $1::int) as n where id = $7`,
    [many, change.title, change.city, change.county, change.words, total, source],
  );
  total += many;
};
const list = async (
  actor: Actor,
  query: { text?: string; limit?: number; sort?: "-changed" | "-amount" | "number"; after?: string },
) => (await api.call(actor, listProjects, { query })).answer;
const found = async (actor: Actor, text: string) => (await list(actor, { text })).items.map(({ title }) => title);
const matches = (actor: Actor, text: string) =>
  database.transaction(actor, async (tx) =>
    Number(
      (await sql<{ n: bigint }>`select count(*) as n from projects_with_words('14', ${`%${text}%`}, 5000)`.execute(tx)).rows[0]
        ?.n,
    ),
  );

describe("项目库查找：名称、单位、编号里的任何一段", () => {
  it("两个字、三个字、整个名称、编号的一部分都找得到；通配符只是字符", async () => {
    await copies(3, { title: "显微外科", city: "141000", county: "141021", words: "显微外科 曲沃县人民医院 xm-2031-甲" });
    for (const text of ["显微", "微外科", "曲沃", "沃县人民", "XM-2031-甲2", "医院 xm"])
      expect(await found(who.province, text)).toContain("显微外科2");
    for (const text of ["%", "显_外科", "\\"]) expect(await found(who.province, text)).toEqual([]);
    expect(await list(who.province, { text: "显微外科" })).toMatchObject({ total: 3, next: null });
    expect(await list(who.province, { text: "显微外科", limit: 2 })).toMatchObject({ total: 3, items: [{}, {}] });
  });

  it("名称改了，按新名称找得到，按旧名称找不到", async () => {
    await database.query(
      "update project set title = '手足外科', search_text = '手足外科 曲沃县人民医院' where title = '显微外科3'",
    );
    expect(await found(who.province, "手足外科")).toEqual(["手足外科"]);
    expect(await found(who.province, "显微外科")).toEqual(["显微外科1", "显微外科2"]);
  });
});

describe("查找不越出范围", () => {
  it("本县、本市、省级各找到自己看得见的；外县、外市一件也没有，总数也不透露", async () => {
    expect(await found(who.otherCounty, "显微外科")).toEqual(["显微外科1", "显微外科2"]);
    expect(await found(who.city, "显微外科")).toEqual(["显微外科1", "显微外科2"]);
    for (const actor of [who.county, who.otherCity])
      expect(await list(actor, { text: "显微外科" })).toEqual({ items: [], next: null, total: 0 });
  });

  it("直接问数据库也一样：函数只回答看得见的，别的省份和没有身份的得不到，词表本身不可读写", async () => {
    expect([await matches(who.otherCounty, "显微外科"), await matches(who.county, "显微外科")]).toEqual([2, 0]);
    expect(await matches({ ...who.province, province: "15" }, "显微外科")).toBe(0);
    expect(await matches({ ...who.province, level: "public" }, "显微外科")).toBe(0);
    expect(await matches({ ...who.province, level: "expert" }, "显微外科")).toBe(0);
    for (const statement of [
      "select words from project_words",
      "update project_words set words = ''",
      "delete from project_words",
    ]) {
      const attempt = database.transaction(who.province, (tx) => sql.raw(statement).execute(tx));
      await expect(attempt).rejects.toThrow("permission denied");
    }
  });

  it("行级策略按设置逐条把关：没有写范围的查询也只看到自己的；没签过的只有本单位看得见", async () => {
    await database.query("update project set signed_round = 0, number = null, state = 'draft' where title = '显微外科1'");
    const seen = (actor: Actor) =>
      database.transaction(actor, async (tx) =>
        (await sql<{ title: string }>`select title from project order by title`.execute(tx)).rows.map(({ title }) => title),
      );
    expect(await seen(who.otherCounty)).toEqual(["手足外科", "显微外科2"]);
    expect(await seen(who.county)).toEqual(["心血管内科建设"]);
    expect(await seen(who.otherCity)).toEqual([]);
    expect(await seen({ ...who.province, level: "public" })).toEqual([]);
    expect(await seen(who.clerk)).toContain("显微外科1");
    expect(await matches(who.otherCounty, "显微外科")).toBe(1);
    expect(await matches(who.clerk, "显微外科")).toBe(2);
    const own = await api.call(who.clerk, listDeclarations, { query: { q: "显微外科" } });
    expect(own.answer.items.map(({ title }) => title).toSorted()).toEqual(["显微外科1", "显微外科2"]);
  });
});

describe("上千件都有的词", () => {
  const walk = async (actor: Actor, query: { text?: string; sort: "-changed" | "-amount" | "number" }, limit: number) => {
    const titles: string[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await list(actor, { ...query, limit, ...(after !== undefined && { after }) });
      titles.push(...items.map(({ title }) => title));
      after = next ?? undefined;
    } while (after !== undefined);
    return titles;
  };

  it("三种次序翻到底，不漏不重，与不查找时的次序一致；外县仍然没有", async () => {
    await copies(1_050, { title: "常见", city: "141000", county: "141024", words: "常见病防治 洪洞县" });
    for (const sort of ["-changed", "-amount", "number"] as const) {
      const all = (await walk(who.province, { sort }, 200)).filter((title) => title.startsWith("常见"));
      const searched = await walk(who.province, { sort, text: "常见病" }, 200);
      expect(searched).toHaveLength(1_050);
      expect(searched).toEqual(all);
    }
    expect((await list(who.province, { text: "常见病" })).total).toBeNull();
    expect((await list(who.province, {})).total).toBeNull();
    expect(await list(who.otherCounty, { text: "常见病" })).toMatchObject({ items: [], total: 0 });
    expect(await list(who.otherCity, { text: "常见病" })).toMatchObject({ items: [], total: 0 });
  });
});
