import { addEntry, changeEntry, confirmEntries, showCoverageBoard } from "@qiangyi/api";
import { regions } from "@qiangyi/policy";
import { bedRangeOf, centreKindNames, centresCity, countyTarget } from "@qiangyi/policy/linfen";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../index.ts";

const clock = fixedClock("2025-03-01T02:00:00Z");
const database = await freshDatabase();
await database.transaction(systemActor, async (tx) => {
  await loadRegions(tx);
  await loadIndicators(tx, clock);
});
const api = await testApi(database, clock);

const counties = regions.filter(({ parent, level }) => parent === centresCity && level === 3);
await database.query(
  `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
   select '14', code || '-' || kind, 1, name || kind, 'public', 'county', 'secondary', case kind when '中医院' then 'tcm' else 'general' end,
     code, '${centresCity}', code, name || kind, name || kind, now()
   from jsonb_to_recordset($1::jsonb) as county (code text, name text), unnest(array['人民医院', '第二医院', '中医院']) as kind`,
  [JSON.stringify(counties.map(({ code, name }) => ({ code, name })))],
);

const city = actorAs("city_health_bureau", { level: "city", city: centresCity });
const countyOffice = (code: string) =>
  actorAs("county_health_bureau", { level: "county", city: centresCity, county: code, userId: `county-${code}` });

const params = { register: "plan-emergency-centre" };
const evidence = { documentNumber: "临卫发〔2024〕12号", documentDate: "2024-06-20", attachmentId: null };
const dimensions = { facilities: true, equipment: true, staff: true, capability: true };
const valuesOf = (kind: string, code: string, more: object = {}) => ({
  kind,
  tier: "county",
  institution: `${code}-人民医院`,
  accepted: "2024-06-18",
  ...(kind === "maternal" || kind === "neonatal" ? dimensions : {}),
  ...(kind === "infectious" && {
    equipment: true,
    independent: true,
    privateBathrooms: true,
    infectiousDepartment: true,
    beds: bedRangeOf(counties.find((county) => county.code === code)?.name ?? "")?.min,
  }),
  ...more,
});

const record = async (code: string, values: object, confirm = true) => {
  const saved = await api.call(countyOffice(code), addEntry, { params, body: { values: values as never, evidence } });
  expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
  if (!confirm) return saved.answer.id;
  const entries = [{ id: saved.answer.id, version: saved.answer.version }];
  const confirmed = await api.call(city, confirmEntries, { params, body: { entries } });
  expect(confirmed.answer.confirmed, JSON.stringify(confirmed.answer)).toBe(1);
  return saved.answer.id;
};

const board = async () => (await api.call(city, showCoverageBoard, { params: { matrix: "linfen" } })).answer;
const standing = async (kind: string, code: string) => {
  const { columns, groups } = await board();
  const at = columns.findIndex(({ key }) => key === kind);
  return { built: columns[at]?.built, cell: groups[0]?.rows.find((row) => row.code === code)?.cells[at] };
};
const entries = async () => (await database.query<{ n: number }>("select count(*)::int n from register_entry"))[0]?.n;

const cells = centreKindNames.flatMap(([kind, title]) =>
  counties.map(({ code, name }) => [countyTarget(kind, name)?.id ?? "", name, title, kind, code] as const),
);

describe("每个县的每类救治中心:没有记录为未建,确认后已建成,全市的列加一,别的县改不了", () => {
  it.each(cells)("[%s] %s%s", async (target, _name, _title, kind, code) => {
    const before = await standing(kind, code);
    expect(before.cell).toMatchObject({ state: "none", display: "未建", target });

    const stored = await entries();
    const elsewhere = counties.find((county) => county.code !== code)?.code ?? "";
    const outside = await api.call(countyOffice(elsewhere), addEntry, {
      params,
      body: { values: valuesOf(kind, code) as never, evidence },
    });
    expect([outside.status, outside.problem.code]).toEqual([403, "entry-out-of-scope"]);
    expect(await entries()).toBe(stored);

    if (kind === "maternal" || kind === "neonatal") {
      await record(code, valuesOf(kind, code, { institution: `${code}-第二医院`, staff: false }));
      expect((await standing(kind, code)).cell).toMatchObject({ state: "building", display: "在建" });
      expect((await standing(kind, code)).cell?.details).toContain("人员未达标");
    }
    if (kind === "infectious") await tryBeds(code, before.built);

    await record(code, valuesOf(kind, code));
    const after = await standing(kind, code);
    expect(after.cell).toMatchObject({ state: "built", display: "已建成", target });
    expect(after.built).toBe((before.built ?? 0) + 1);
  });
});

/** 不足 does not build the cell, 超出 needs a reason, and no number is 无数据. */
const tryBeds = async (code: string, built: number | undefined) => {
  const range = bedRangeOf(counties.find((county) => county.code === code)?.name ?? "") ?? expect.fail("no range");
  const second = `${code}-第二医院`;
  const id = await record(code, valuesOf("infectious", code, { institution: second, beds: range.min - 1 }));
  const short = await standing("infectious", code);
  expect(short).toMatchObject({ built, cell: { state: "building" } });
  expect(short.cell?.details).toContain(`床位${range.min - 1}张，不足（缺1张）`);

  const body = { values: valuesOf("infectious", code, { beds: range.max + 1 }) as never, evidence };
  const over = await api.call(countyOffice(code), addEntry, { params, body });
  expect(over.problem.problems).toEqual([{ path: "remark", message: `床位超出规划上限${range.max}张1张，请说明原因` }]);
  const values = valuesOf("infectious", code, { institution: second, beds: undefined }) as never;
  const changed = await api.call(city, changeEntry, { params: { ...params, id }, body: { values, evidence, version: 2 } });
  expect(changed.status, JSON.stringify(changed.problem)).toBe(200);
  expect((await standing("infectious", code)).cell?.details).toContain("床位—张，无数据");
};

it("县级登记未经市级确认的不算,省级台账市级也不能代为确认", async () => {
  const [county] = counties;
  const values = valuesOf("trauma", county?.code ?? "", { institution: `${county?.code}-第二医院` });
  const before = await board();
  await record(county?.code ?? "", values, false);
  expect((await board()).columns).toEqual(before.columns);

  const asked = { params: { register: "emergency-centre" }, body: { entries: [{ id: crypto.randomUUID(), version: 1 }] } };
  const { answer } = await api.call(city, confirmEntries, asked);
  expect(answer).toMatchObject({ confirmed: 0, results: [{ outcome: "refused" }] });
});

describe("规划点名的医院", () => {
  const add = (values: object) => api.call(city, addEntry, { params, body: { values: values as never, evidence } });
  it("市级传染病中心只能由市第三人民医院承建 [linfen-2020.centres.infectious.city]", async () => {
    const values = (institution: string) => ({ kind: "infectious", tier: "city", institution, accepted: "2024-06-18" });
    const stored = await entries();
    const wrong = await add(values("141000-C01"));
    expect([wrong.status, wrong.problem.problems?.[0]?.path]).toEqual([422, "institution"]);
    expect(await entries()).toBe(stored);
    expect((await board()).upper[0]?.cells[5]).toMatchObject({ state: "none" });
    expect((await add(values("141000-C04"))).answer).toMatchObject({ state: "confirmed" });
    expect((await board()).upper[0]?.cells[5]).toMatchObject({ state: "built" });
  });
  it("县级传染病中心依托有感染科的综合医院,中医医院不行", async () => {
    const code = counties[0]?.code ?? "";
    const stored = await entries();
    const tcm = await api.call(countyOffice(code), addEntry, {
      params,
      body: { values: valuesOf("infectious", code, { institution: `${code}-中医院` }) as never, evidence },
    });
    expect(tcm.problem.problems?.map(({ path }) => path)).toEqual(["institution"]);
    const without = await api.call(countyOffice(code), addEntry, {
      params,
      body: { values: valuesOf("infectious", code, { infectiousDepartment: false }) as never, evidence },
    });
    expect(without.problem.problems?.map(({ path }) => path)).toEqual(["infectiousDepartment"]);
    expect(await entries()).toBe(stored);
  });
});
