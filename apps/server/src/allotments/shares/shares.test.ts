import {
  countersignBudgetShares,
  listSharingMethods,
  type RouteInput,
  readBudgetShares,
  recordSharingMethod,
  saveBudgetShares,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { hongdong, linfen, people, quwo, setUpPlaces } from "../distribution/sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database);
const wan = (amount: number) => String(amount * 1_000_000);
const { city, county, countyHealth, cityHealth, province } = people;
const year = 2025;
const publication = "01950000-0000-7000-8000-000000000001";

const line = (no: number, title: string, place: string | null, amount: number) => `
  insert into published_line (province, publication_id, line_no, line, year, subject, title, place, city, county, status, amount_fen, held_fen, recovery_fen,
    allocated_fen, fact_count, errors, clauses, explanation, search)
  values ('14', '${publication}', ${no}, 'county-tertiary', ${year}, 's${no}', '${title}', '临汾市', '${linfen}', ${place}, 'payable', ${amount}, 0, 0, 0, 0,
    '{}', '{}', '{}', '');
  insert into published_share (province, publication_id, line_no, share_no, city, county, is_standing, due_fen, proposed_fen, held_fen, recovery_fen)
  values ('14', '${publication}', ${no}, 1, '${linfen}', ${place}, true, ${amount}, ${amount}, 0, 0)`;

beforeAll(async () => {
  await setUpPlaces(database);
  // How a plan is published is proved where it is published; here its rows suffice.
  await database.query(`begin; set local session_replication_role = replica;
    insert into plan_publication (province, id, plan_id, year, step, title, version, decision_date, published_on, published_by, published_name, published_at)
    values ('14', '${publication}', '${publication}', ${year}, 1, '2025年分配方案', 1, '2025-02-01', '2025-02-02', 'x', 'x', now());
    ${line(1, "洪洞县三级医疗服务能力建设", `'${hongdong}'`, 100_000_000)};
    ${line(2, "曲沃县三级医疗服务能力建设", `'${quwo}'`, 50_000_000)};
    ${line(3, "市医院专科", "null", 30_000_000)}; commit`);
});

const method: RouteInput<typeof recordSharingMethod>["body"] = {
  line: "county-tertiary",
  route: "county",
  fromYear: 2025,
  provincePercent: "80",
  cityPercent: "10",
  countyPercent: "10",
  source: "省级负担办法（样例）",
};
const record = (change: Partial<typeof method> = {}, actor: Actor = province) =>
  api.call(actor, recordSharingMethod, { body: { ...method, ...change } });
const read = async (actor: Actor, region?: string) =>
  (await api.call(actor, readBudgetShares, { query: { year, ...(region !== undefined && { region }) } })).answer;
const save = async (actor: Actor, amounts: readonly number[], more: object = {}) => {
  const { items, sheet } = await read(actor);
  const rows = items.map(({ line: of, subject, county: place }, at) => ({
    line: of,
    subject,
    county: place,
    budgetedFen: wan(amounts[at] ?? 0),
  }));
  const body = { documentNumber: "洪财预〔2025〕3号", base: sheet?.version ?? 0, rows, ...more };
  return await api.call(actor, saveBudgetShares, { params: { year }, body });
};
const sign = (actor: Actor, version: number) => api.call(actor, countersignBudgetShares, { params: { year }, body: { version } });
const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const written = async () => [await count("sharing_method"), await count("budget_share"), await count("budget_share_signature")];

describe("负担办法", () => {
  it("没有登记以前,省级标准由省级全额负担,本级应编为0", async () => {
    expect((await api.call(county, listSharingMethods, {})).answer).toMatchObject({ items: [], mayRecord: false });
    const { items, shareFen, publishedOn } = await read(county);
    expect(items.map(({ title, wholeFen, percent, source, shareFen: own }) => [title, wholeFen, percent, source, own])).toEqual([
      ["洪洞县三级医疗服务能力建设", wan(100), null, null, "0"],
    ]);
    expect([shareFen, publishedOn]).toEqual(["0", "2025-02-02"]);
  });

  it.each([
    ["合计不是100%", { countyPercent: "9.99" }, "WEIGHTS_NOT_100"],
    ["省直管县的项目市级也负担", { route: "direct-county" as const }, "not-on-the-way"],
    ["市级项目县级也负担", { route: "city" as const }, "not-on-the-way"],
    ["没有的支持项目", { line: "nothing" }, "line-unknown"],
  ])("%s:拒绝,没有写入", async (_, change, code) => {
    const before = await written();
    expect((await record(change)).problem.code).toBe(code);
    expect(await written()).toEqual(before);
  });

  it("只由省财政登记;没有来源的不收", async () => {
    const before = await written();
    expect(await record({}, county)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect((await record({ source: " " })).status).toBe(400);
    expect(await written()).toEqual(before);
  });

  it("登记后带来源列出;更正后以后一条为准;以后年度的不影响本年", async () => {
    expect((await record({ cityPercent: "15", countyPercent: "5" })).status).toBe(201);
    expect((await record()).status).toBe(201);
    expect((await record({ fromYear: 2026, provincePercent: "60", cityPercent: "20", countyPercent: "20" })).status).toBe(201);
    const { items } = (await api.call(county, listSharingMethods, {})).answer;
    expect(items.map(({ fromYear, countyPercent, source }) => [fromYear, countyPercent, source])).toEqual([
      [2025, "10.00", "省级负担办法（样例）"],
      [2026, "20.00", "省级负担办法（样例）"],
    ]);
  });
});

describe("本级预算编列 [qiangyi-2024.art8.1.a]", () => {
  it("负担办法省80%、市10%、县10%,标准100万元:县级编8万元,BUDGET_SHARE_SHORT,应为10万元,没有写入", async () => {
    expect((await read(county)).items[0]).toMatchObject({ percent: "10.00", shareFen: wan(10), source: "省级负担办法（样例）" });
    const before = await written();
    const refused = await save(county, [8]);
    expect(refused).toMatchObject({ status: 422, problem: { code: "BUDGET_SHARE_SHORT", clause: "qiangyi-2024.art8.1.a" } });
    expect(refused.problem.detail).toBe("洪洞县三级医疗服务能力建设：按负担办法本级应编10万元，编列8万元");
    expect(await written()).toEqual(before);
  });

  it("漏编的项目同样不足", async () => {
    const before = await written();
    expect((await save(county, [], { rows: [] })).problem).toMatchObject({
      code: "BUDGET_SHARE_SHORT",
      problems: [{ message: "洪洞县三级医疗服务能力建设：按负担办法本级应编10万元，编列0万元" }],
    });
    expect(await written()).toEqual(before);
  });

  it("编足或多编都可以;保存后没有卫健会签:待会签", async () => {
    expect((await save(county, [10])).answer).toEqual({ version: 1, stateName: "待会签" });
    expect((await save(county, [12])).answer).toEqual({ version: 2, stateName: "待会签" });
    expect((await read(countyHealth)).sheet).toMatchObject({
      version: 2,
      budgetedFen: wan(12),
      state: "unsigned",
      stateName: "待会签",
      signedBy: null,
    });
  });

  it("同级卫健会签这一版;再改就要重新会签", async () => {
    expect(await read(countyHealth)).toMatchObject({ mayCountersign: true, maySave: false });
    expect((await sign(countyHealth, 1)).problem.code).toBe("changed-meanwhile");
    expect((await sign(countyHealth, 2)).status).toBe(201);
    expect((await sign(countyHealth, 2)).problem.code).toBe("already-signed");
    expect((await read(county)).sheet).toMatchObject({ stateName: "已会签", signedBy: "县卫健甲" });
    await save(county, [11]);
    expect((await read(county)).sheet).toMatchObject({ version: 3, stateName: "待会签" });
  });

  it("两人同时编列:后保存的刷新后再办", async () => {
    const before = await written();
    expect((await save(county, [20], { base: 1 })).problem.code).toBe("changed-meanwhile");
    expect(await written()).toEqual(before);
  });

  it("市级负担本市各县项目和市级项目中自己的一份;省直管县的不经市、市不负担", async () => {
    await record({ route: "city", cityPercent: "20", countyPercent: "0" });
    const shares = async () => (await read(city)).items.map(({ title, shareFen }) => [title, shareFen]);
    expect(await shares()).toEqual([
      ["洪洞县三级医疗服务能力建设", wan(10)],
      ["曲沃县三级医疗服务能力建设", wan(5)],
      ["市医院专科", wan(6)],
    ]);
    await record({ route: "direct-county", provincePercent: "70", cityPercent: "0", countyPercent: "30" });
    await database.query(`insert into fiscal_relation (province, county, mode, effective_from, basis, recorded_by, recorded_at)
      values ('14', '${quwo}', 'PROV_DIRECT_SYSTEM', '2025-01-01', '样例决定', 'x', now())`);
    expect(await shares()).toEqual([
      ["洪洞县三级医疗服务能力建设", wan(10)],
      ["市医院专科", wan(6)],
    ]);
    expect((await read(people.quwo)).items.map(({ percent, shareFen }) => [percent, shareFen])).toEqual([["30.00", wan(15)]]);
  });

  it("各编各的:省里不代编,别县不见;审计只看", async () => {
    const before = await written();
    const body = { documentNumber: "晋财预〔2025〕9号", base: 0, rows: [] };
    expect((await api.call(province, saveBudgetShares, { params: { year }, body })).problem.code).toBe("own-level-only");
    expect(
      (await api.call(people.provinceHealth, countersignBudgetShares, { params: { year }, body: { version: 3 } })).problem.code,
    ).toBe("own-level-only");
    expect((await sign(cityHealth, 3)).problem.code).toBe("changed-meanwhile");
    expect(await read(people.quwo, hongdong)).toMatchObject({ items: [], sheet: null, maySave: false });
    expect(await read(actorAs("auditor"), hongdong)).toMatchObject({
      sheet: { version: 3 },
      maySave: false,
      mayCountersign: false,
    });
    expect(await written()).toEqual(before);
  });

  it("没有发布项目的年度不能编列", async () => {
    const body = { documentNumber: "洪财预〔2026〕1号", base: 0, rows: [] };
    expect((await api.call(county, saveBudgetShares, { params: { year: 2026 }, body })).problem.code).toBe("nothing-published");
  });
});

describe("数据库的最后一道关", () => {
  it.each([
    [
      "sharing_method_percents",
      "insert into sharing_method select province, newid, line, route, 2030, 50, 10, 10, source, 0, 'x', 'x', now() from sharing_method, gen_random_uuid() newid limit 1",
    ],
    [
      "sharing_method_of_route",
      "insert into sharing_method select province, newid, line, 'city', 2030, 80, 10, 10, source, 0, 'x', 'x', now() from sharing_method, gen_random_uuid() newid limit 1",
    ],
    [
      "budget_share_not_short",
      "insert into budget_share select province, newid, region, city, county, 2030, 1, document_number, rows, 10, 9, 'x', 'x', 'x', now() from budget_share, gen_random_uuid() newid limit 1",
    ],
    [
      "budget_share_one_successor",
      "insert into budget_share select province, newid, region, city, county, year, version, document_number, rows, share_fen, budgeted_fen, 'x', 'x', 'x', now() from budget_share, gen_random_uuid() newid limit 1",
    ],
    ["budget_share_append_only", "update budget_share set budgeted_fen = 0"],
    ["budget_share_signature_append_only", "delete from budget_share_signature"],
  ])("%s", async (constraint, text) => {
    await expect(database.query(text)).rejects.toMatchObject({ constraint });
  });
});
