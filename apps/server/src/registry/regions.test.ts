import { listRegions, recordRegionDecision, showRegion } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { loadRegions } from "./index.ts";
import { initialsOf } from "./initials.ts";
import { countyCheck } from "./regions.ts";

const database = await freshDatabase();
const api = await testApi(database);
const province = actorAs("prov_health_dept");

beforeAll(() => database.transaction(systemActor, loadRegions));

const kindsOf = (items: readonly { kind: string }[]) =>
  Object.fromEntries(
    [...new Set(items.map(({ kind }) => kind))].map((kind) => [kind, items.filter((item) => item.kind === kind).length]),
  );

describe("区划", () => {
  it("一省、11市、26区、11县级市、80县,访客可看", async () => {
    const { answer } = await api.call(undefined, listRegions, {});
    expect(kindsOf(answer.items)).toEqual({ province: 1, city: 11, district: 26, "county-level-city": 11, county: 80 });
  });

  it("县和县级市为91个,无提示;增减一个即提示 [qiangyi-2024.art7.3.1.a]", async () => {
    const { answer } = await api.call(undefined, listRegions, {});
    expect(answer.countyCheck).toEqual({ expected: 91, actual: 91, warning: null });
    expect(countyCheck(answer.items.filter(({ code }) => code !== "140121")).warning).toContain("共90个");
    expect(countyCheck([...answer.items, { kind: "county" }]).warning).toContain("共92个");
  });

  it("再次加载不改动任何一行", async () => {
    const stamp = () =>
      database.query<{ xmin: string }>("select xmin::text from region union all select xmin::text from region_former");
    const before = await stamp();
    await database.transaction(systemActor, loadRegions);
    expect(await stamp()).toEqual(before);
  });

  it("沿革:上党区原为长治县140421,变更日期不详", async () => {
    const { answer } = await api.call(undefined, showRegion, { params: { code: "140404" } });
    expect(answer.history).toMatchObject([{ code: "140421", name: "长治县", change: "renamed", until: null }]);
    expect(answer.above).toEqual([
      { code: "140000", name: "山西省" },
      { code: "140400", name: "长治市" },
    ]);
  });

  it("没有的代码答404", async () => {
    const { status, problem } = await api.call(undefined, showRegion, { params: { code: "149999" } });
    expect([status, problem.code]).toEqual([404, "region-not-found"]);
  });

  it.each([
    ["灵石县", "lsx"],
    ["长治市", "czs"],
    ["洪洞县", "htx"],
    ["繁峙县", "fsx"],
  ])("%s的拼音首字母是%s", (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe("省直管县与农业县:只凭登记的决定", () => {
  const decision = { basisDoc: "演示文号〔2025〕1号", reason: "演示", effectiveFrom: "2025-02-01" };
  const decide = (code: string, more: object = {}) =>
    api.call(province, recordRegionDecision, {
      params: { code },
      body: { subject: "fiscal-mode", fiscalMode: "PROV_DIRECT_SYSTEM", ...decision, ...more },
    });
  const show = async (onDate: string, code: string) =>
    (await api.call(undefined, listRegions, { query: { onDate } })).answer.items.find((region) => region.code === code);
  const stored = () => database.query("select 1 from region_decision");

  it("没有决定时一律市管县,农业县未登记", async () => {
    const { answer } = await api.call(undefined, listRegions, {});
    expect(new Set(answer.items.map(({ fiscalMode }) => fiscalMode))).toEqual(new Set(["CITY_MANAGED"]));
    expect(new Set(answer.items.map(({ isAgricultural }) => isAgricultural))).toEqual(new Set([null]));
  });

  it("决定自生效日起有效,至终止日止", async () => {
    expect((await decide("140121", { effectiveTo: "2025-06-30" })).status).toBe(201);
    expect((await show("2025-01-31", "140121"))?.fiscalMode).toBe("CITY_MANAGED");
    expect((await show("2025-02-01", "140121"))?.fiscalMode).toBe("PROV_DIRECT_SYSTEM");
    expect((await show("2025-06-30", "140121"))?.fiscalMode).toBe("PROV_DIRECT_SYSTEM");
    expect((await show("2025-07-01", "140121"))?.fiscalMode).toBe("CITY_MANAGED");
  });

  it("农业县另行登记", async () => {
    await api.call(province, recordRegionDecision, {
      params: { code: "140122" },
      body: { subject: "agricultural", isAgricultural: true, ...decision },
    });
    expect(await show(date("2025-03-01"), "140122")).toMatchObject({ isAgricultural: true, fiscalMode: "CITY_MANAGED" });
  });

  it.each([
    ["没有的区划", "149999", {}, 404, "region-not-found"],
    ["设区的市", "140100", {}, 422, "decision-not-for-this-level"],
    ["终止早于生效", "140121", { effectiveTo: "2025-01-31" }, 422, "decision-dates-reversed"],
    ["没有依据", "140121", { basisDoc: " " }, 400, "invalid-request"],
  ])("%s:拒绝,不写入", async (_, code, more, status, refusal) => {
    const before = await stored();
    const reply = await decide(code, more);
    expect([reply.status, reply.problem.code]).toEqual([status, refusal]);
    expect(await stored()).toEqual(before);
  });

  it("市县不能登记决定", async () => {
    const city = actorAs("city_health_bureau", { city: "140100" });
    const reply = await api.call(city, recordRegionDecision, {
      params: { code: "140121" },
      body: { subject: "fiscal-mode", fiscalMode: "CITY_MANAGED", ...decision },
    });
    expect(reply.problem.code).toBe("FORBIDDEN_ROLE");
  });

  it("决定不可改、不可删", async () => {
    await expect(database.query("update region_decision set reason = '改'")).rejects.toMatchObject({
      constraint: "region_decision_append_only",
    });
  });
});

describe("决定表的约束", () => {
  it.each([
    ["region_decision_one_value", "'fiscal-mode', null, null, '2025-01-01', null, '文号', '说明'"],
    ["region_decision_one_value", "'agricultural', 'CITY_MANAGED', true, '2025-01-01', null, '文号', '说明'"],
    ["region_decision_validity_order", "'agricultural', null, true, '2025-01-02', '2025-01-01', '文号', '说明'"],
    ["region_decision_has_basis", "'agricultural', null, true, '2025-01-01', null, ' ', '说明'"],
  ])("%s", (constraint, values) =>
    expect(
      database.query(`insert into region_decision values ('14', gen_random_uuid(), '140121', ${values}, '某人', now())`),
    ).rejects.toMatchObject({
      constraint,
    }),
  );
});

describe("区划表的约束", () => {
  const insert = (values: string) =>
    database.query(`insert into region (province, code, name, kind, parent, initials) values ${values}`);
  it.each([
    ["region_code_form", "('14', '1401', '某县', 'county', '140100', 'mx')"],
    ["region_kind_fits_code", "('14', '140199', '某县', 'county', '140200', 'mx')"],
    ["region_kind_fits_code", "('14', '140199', '某县', 'county', null, 'mx')"],
    ["region_parent_known", "('14', '149901', '某县', 'county', '149900', 'mx')"],
    [
      "region_validity_order",
      "('14', '140199', '某县', 'county', '140100', 'mx'); update region set valid_from = '2025-01-02', valid_to = '2025-01-01' where code = '140105'",
    ],
  ])("%s", (constraint, values) => expect(insert(values)).rejects.toMatchObject({ constraint }));
});
