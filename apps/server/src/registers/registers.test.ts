import {
  addEntry,
  addEvidence,
  applyImport,
  changeEntry,
  confirmEntries,
  describeRegister,
  downloadTemplate,
  exportEntries,
  listEntries,
  listRegisters,
  readEntry,
  readImport,
  startImport,
} from "@qiangyi/api";
import { date, misfit } from "@qiangyi/kernel";
import { factTypes } from "@qiangyi/policy";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { writeTemplate } from "../documents/index.ts";
import { registers } from "./declarations.ts";
import { factsForEngine } from "./index.ts";
import { isFactRegister, type Register } from "./register.ts";
import { registerImport } from "./register-import.ts";
import { addSampleInstitutions, places, sampleEvidence, samplePdf, sampleValues } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const county = actorAs("county_health_bureau", { level: "county", ...placeOf("qingxu"), userId: "county-qingxu" });
const elsewhere = actorAs("county_health_bureau", { level: "county", ...placeOf("yangqu"), userId: "county-yangqu" });
const finance = actorAs("county_finance_bureau", { level: "county", ...placeOf("qingxu") });
const administrator = actorAs("sys_admin");

function placeOf(name: keyof typeof places) {
  const { city, county } = places[name];
  return { city, county };
}

/** Who first writes a register: the place of its entries, or the province where they have none. */
const writerOf = (register: Register) => (register.place.institution === undefined ? province : county);

const imported = async (register: Register, content: Uint8Array) => {
  const started = await api.call(
    province,
    startImport,
    { params: { target: register.id } },
    { file: { name: "台账.xlsx", content } },
  );
  expect(started.status).toBe(202);
  return until(started.answer.id, "reading");
};

const until = async (run: string, leaves: string) => {
  for (let round = 0; round < 400; round++) {
    const { answer } = await api.call(province, readImport, { params: { run } });
    if (answer.state !== leaves) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`run ${run} stays ${leaves}`);
};

const entriesOf = async (register: Register) =>
  (await database.query<{ n: bigint }>("select count(*) n from register_entry where register = $1", [register.id]))[0]?.n;

it("每类事实都有一本台账，编号前缀互不相同", () => {
  expect(registers.map(({ id }) => id).filter(isFactRegister)).toEqual(factTypes.map(({ type }) => type));
  expect(new Set(registers.map(({ prefix }) => prefix)).size).toBe(registers.length);
});

describe.each(registers.map((register) => [register.title, register] as const))("%s", (_, register) => {
  const params = { register: register.id };
  const writer = writerOf(register);

  it("声明完整：列表、日期、地点和查重所用的字段都存在，样例值合格", () => {
    const names = new Set(register.fields.map(({ name }) => name));
    const used = [
      ...register.columns,
      register.dateField,
      ...Object.values(register.place),
      ...register.unique.fields,
      ...(register.repeat?.fields ?? []),
      ...register.periods.flat(),
    ];
    expect(used.filter((name) => !names.has(name))).toEqual([]);
    const values = sampleValues(register);
    expect(register.fields.filter((field) => values[field.name] !== undefined && misfit(field, values[field.name]))).toEqual([]);
  });

  it("空表单一次给出全部错误，什么都没有写入", async () => {
    const { status, problem } = await api.call(writer, addEntry, { params, body: { values: {}, evidence: {} } });
    expect([status, problem.code]).toEqual([422, "entry-misfits"]);
    const required = register.fields.filter((field) => field.required && !field.nullable).map(({ name }) => name);
    expect(problem.problems?.map(({ path }) => path)).toEqual(required);
    expect(await entriesOf(register)).toBe(0n);
  });

  it("登记、列表、按编号查找、读回", async () => {
    const values = sampleValues(register);
    const saved = await api.call(writer, addEntry, { params, body: { values, evidence: { documentNumber: null } } });
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect(saved.answer).toMatchObject({ entryNo: `${register.prefix}000001`, version: 1, state: "submitted" });
    const listed = await api.call(writer, listEntries, { params });
    expect(listed.answer.total).toBe(1);
    expect(listed.answer.items[0]).toMatchObject({ entryNo: saved.answer.entryNo, values, year: 2024 });
    const found = await api.call(writer, listEntries, { params, query: { q: saved.answer.entryNo.toLowerCase() } });
    expect(found.answer.items).toHaveLength(1);
    const read = await api.call(writer, readEntry, { params: { ...params, id: saved.answer.id } });
    expect(read.answer.entry.values).toEqual(values);
    expect(read.answer.history).toHaveLength(1);
  });

  it("没有佐证不能确认；补上佐证后确认，引擎才读到它", async () => {
    const { answer } = await api.call(province, listEntries, { params });
    const [entry] = answer.items;
    if (!entry) throw new Error("no entry");
    const asked = { params, body: { entries: [{ id: entry.id, version: entry.version }] } };
    const refused = await api.call(province, confirmEntries, asked);
    expect(refused.answer.results[0]).toMatchObject({
      outcome: "refused",
      code: "EVIDENCE_REQUIRED",
      clause: register.evidence.clause,
    });
    const facts = () => database.transaction(province, (tx) => factsForEngine(tx, province));
    expect((await facts()).filter(({ id }) => id === entry.entryNo)).toEqual([]);

    const file = await api.call(writer, addEvidence, {}, { file: { name: "证书.pdf", content: samplePdf } });
    const evidence = { ...sampleEvidence, attachmentId: file.answer.id };
    const changed = await api.call(writer, changeEntry, {
      params: { ...params, id: entry.id },
      body: { values: entry.values, evidence, version: entry.version },
    });
    expect(changed.status, JSON.stringify(changed.problem)).toBe(200);
    if (changed.answer.state !== "confirmed") {
      const confirmed = await api.call(province, confirmEntries, {
        params,
        body: { entries: [{ id: entry.id, version: changed.answer.version }] },
      });
      expect(confirmed.answer.confirmed).toBe(1);
    }
    const [fact] = (await facts()).filter(({ id }) => id === entry.entryNo);
    const own = Object.fromEntries(Object.entries(entry.values).filter(([name]) => !register.ownFields.has(name)));
    // A list of a plan carries no amount, so the engine never reads it.
    expect(fact).toEqual(isFactRegister(register.id) ? { id: entry.entryNo, type: register.id, ...own } : undefined);
  });

  it("同样的内容再登记一次被拒绝，并写明条款", async () => {
    const body = { values: sampleValues(register), evidence: sampleEvidence };
    const { status, problem } = await api.call(province, addEntry, { params, body });
    expect([status, problem.code]).toEqual([409, "entry-repeats"]);
    expect(problem.clause).toMatch(
      isFactRegister(register.id) ? /^qiangyi-2024\.art/ : /^(linfen-2020|regional-centres-2023|service-system-2023)\./,
    );
    expect(await entriesOf(register)).toBe(1n);
  });

  it("工作簿一来一回：模板填好导入是新增，同一文件再导入什么都不变", async () => {
    const target = registerImport(register);
    const template = await api.call(province, downloadTemplate, { params: { target: register.id }, query: { rows: "current" } });
    expect(template.status).toBe(200);
    const lookups = await database.transaction(province, (tx) => target.lookups(tx, province));
    const filled = await writeTemplate({
      template: target.template,
      fields: target.fields,
      context: { province: "山西省", year: 2024, madeOn: date("2025-03-01") },
      lookups,
      rows: [1, 2, 3].map((nth) => ({
        ...sampleValues(register, nth),
        documentNumber: sampleEvidence.documentNumber,
        documentDate: sampleEvidence.documentDate,
      })),
    });
    const preview = await imported(register, filled);
    expect(preview).toMatchObject({ state: "previewed", counts: { new: 3, changed: 0, unchanged: 0, wrong: 0 } });
    expect(await entriesOf(register)).toBe(1n);
    await api.call(province, applyImport, { params: { run: preview.id } });
    expect(await until(preview.id, "applying")).toMatchObject({ state: "applied", rowsApplied: 3 });
    expect(await entriesOf(register)).toBe(4n);

    const again = await imported(register, filled);
    expect(again).toMatchObject({ state: "previewed", counts: { new: 0, changed: 0, unchanged: 3, wrong: 0 } });
    const exported = await imported(register, template.bytes);
    expect(exported.counts).toEqual({ new: 0, changed: 0, unchanged: 1, wrong: 0 });
  });

  it("导出的是屏幕上的筛选结果", async () => {
    const { status, bytes, headers } = await api.call(province, exportEntries, { params, query: { year: 2024, fields: "all" } });
    expect(status).toBe(200);
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    expect(String(headers["content-disposition"])).toContain(encodeURIComponent(register.title));
  });

  it("权限：没有职责的读不了，只读的写不了", async () => {
    expect((await api.call(administrator, listEntries, { params })).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await api.call(undefined, describeRegister, { params })).status).toBe(401);
    const body = { values: sampleValues(register, 9), evidence: sampleEvidence };
    expect((await api.call(finance, addEntry, { params, body })).problem.code).toBe("FORBIDDEN_ROLE");
    expect(
      (await api.call(county, confirmEntries, { params, body: { entries: [{ id: crypto.randomUUID(), version: 1 }] } })).status,
    ).toBe(403);
    expect(await entriesOf(register)).toBe(4n);
  });

  it("范围：别的县看不见，也写不进来", async () => {
    const listed = await api.call(elsewhere, listEntries, { params });
    expect([listed.answer.items, listed.answer.total]).toEqual([[], 0]);
    const body = { values: sampleValues(register, 20), evidence: sampleEvidence };
    const outside = await api.call(elsewhere, addEntry, { params, body });
    expect([outside.status, outside.problem.code]).toEqual([403, "entry-out-of-scope"]);
    expect(await entriesOf(register)).toBe(4n);
  });
});

it("目录里的数字就是各台账的数字", async () => {
  const { answer } = await api.call(province, listRegisters, {});
  for (const { id, confirmed, waiting } of answer.items) {
    const rows = await database.query<{ state: string; n: bigint }>(
      "select state, count(*) n from register_entry where register = $1 group by 1",
      [id],
    );
    const count = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0n);
    expect([id, confirmed, waiting]).toEqual([id, count("confirmed"), count("submitted")]);
  }
});
