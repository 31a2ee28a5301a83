import { type EntrySort, entrySorts, exportEntries, listEntries, listRegisters } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { registers } from "./declarations.ts";
import { loadEntries } from "./load-entries.ts";
import type { Register } from "./register.ts";
import { addSampleInstitutions, places, registerOf, sampleValues } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
const county = actorAs("county_health_bureau", { level: "county", city: "140100", county: "140121" });

const evidence = { documentNumber: "晋卫医发〔2024〕12号", documentDate: "2024-06-20" };
const perPlace = 9;

/** Entries of three counties with ranks and tuitions that repeat and are sometimes unknown, on dates that repeat too. */
const valuesOf = (register: Register, nth: number, place: keyof typeof places) => ({
  ...sampleValues(register, nth, place),
  ...(register.id === "national-ranking" && { rank: nth % 4 === 0 ? null : 100 - (nth % 5), year: 2023 + (nth % 3) }),
  ...(register.id === "visiting-scholar" && { tuition: `${(nth % 4) * 1000}.50` }),
  ...(register.id === "township-centre" && { accepted: nth % 4 === 0 ? null : `2024-0${(nth % 3) + 1}-15` }),
});
const entries = ["national-ranking", "visiting-scholar", "township-centre", "key-specialty"].flatMap((id) =>
  Object.keys(places).flatMap((place) =>
    Array.from({ length: perPlace }, (_, nth) => ({
      register: registerOf(id).id,
      values: valuesOf(registerOf(id), nth, place as keyof typeof places),
      evidence,
    })),
  ),
);
await database.transaction(systemActor, (tx) =>
  loadEntries(tx, systemActor, entries, { at: new Date("2025-03-01T02:00:00Z"), attachment: "" }),
);

const walk = async (actor: typeof province, register: string, query: { sort: EntrySort; year?: number; city?: string }) => {
  const items = [];
  let after: string | undefined;
  do {
    const { status, answer, problem } = await api.call(actor, listEntries, {
      params: { register },
      query: { ...query, limit: 4, ...(after !== undefined && { after }) },
    });
    if (status !== 200) throw new Error(problem.detail);
    items.push(...answer.items);
    after = answer.next ?? undefined;
  } while (after !== undefined);
  return items;
};

const keyOf = (sort: EntrySort, register: Register) => (entry: Awaited<ReturnType<typeof walk>>[number]) => {
  const column = Object.keys(register.sorts).find((name) => register.sorts[name] === sort.replace("-", "")) ?? "";
  const value = entry.values[column];
  if (sort.endsWith("amount")) return value === null || value === undefined ? Number.NEGATIVE_INFINITY : Number(value);
  if (sort.endsWith("date")) return value === null || value === undefined ? "9999-12-31" : String(value);
  return String(value);
};

const offered = ["national-ranking", "visiting-scholar", "township-centre", "key-specialty"].flatMap((id) => {
  const register = registerOf(id);
  return entrySorts
    .filter((sort) => Object.values(register.sorts).includes(sort.replace("-", "") as "date"))
    .map((sort) => [register.title, sort, register] as const);
});

describe("台账按列排序", () => {
  it.each(offered)("%s按%s:逐页走完,每条恰好一次,次序不乱", async (_, sort, register) => {
    for (const actor of [province, city, county]) {
      const items = await walk(actor, register.id, { sort });
      const numbers = items.map(({ entryNo }) => entryNo);
      const expected = actor === province ? 3 : actor === city ? 2 : 1;
      expect([numbers.length, new Set(numbers).size]).toEqual([expected * perPlace, expected * perPlace]);
      const keys = items.map(keyOf(sort, register));
      const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(keys).toEqual(sort.startsWith("-") ? sorted.reverse() : sorted);
    }
  });

  it("同一列两个方向互为倒序", async () => {
    const up = await walk(province, "visiting-scholar", { sort: "amount" });
    const down = await walk(province, "visiting-scholar", { sort: "-amount" });
    expect(down.map(({ entryNo }) => entryNo)).toEqual(up.map(({ entryNo }) => entryNo).reverse());
  });

  it("与年度、地区筛选一起用", async () => {
    const items = await walk(province, "national-ranking", { sort: "amount", year: 2024, city: "140200" });
    expect(items).toHaveLength(3);
    expect(items.map(({ year, city: of }) => [year, of])).toEqual(Array(3).fill([2024, "140200"]));
  });

  it("另一种排序的翻页标记从头开始", async () => {
    const first = await api.call(province, listEntries, {
      params: { register: "national-ranking" },
      query: { limit: 5, sort: "date" },
    });
    const other = await api.call(province, listEntries, {
      params: { register: "national-ranking" },
      query: { limit: 5, sort: "amount", after: first.answer.next ?? "" },
    });
    const start = await api.call(province, listEntries, {
      params: { register: "national-ranking" },
      query: { limit: 5, sort: "amount" },
    });
    expect(other.answer.items).toEqual(start.answer.items);
  });

  it("没有这一列的台账拒绝,列表和导出一样", async () => {
    const without = registers.find(({ sorts }) => !Object.values(sorts).includes("amount"));
    const params = { register: without?.id ?? "" };
    const listed = await api.call(province, listEntries, { params, query: { sort: "amount" } });
    const exported = await api.call(province, exportEntries, { params, query: { sort: "-amount" } });
    expect([listed.status, listed.problem.code]).toEqual([422, "sort-not-offered"]);
    expect([exported.status, exported.problem.code]).toEqual([422, "sort-not-offered"]);
  });

  it("每本台账至少可按日期排,可排的都是所见的列", () => {
    for (const { sorts, columns, dateField } of registers) {
      expect(sorts[dateField]).toBe("date");
      expect(columns).toEqual(expect.arrayContaining(Object.keys(sorts)));
    }
  });
});

describe("目录的数字随地区和年度", () => {
  const ranking = async (actor: typeof province, query: { year?: number; city?: string; county?: string }) =>
    (await api.call(actor, listRegisters, { query })).answer.items.find(({ id }) => id === "national-ranking")?.confirmed;
  it("与列表的总数相同", async () => {
    for (const query of [{}, { year: 2024 }, { city: "140100" }, { county: "140212", year: 2023 }]) {
      const { answer } = await api.call(province, listEntries, {
        params: { register: "national-ranking" },
        query: { ...query, state: "confirmed" },
      });
      expect(await ranking(province, query)).toBe(answer.total);
    }
  });
  it("本级之外的地区是零", async () => {
    expect(await ranking(city, { city: "140200" })).toBe(0);
    expect(await ranking(county, {})).toBe(perPlace);
  });
});
