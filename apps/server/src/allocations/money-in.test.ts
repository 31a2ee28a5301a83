import {
  downloadMoneyTemplate,
  listAllocated,
  listBudgetHistory,
  listBudgets,
  readMoneyWorkbook,
  recordAllocated,
  recordBudgets,
  recordInvestment,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { writeTemplate } from "../documents/index.ts";
import { moneyForms } from "./money-fields.ts";
import { addRegions } from "./sample-province.ts";

const database = await freshDatabase();
// The books of 省财政厅 stand for a region.
await addRegions(database);
const api = await testApi(database);
const finance = actorAs("prov_finance_social");
const health = actorAs("prov_health_dept");

const budget = {
  line: "township-centre",
  year: 2025,
  amountFen: "270000000000",
  source: "省级预算",
  documentNumber: "晋财预〔2025〕1号",
};
const given = {
  line: "county-tertiary",
  subject: "140121",
  year: 2024,
  amountFen: "100000000000",
  documentNumber: "晋财社〔2024〕9号",
};
const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

describe("年度预算", () => {
  it("登记、重复登记不变、更正须写原因且原登记保留", async () => {
    const record = (rows: object[]) => api.call(finance, recordBudgets, { body: { rows: rows as [typeof budget] } });
    expect((await record([budget])).answer).toEqual({ recorded: 1, unchanged: 0 });
    expect((await record([budget])).answer).toEqual({ recorded: 0, unchanged: 1 });
    const silent = await record([{ ...budget, amountFen: "300000000000" }]);
    expect(silent).toMatchObject({ status: 422, problem: { code: "rows-refused", problems: [{ path: "rows.0.reason" }] } });
    expect(await count("line_budget")).toBe(1);
    expect((await record([{ ...budget, amountFen: "300000000000", reason: "年中追加" }])).answer).toEqual({
      recorded: 1,
      unchanged: 0,
    });
    const { items } = (await api.call(health, listBudgets, { query: { year: 2025 } })).answer;
    expect(items).toMatchObject([{ amountFen: "300000000000", corrections: 1, reason: "年中追加" }]);
    const history = (await api.call(health, listBudgetHistory, { query: { line: budget.line, year: 2025 } })).answer;
    expect(history.items.map(({ amountFen }) => amountFen)).toEqual(["300000000000", "270000000000"]);
  });

  it("几行有错：一次列出全部，一行也不登记", async () => {
    const before = await count("line_budget");
    const rows = [
      { ...budget, line: "no-such-line" },
      { ...budget, year: 2026 },
      { ...budget, year: 2026 },
    ];
    const { status, problem } = await api.call(finance, recordBudgets, { body: { rows } });
    expect(status).toBe(422);
    expect(problem.problems?.map(({ path }) => path)).toEqual(["rows.0.line", "rows.2.line"]);
    expect(await count("line_budget")).toBe(before);
  });

  it("省卫健委不能登记预算，省财政厅不能登记投资计划", async () => {
    const before = [await count("line_budget"), await count("investment_item")];
    expect(await api.call(health, recordBudgets, { body: { rows: [budget] } })).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    const row = {
      line: budget.line,
      year: 2025,
      quantity: 1,
      standardFen: "1",
      sourceMix: "省级",
      approvedOn: "2025-01-01",
      documentNumber: "1号",
    };
    expect(await api.call(finance, recordInvestment, { body: { rows: [row] } })).toMatchObject({ status: 403 });
    expect([await count("line_budget"), await count("investment_item")]).toEqual(before);
  });
});

describe("以前已分配", () => {
  it("同一文号的更正是新的一行，列表只显示现行数，历史可查", async () => {
    const record = (rows: object[]) => api.call(finance, recordAllocated, { body: { rows: rows as [typeof given] } });
    expect((await record([given, { ...given, documentNumber: "晋财社〔2024〕30号" }])).answer).toEqual({
      recorded: 2,
      unchanged: 0,
    });
    expect((await record([{ ...given, amountFen: "5" }])).status).toBe(422);
    expect(await count("allocated_amount")).toBe(2);
    expect((await record([{ ...given, amountFen: "5", reason: "原文件更正" }])).answer).toEqual({ recorded: 1, unchanged: 0 });
    const list = async (query: object) => (await api.call(health, listAllocated, { query })).answer.items;
    expect((await list({})).map(({ amountFen }) => amountFen)).toEqual(expect.arrayContaining(["5", "100000000000"]));
    expect(await list({})).toHaveLength(2);
    expect(await list({ history: true })).toHaveLength(3);
  });
});

describe("工作簿", () => {
  const spreadsheet = async (rows: object[]) =>
    writeTemplate({
      ...moneyForms.allocated,
      context: { province: "14", year: 2024, madeOn: date("2025-03-01") },
      lookups: { institutions: [], regions: [] },
      rows: rows as never,
    });

  it("读取只预览不入库，标明新增、更正、不变", async () => {
    const before = await count("allocated_amount");
    const content = await spreadsheet([
      { line: "county-tertiary", subject: "140121", year: 2024, amount: "0.05", documentNumber: given.documentNumber },
      { line: "county-tertiary", subject: "140122", year: 2024, amount: "10000000.00", documentNumber: "晋财社〔2024〕9号" },
    ]);
    const { status, answer } = await api.call(
      finance,
      readMoneyWorkbook,
      { params: { table: "allocated" } },
      { file: { name: "已分配.xlsx", content } },
    );
    expect(status).toBe(200);
    expect(answer.rows.map(({ subject, state, amountFen }) => [subject, state, amountFen])).toEqual([
      ["140121", "unchanged", "5"],
      ["140122", "new", "1000000000"],
    ]);
    expect(await count("allocated_amount")).toBe(before);
  });

  it("不是工作簿：拒绝并说明怎么办", async () => {
    const { status, problem } = await api.call(
      finance,
      readMoneyWorkbook,
      { params: { table: "budgets" } },
      { file: { name: "预算.xlsx", content: Buffer.from("不是工作簿") } },
    );
    expect([status, problem.code]).toEqual([422, "workbook-refused"]);
  });

  it("模板可下载", async () => {
    const reply = await api.call(finance, downloadMoneyTemplate, { params: { table: "budgets" }, query: { year: 2025 } });
    expect(reply.status).toBe(200);
    expect(reply.bytes.subarray(0, 2).toString()).toBe("PK");
  });
});

describe("数据库守着的规则", () => {
  const row = "'14', gen_random_uuid()";
  const by = "'u', '测试', now()";
  it.each([
    ["line_budget_append_only", "update line_budget set amount_fen = 1"],
    ["line_budget_append_only", "delete from line_budget"],
    ["line_budget_not_negative", `insert into line_budget values (${row}, 'x', 2025, -1, 's', 'd', null, 0, ${by})`],
    ["line_budget_year", `insert into line_budget values (${row}, 'x', 1999, 1, 's', 'd', null, 0, ${by})`],
    ["line_budget_sourced", `insert into line_budget values (${row}, 'x', 2025, 1, '', 'd', null, 0, ${by})`],
    ["line_budget_correction_reasoned", `insert into line_budget values (${row}, 'x', 2025, 1, 's', 'd', '', 1, ${by})`],
    [
      "line_budget_one_successor",
      `insert into line_budget values (${row}, 'township-centre', 2025, 1, 's', 'd', null, 0, ${by})`,
    ],
    ["allocated_amount_append_only", "update allocated_amount set amount_fen = 1"],
    ["allocated_amount_not_negative", `insert into allocated_amount values (${row}, 'x', 's', 2025, 'd', -1, null, 0, ${by})`],
    ["allocated_amount_documented", `insert into allocated_amount values (${row}, 'x', 's', 2025, '', 1, null, 0, ${by})`],
    [
      "allocated_amount_correction_reasoned",
      `insert into allocated_amount values (${row}, 'x', 's', 2025, 'd', 1, '', 1, ${by})`,
    ],
    [
      "result_decision_reasoned",
      `insert into result_decision values (${row}, 'x', 's', 2025, 1, null, '', '2025-01-01', '', null, 0, ${by})`,
    ],
    ["key_project_reasoned", `insert into key_project values (${row}, 'x', 's', true, '', 0, ${by})`],
  ])("%s", async (constraint, text) => {
    await expect(database.query(text)).rejects.toMatchObject({ constraint });
  });
});
