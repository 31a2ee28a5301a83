import { listBudgets, recordBudgets } from "@qiangyi/api";
import { date, fen } from "@qiangyi/kernel";
import { issue } from "@qiangyi/ledger";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { balanceOf, financeBook, postEntries } from "../ledger/index.ts";
import { poolEarmark } from "./appropriations.ts";
import { addRegions } from "./sample-province.ts";

const database = await freshDatabase();
await addRegions(database);
const api = await testApi(database);
const finance = actorAs("prov_finance_social");
const wan = (amount: number) => String(amount * 1_000_000);

const row = (line: string, amount: number, more: object = {}) => ({
  line,
  year: 2025,
  amountFen: wan(amount),
  source: "省级财政预算",
  documentNumber: "晋财预〔2025〕1号",
  ...more,
});
const record = (rows: readonly object[]) =>
  api.call(finance, recordBudgets, { body: { rows: rows as ReturnType<typeof row>[] } });
const pool = (line: string) =>
  database.transaction(finance, (tx) =>
    balanceOf(tx, {
      book: financeBook("140000").id,
      earmark: poolEarmark({ line, year: 2025, fundSource: "provincial-budget" }),
      account: "1101",
    }),
  );
const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const nothingWritten = async (act: () => Promise<void>) => {
  const before = [await count("line_budget"), await count("ledger_entry")];
  await act();
  expect([await count("line_budget"), await count("ledger_entry")]).toEqual(before);
};

describe("第二条 预算记入省财政厅指标账", () => {
  it("没有支持项目：OUT_OF_PROGRAMME_SCOPE；列到省级临床重点专科：接受，50万元入账 [qiangyi-2024.art2.a]", async () => {
    await nothingWritten(async () => {
      for (const line of ["", "office-heating"]) {
        const refused = await record([row(line, 50)]);
        expect(refused).toMatchObject({
          status: 422,
          problem: { code: "OUT_OF_PROGRAMME_SCOPE", clause: "qiangyi-2024.art2.a" },
        });
      }
    });
    expect((await record([row("provincial-key-specialty", 50)])).status).toBe(201);
    expect(await pool("provincial-key-specialty")).toBe(fen(50_000_000n));
  });

  it("没有资金来源：FUND_SOURCE_REQUIRED；市县预算和医院收入不是省级补助资金：FUND_SOURCE_MISMATCH [qiangyi-2024.art2.b]", async () => {
    await nothingWritten(async () => {
      const unsourced = await record([row("township-centre", 100, { source: "" })]);
      expect(unsourced).toMatchObject({ status: 422, problem: { code: "FUND_SOURCE_REQUIRED", clause: "qiangyi-2024.art2.b" } });
      for (const source of ["county-budget", "hospital-revenue"]) {
        const other = await record([row("township-centre", 100, { fundSource: source })]);
        expect(other).toMatchObject({ status: 422, problem: { code: "FUND_SOURCE_MISMATCH" } });
      }
    });
  });

  it("5G试点资金：县级预算FUND_SOURCE_MISMATCH，省级预算接受 [5g-2022.art2.a]", async () => {
    const factors = { capacity: "财力可承担", performance: "上年绩效为良" };
    await nothingWritten(async () => {
      const refused = await record([row("5g-pilot", 500, { fundSource: "county-budget", factors })]);
      expect(refused).toMatchObject({ status: 422, problem: { code: "FUND_SOURCE_MISMATCH", clause: "5g-2022.art2.a" } });
    });
    expect((await record([row("5g-pilot", 500, { factors })])).status).toBe(201);
    expect(await pool("5g-pilot")).toBe(fen(500_000_000n));
  });

  it("5G试点预算有上一年时不写绩效：JUSTIFICATION_REQUIRED；写明后接受 [5g-2022.art4.b]", async () => {
    const next = (factors: object) => [row("5g-pilot", 600, { year: 2026, documentNumber: "晋财预〔2026〕1号", factors })];
    await nothingWritten(async () => {
      const refused = await record(next({ capacity: "财力可承担" }));
      expect(refused).toMatchObject({ status: 422, problem: { code: "JUSTIFICATION_REQUIRED", clause: "5g-2022.art4.b" } });
      expect(refused.problem.problems?.[0]?.message).toContain("上年绩效结果");
    });
    expect((await record(next({ capacity: "财力可承担", performance: "上年绩效为优" }))).status).toBe(201);
    const stored = await database.query<{ factors: object; by: string }>(
      "select factors, recorded_name as by from line_budget where line = '5g-pilot' and year = 2026",
    );
    expect(stored).toEqual([{ factors: { capacity: "财力可承担", performance: "上年绩效为优" }, by: "测试员" }]);
  });

  it("更正按新文件重列，原记账冲正：追加、调减后余额都等于现行预算，同一文件重复登记不再记账", async () => {
    const line = "tcm-specialty";
    await record([row(line, 100)]);
    const entries = await count("ledger_entry");
    expect((await record([row(line, 100)])).answer).toEqual({ recorded: 0, unchanged: 1 });
    expect(await count("ledger_entry")).toBe(entries);
    await record([row(line, 130, { documentNumber: "晋财预〔2025〕9号", reason: "年中追加" })]);
    expect(await pool(line)).toBe(fen(130_000_000n));
    await record([row(line, 80, { documentNumber: "晋财预〔2025〕20号", reason: "年中调减" })]);
    expect(await pool(line)).toBe(fen(80_000_000n));
  });

  it("记账以前就登记并更正过的预算：再更正时只把现行数记入账，没有入过账的不冲正", async () => {
    const line = "maternal-newborn-centre";
    const old = (amount: number, corrections: number) =>
      database.query(
        `insert into line_budget (province, id, line, year, amount_fen, source, document_number, reason, corrections, recorded_by, recorded_name, recorded_at)
         values ('14', gen_random_uuid(), $1, 2025, $2, '省级预算', $3, '旧账', $4, 'u', 'n', '2025-01-10')`,
        [line, wan(amount), `晋财预〔2025〕${70 + corrections}号`, corrections],
      );
    await old(100, 0);
    await old(90, 1);
    expect((await record([row(line, 120, { documentNumber: "晋财预〔2025〕80号", reason: "追加" })])).status).toBe(201);
    expect(await pool(line)).toBe(fen(120_000_000n));
    await record([row(line, 110, { documentNumber: "晋财预〔2025〕81号", reason: "调减" })]);
    expect(await pool(line)).toBe(fen(110_000_000n));
  });

  it("预算减到已下达数以下：预算照记，账等差额收回后再调，差额点明", async () => {
    const line = "expert-workshop";
    await record([row(line, 90)]);
    const earmark = poolEarmark({ line, year: 2025, fundSource: "provincial-budget" });
    const [from, to] = [financeBook("140000"), financeBook("140100")];
    const document = { issuer: from.id, number: "晋财社〔2024〕90号", row: 1 };
    const entry = issue({ document, earmark, amount: fen(90_000_000n), on: date("2025-03-01"), from, to });
    const issued = await database.transaction(finance, (tx) =>
      postEntries(tx, finance, [entry], { now: new Date("2025-03-01") }),
    );
    expect(issued.ok).toBe(true);
    const cut = await record([row(line, 80, { documentNumber: "晋财预〔2025〕21号", reason: "年中调减" })]);
    expect(cut).toMatchObject({ status: 201, answer: { waiting: [{ line, missingFen: wan(10) }] } });
    expect(await pool(line)).toBe(fen(0n));
    const { items } = (await api.call(finance, listBudgets, { query: { year: 2025 } })).answer;
    expect(items.find((item) => item.line === line)?.amountFen).toBe(wan(80));
  });
});

it.each([
  ["line_budget_fund_source", "'township-centre'", "'county-budget'"],
  ["line_budget_pilot_source", "'5g-pilot'", "'bond'"],
])("数据库守着：%s", async (constraint, line, source) => {
  const insert = `insert into line_budget (province, id, line, year, amount_fen, source, document_number, recorded_by, recorded_name, recorded_at, fund_source)
    values ('14', gen_random_uuid(), ${line}, 2030, 1, 's', 'd', 'u', 'n', now(), ${source})`;
  await expect(database.query(insert)).rejects.toMatchObject({ constraint });
});
