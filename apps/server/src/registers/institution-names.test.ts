import { listEntries } from "@qiangyi/api";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { publicActor, systemActor } from "../platform/index.ts";
import { rememberInstitutions } from "./institution-names.ts";
import { loadEntries } from "./load-entries.ts";
import { addSampleInstitutions, registerOf, sampleValues } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const register = registerOf("secondment");

await database.transaction(systemActor, (tx) =>
  loadEntries(
    tx,
    systemActor,
    [
      {
        register: register.id,
        values: sampleValues(register, 1, "qingxu"),
        evidence: { documentNumber: "晋卫医发〔2024〕12号", documentDate: "2024-06-20" },
      },
    ],
    { at: new Date("2025-03-01T02:00:00Z"), attachment: "" },
  ),
);

const county = actorAs("county_health_bureau", { level: "county", city: "140100", county: "140121" });
const shownNames = async (): Promise<Record<string, string>> => {
  const { answer } = await api.call(county, listEntries, { params: { register: register.id }, query: {} });
  return answer.items[0]?.names ?? {};
};
const rename = (id: string, name: string) =>
  database.query("update institution set name = $2 where province = '14' and id = $1", [id, name]);
const revision = async () =>
  (await database.query<{ revision: bigint }>("select revision from institution_revision where province = '14'"))[0]?.revision;

describe("列表里的机构名称记在内存里,从不显示旧名", () => {
  it("县里看得见派出的省级医院的名称", async () => {
    expect(await shownNames()).toMatchObject({ P1: expect.any(String) });
  });
  it("别处改了名,下一页就是新名", async () => {
    await shownNames();
    await rename("P1", "改名后的省级医院");
    expect(await shownNames()).toMatchObject({ P1: "改名后的省级医院" });
  });
  it("没有生效的改名不显示", async () => {
    const before = await shownNames();
    await database.transaction(
      systemActor,
      (tx) => sql`update institution set name = '没有生效' where province = '14' and id = 'P1'`.execute(tx),
      () => false,
    );
    expect(await shownNames()).toEqual(before);
  });
  it("没有改动时是同一份,不再读库", async () => {
    const institutionsOf = rememberInstitutions();
    const read = () => database.transaction(county, (tx) => institutionsOf(tx, county));
    const first = await read();
    expect(await read()).toBe(first);
    await rename("P1", "又一个名称");
    expect(await read()).not.toBe(first);
  });
  it("访客得不到名称,也不会让别人得到空的", async () => {
    const institutionsOf = rememberInstitutions();
    const asked = (actor: typeof county) => database.transaction(actor, (tx) => institutionsOf(tx, actor));
    expect(await asked(publicActor)).toEqual(new Map());
    expect((await asked(county)).get("P1")?.name).toBe("又一个名称");
    expect(await asked(publicActor)).toEqual(new Map());
  });
});

describe("名称的版本号由数据库记", () => {
  it("增、改、删各记一次,一个事务里改多少行都只记一次", async () => {
    const before = (await revision()) ?? 0n;
    await database.query("update institution set beds = 100 where province = '14'");
    expect(await revision()).toBe(before + 1n);
    await database.transaction(systemActor, async (tx) => {
      for (const beds of [1, 2, 3]) await sql`update institution set beds = ${beds} where province = '14'`.execute(tx);
    });
    expect(await revision()).toBe(before + 2n);
    await database.query(
      `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, search, normalised_name, changed_at)
        values ('14', 'P9', 1, '临时登记的医院', 'public', 'province', 'tertiary', 'general', '140105', '', '', now())`,
    );
    expect(await revision()).toBe(before + 3n);
    await database.query("delete from institution where id = 'P9'");
    expect(await revision()).toBe(before + 4n);
  });
  it("应用不能改它", async () => {
    const attempt = database.transaction(systemActor, (tx) => sql`update institution_revision set revision = 0`.execute(tx));
    await expect(attempt).rejects.toThrow(/permission denied/);
  });
});
