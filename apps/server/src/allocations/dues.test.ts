import {
  buildPlan,
  downloadDues,
  explainDue,
  freezePlan,
  groupPlan,
  listDues,
  listPlanLines,
  publishPlan,
  readPlan,
  recordAllocated,
  recordBudgets,
  recordInvestment,
  roles,
  setManualAmount,
  summariseDues,
  wholeFund,
  workbench,
} from "@qiangyi/api";
import { fundingLines } from "@qiangyi/policy";
import ExcelJS from "exceljs";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type Actor, fixedClock, publicActor } from "../platform/index.ts";
import { addSampleProvince } from "./sample-province.ts";

const database = await freshDatabase();
await addSampleProvince(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");
const finance = actorAs("prov_finance_social");
const wan = (amount: number) => String(amount * 1_000_000);

const at = (level: "city" | "county" | "unit", city: string | null, county: string | null, institution: string | null = null) =>
  actorAs(level === "unit" ? "unit_applicant" : `${level}_health_bureau`, { city, county, institution });
const taiyuan = at("city", "140100", null);
const qingxu = at("county", "140100", "140121");
const yangqu = at("county", "140100", "140122");
const c1 = at("unit", "140100", "140121", "C1");

const year = 2025;
const listed = async (actor: Actor, query: Record<string, string | number> = {}) =>
  (await api.call(actor, listDues, { query: { year, ...query } })).answer;
const subjects = async (actor: Actor, query: Record<string, string | number> = {}) =>
  (await listed(actor, query)).items.map(({ subject }) => subject);
const summary = async (actor: Actor, region?: string) =>
  (await api.call(actor, summariseDues, { query: { year, ...(region !== undefined && { region }) } })).answer;
const lineOf = async (actor: Actor, subject: string) => {
  const found = (await listed(actor)).items.find((line) => line.subject === subject);
  if (!found) throw new Error(`${subject} is not listed`);
  return found;
};

const prepare = async () => {
  const budget = { year, source: "省级预算", documentNumber: "晋财预〔2025〕1号" };
  const rows = [
    { ...budget, line: wholeFund, amountFen: wan(100_000) },
    { ...budget, line: "provincial-key-specialty", amountFen: wan(4000) },
  ];
  expect((await api.call(finance, recordBudgets, { body: { rows } })).status).toBe(201);
  const allocated = {
    line: "township-centre",
    subject: "z1",
    year: 2024,
    amountFen: wan(40),
    documentNumber: "晋财社〔2024〕3号",
  };
  expect((await api.call(finance, recordAllocated, { body: { rows: [allocated] } })).status).toBe(201);
  const planned = {
    year,
    quantity: 10,
    standardFen: wan(100),
    sourceMix: "省级资金",
    approvedOn: "2025-01-20",
    documentNumber: "2号",
  };
  const investment = fundingLines.map(({ id }) => ({ ...planned, line: id }));
  expect((await api.call(health, recordInvestment, { body: { rows: investment } })).status).toBe(201);
};

const frozen = async (beforehand: (planId: string) => Promise<void> = async () => {}) => {
  const planId = (await api.call(health, buildPlan, { body: { year } })).answer.id;
  await beforehand(planId);
  const { status } = await api.call(health, freezePlan, { params: { planId }, body: { title: "2025年建议方案" } });
  expect(status).toBe(200);
  return planId;
};
const publish = async (planId: string) => {
  const { status, answer } = await api.call(health, publishPlan, { params: { planId }, body: {} });
  expect(status).toBe(201);
  return answer.publicationId;
};

beforeAll(prepare);

describe("没有发布之前", () => {
  it("定稿的方案市县也看不到：列表为空，合计为零，没有可导出的", async () => {
    await frozen();
    for (const actor of [taiyuan, qingxu, c1]) {
      expect(await listed(actor)).toEqual({ items: [], next: null, total: 0 });
      expect(await summary(actor)).toMatchObject({ publication: null, history: [], lines: [], sums: { proposedFen: "0" } });
      expect(await api.call(actor, downloadDues, { query: { year } })).toMatchObject({
        status: 404,
        problem: { code: "not-published" },
      });
    }
  });
});

describe("发布之后，各看各的部分", () => {
  let planId = "";
  let publicationId = "";
  beforeAll(async () => {
    planId = await frozen();
    publicationId = await publish(planId);
  });

  it.each([
    ["市看本市各县和各单位", taiyuan, ["s2", "z1", "140121", "140122", "e1", "d1"], 1762.4],
    ["清徐县看本县", qingxu, ["140121"], 1500],
    ["阳曲县看本县", yangqu, ["z1", "140122", "d1"], 62.4],
    ["省属医院看本院，不看它派出医师所在的县", at("unit", null, null, "H1"), ["s1"], 200],
    ["市属医院看本院", at("unit", "140100", null, "T1"), ["s2"], 200],
    ["共享一条的医院看自己那份", c1, ["140121"], 750],
    ["县医院看驻点帮扶和没有达标的一条", at("unit", "140100", "140122", "C3"), ["140122", "d1"], 2.4],
    ["别的市什么也看不到", at("city", "140200", null), [], 0],
    ["别的县什么也看不到", at("county", "140100", "140123"), [], 0],
    ["没有项目的单位什么也看不到", at("unit", "140100", "140121", "C9"), [], 0],
  ] as const)("%s", async (_, actor, expected, total) => {
    expect(await subjects(actor)).toEqual(expected);
    const { sums, lines, counts } = await summary(actor);
    expect(sums.proposedFen).toBe(wan(total));
    expect(counts.results).toBe(expected.length);
    const added = lines.reduce((sum, line) => sum + BigInt(line.sums.proposedFen), 0n);
    expect(String(added)).toBe(sums.proposedFen);
  });

  it("每个持此权限的角色在每个层级都只看到本级的", async () => {
    const places = {
      province: [{}, ["s1", "s2", "z1", "140121", "140122", "e1", "d1"]],
      city: [{ city: "140100" }, ["s2", "z1", "140121", "140122", "e1", "d1"]],
      county: [{ city: "140100", county: "140121" }, ["140121"]],
      unit: [{ city: "140100", county: "140121", institution: "C2" }, ["140121"]],
      expert: [{}, []],
    } as const;
    for (const role of roles) {
      for (const level of role.levels) {
        const [place, expected] = places[level];
        const actor = actorAs(role.id, { level, ...place });
        const { status, answer, problem } = await api.call(actor, listDues, { query: { year } });
        if (role.holds.includes("dues.read")) {
          expect([role.id, level, answer.items.map(({ subject }) => subject)]).toEqual([role.id, level, expected]);
        } else expect([role.id, level, status, problem.code]).toEqual([role.id, level, 403, "FORBIDDEN_ROLE"]);
      }
    }
  });

  it("各级合计与省里方案的汇总一致", async () => {
    const plan = (await api.call(health, readPlan, { params: { planId } })).answer;
    const whole = await summary(actorAs("auditor", { level: "province" }));
    expect(whole.sums).toEqual(plan.sums);
    const groups = (await api.call(health, groupPlan, { params: { planId }, query: { by: "county" } })).answer.groups;
    for (const { city, county, sums, counts } of groups) {
      if (city === null || county === null || city === "none" || county === "none") continue;
      const own = await summary(at("county", city, county));
      expect([county, own.sums]).toEqual([county, sums]);
      expect(own.counts.results).toBe(counts.results);
    }
  });

  it("市可以只看一个县；给出别处的代码看不到别处", async () => {
    expect(await subjects(taiyuan, { region: "140122" })).toEqual(["z1", "140122", "d1"]);
    expect((await summary(taiyuan, "140122")).sums.proposedFen).toBe(wan(62.4));
    expect(await subjects(qingxu, { region: "140122" })).toEqual([]);
    expect(await subjects(actorAs("auditor"), { region: "140100" })).not.toContain("s1");
  });

  it("按项目、结果和文字筛选，按键翻页", async () => {
    expect(await subjects(taiyuan, { line: "county-tertiary" })).toEqual(["140121", "140122"]);
    expect(await subjects(taiyuan, { status: "decision_required" })).toEqual(["e1"]);
    expect(await subjects(taiyuan, { text: "骨科" })).toEqual(["s2"]);
    expect(await subjects(taiyuan, { text: "%" })).toEqual([]);
    const first = await listed(taiyuan, { limit: 4 });
    expect(first.total).toBe(6);
    const rest = await listed(taiyuan, { limit: 4, after: first.next ?? "" });
    expect(rest).toMatchObject({ next: null, total: null });
    expect([...first.items, ...rest.items].map(({ subject }) => subject)).toEqual(await subjects(taiyuan));
  });

  it("说明：每一步有条款，本级的事实带值和台账，别人的事实只说有几条", async () => {
    const { lineNo } = await lineOf(qingxu, "140121");
    const whole = (await api.call(qingxu, explainDue, { params: { publicationId, lineNo } })).answer;
    expect(whole.steps.length).toBeGreaterThan(0);
    expect(whole.steps.every(({ text, clause }) => text !== "" && clause.startsWith("qiangyi-2024."))).toBe(true);
    expect(whole.facts.map(({ id }) => id)).toEqual(["q1", "q2"]);
    expect(whole.facts[0]?.entry).toMatchObject({ register: "county-tertiary", documentNumber: "晋卫医发〔2025〕1号" });
    expect(whole.facts[0]?.values).toContainEqual({ label: "机构", value: "样例清徐县人民医院" });
    expect(whole.hiddenFacts).toBe(0);
    expect(whole.shares.map(({ name, amountFen }) => [name, amountFen])).toEqual([
      ["样例清徐县人民医院", wan(750)],
      ["样例清徐县中医院", wan(750)],
    ]);
    const own = (await api.call(c1, explainDue, { params: { publicationId, lineNo } })).answer;
    expect(own.steps).toEqual(whole.steps);
    expect(own.facts.map(({ id }) => id)).toEqual(["q1"]);
    expect(own.hiddenFacts).toBe(1);
    expect(own.shares).toEqual([{ name: "样例清徐县人民医院", amountFen: wan(750) }]);
    expect(own.line).toMatchObject({ isPart: true, wholeFen: wan(1500), sums: { proposedFen: wan(750) } });
  });

  it("省里说明里有的每一条，持此权限的省级账号在这里也打得开", async () => {
    const { items } = (await api.call(health, listPlanLines, { params: { planId }, query: { limit: 200 } })).answer;
    for (const { lineNo } of items) {
      const { status, answer } = await api.call(actorAs("auditor"), explainDue, { params: { publicationId, lineNo } });
      expect([lineNo, status, answer.hiddenFacts]).toEqual([lineNo, 200, 0]);
    }
  });

  it("打不开别人的一条，与没有这一条回答相同", async () => {
    const { lineNo } = await lineOf(yangqu, "z1");
    for (const [actor, no] of [
      [qingxu, lineNo],
      [c1, lineNo],
      [at("city", "140200", null), lineNo],
      [qingxu, 999],
    ] as const) {
      const { status, problem } = await api.call(actor, explainDue, { params: { publicationId, lineNo: no } });
      expect([status, problem.code]).toEqual([404, "due-not-found"]);
    }
  });

  it("此前已分配的从金额中扣除，逐条写明；与上年和已分配比较", async () => {
    expect(await lineOf(yangqu, "z1")).toMatchObject({ allocatedFen: wan(40), sums: { proposedFen: wan(60) } });
    const { lines } = await summary(yangqu);
    expect(lines.find(({ line }) => line === "township-centre")?.comparison).toMatchObject({
      allocatedFen: "0",
      allocatedLastYearFen: wan(40),
      allocatedEverFen: wan(40),
    });
  });

  it("工作台的待阅里有发布的方案，省里没有这一条，三十天后不再提示", async () => {
    const toRead = async (actor: Actor, server = api) =>
      (await server.call(actor, workbench, {})).answer.items.filter(({ path }) => path.startsWith("/allocations/dues"));
    for (const actor of [taiyuan, qingxu, c1]) {
      expect(await toRead(actor)).toMatchObject([{ group: "toRead", since: "2025-03-01", path: "/allocations/dues?year=2025" }]);
    }
    expect(await toRead(health)).toEqual([]);
    expect(await toRead(actorAs("auditor"))).toEqual([]);
    const [last, later] = [
      await testApi(database, fixedClock("2025-03-31T02:00:00Z")),
      await testApi(database, fixedClock("2025-04-01T02:00:00Z")),
    ];
    expect(await toRead(qingxu, last)).toHaveLength(1);
    expect(await toRead(qingxu, later)).toEqual([]);
  });

  it("省里的汇总写明各项目此前已分配", async () => {
    const { lines } = (await api.call(health, readPlan, { params: { planId } })).answer;
    expect(
      lines.filter(({ allocatedFen }) => allocatedFen !== "0").map(({ line, allocatedFen }) => [line, allocatedFen]),
    ).toEqual([["township-centre", wan(40)]]);
  });

  it("省里的明细同样写明此前已分配", async () => {
    const { items } = (await api.call(health, listPlanLines, { params: { planId }, query: { limit: 200 } })).answer;
    expect(items.filter(({ allocatedFen }) => allocatedFen !== "0").map(({ subject }) => subject)).toEqual(["z1"]);
  });

  it("导出与页面所见相同，合计在先，不含别处一行", async () => {
    const { status, bytes } = await api.call(taiyuan, downloadDues, { query: { year, region: "140122" } });
    expect(status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const rows: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    const header = rows.findIndex((row) => row.includes("对象编号"));
    const [subject, amount] = [rows[header]?.indexOf("对象编号") ?? -1, rows[header]?.indexOf("本级应补") ?? -1];
    const body = rows.slice(header + 1);
    expect([body[0]?.[1], body[0]?.[amount]]).toEqual(["合计", 62.4]);
    expect(body.filter((row) => typeof row[0] === "number").map((row) => [row[subject], row[amount]])).toEqual([
      ["z1", 60],
      ["140122", 0],
      ["d1", 2.4],
    ]);
    expect(rows.flat().some((cell) => String(cell).includes("单位：万元"))).toBe(true);
    expect(rows.flat().some((cell) => String(cell).includes("清徐"))).toBe(false);
  });

  it("行级安全：不带条件的查询也只看得到本级的行，别处、访客和草稿一行没有", async () => {
    const count = async (actor: Actor) => {
      const counts = ["published_line", "published_share", "published_fact", "published_comparison"].map(async (table) => {
        const { rows } = await database.transaction(actor, (tx) =>
          sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx),
        );
        return rows[0]?.n;
      });
      return Promise.all(counts);
    };
    expect(await count(qingxu)).toEqual([1, 3, 2, 0]);
    expect(await count(c1)).toEqual([1, 1, 1, 0]);
    expect(await count(yangqu)).toEqual([3, 3, 3, 1]);
    expect(await count(at("city", "140200", null))).toEqual([0, 0, 0, 0]);
    expect(await count(publicActor)).toEqual([0, 0, 0, 0]);
    expect((await count(taiyuan))[0]).toBe(6);
    for (const table of ["allocation_plan", "plan_line", "plan_cell", "plan_snapshot", "plan_adjustment", "allocated_amount"]) {
      const { rows } = await database.transaction(qingxu, (tx) =>
        sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx),
      );
      expect([table, rows[0]?.n]).toEqual([table, 0]);
    }
  });
});

describe("新版取代旧版", () => {
  it("手工金额只落在县里，不分到各机构；旧版不再看得到", async () => {
    const old = (await summary(qingxu)).publication?.id ?? "";
    const { lineNo } = await lineOf(qingxu, "140121");
    const planId = await frozen(async (draft) => {
      const { items } = (await api.call(health, listPlanLines, { params: { planId: draft }, query: { limit: 200 } })).answer;
      const no = items.find(({ subject }) => subject === "140121")?.lineNo ?? -1;
      const body = { amountFen: wan(1400), reason: "按会议纪要", decidedBy: "省卫生健康委" };
      expect((await api.call(health, setManualAmount, { params: { planId: draft, lineNo: no }, body })).status).toBe(200);
    });
    const publicationId = await publish(planId);
    expect(await lineOf(qingxu, "140121")).toMatchObject({ isManual: true, isPart: false, sums: { proposedFen: wan(1400) } });
    expect(await lineOf(c1, "140121")).toMatchObject({
      isManual: true,
      isPart: true,
      sums: { dueFen: wan(750), proposedFen: "0" },
    });
    const { manual } = (await api.call(qingxu, explainDue, { params: { publicationId, lineNo } })).answer;
    expect(manual).toMatchObject({ amountFen: wan(1400), dueFen: wan(1500), reason: "按会议纪要" });
    const { status, problem } = await api.call(qingxu, explainDue, { params: { publicationId: old, lineNo } });
    expect([status, problem.code]).toEqual([404, "due-not-found"]);
    const { rows } = await database.transaction(qingxu, (tx) =>
      sql<{ n: number }>`select count(*)::int as n from published_share where publication_id = ${old}::uuid`.execute(tx),
    );
    expect(rows[0]?.n).toBe(0);
  });
});
