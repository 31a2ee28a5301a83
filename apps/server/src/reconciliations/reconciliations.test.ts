import {
  downloadReconciliationTemplate,
  explainDifference,
  listReconciliations,
  type ReconciliationSide,
  readReconciliation,
  sendStatement,
  workbench,
} from "@qiangyi/api";
import { date, type Fen, yuan } from "@qiangyi/kernel";
import { arrange, type Earmark, freeze, issue, pay, receive } from "@qiangyi/ledger";
import ExcelJS from "exceljs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorAs, type TestApi, testApi } from "../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../test/fresh-database.ts";
import { financeBook, postEntries, unitBook } from "../ledger/index.ts";
import { openHospital } from "../ledger/test-province.ts";
import { type Actor, fixedClock, systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";

const hospital = "H1";
const place = { city: "141000", county: "141024" };
const accountant = actorAs("unit_finance", { ...place, institution: hospital });
const bureau = actorAs("county_finance_bureau", place);
const neighbour = actorAs("county_finance_bureau", { city: "141000", county: "141021" });
const params = { book: "UH1", month: "2025-03" };

let database: TestDatabase;
let api: TestApi;
let template: Buffer;

/** 医院三月支付两笔：支1 100元、支2 200元。 */
beforeAll(async () => {
  database = await freshDatabase();
  api = await testApi(database, fixedClock("2025-04-02T02:00:00Z"));
  await database.transaction(systemActor, loadRegions);
  await openHospital(database, hospital, "141024");
  const earmark: Earmark = {
    year: 2025,
    line: "township-centre",
    nature: "general",
    sourceLevel: "province",
    project: "p1",
    functionClass: "2100302",
  };
  const [province, unit] = [financeBook("140000"), unitBook(hospital)];
  const document = (number: string) => ({ issuer: province.id, number, row: 1 });
  const posting = { earmark, on: date("2025-03-03") };
  const payment = (number: string, amount: Fen) => {
    const common = { ...posting, amount, book: unit, document: { issuer: unit.id, number, row: 1 } };
    return [freeze(common), pay(common)];
  };
  const entries = [
    arrange({ ...posting, document: document("晋财预〔2025〕1号"), amount: yuan(1000), book: province }),
    issue({ ...posting, document: document("晋财社〔2025〕2号"), amount: yuan(1000), from: province, to: unit }),
    receive({ ...posting, document: document("晋财社〔2025〕2号"), amount: yuan(1000), from: province, to: unit }),
    ...payment("支1", yuan(100)),
    ...payment("支2", yuan(200)),
  ];
  for (const entry of entries) {
    const posted = await database.transaction(systemActor, (tx) =>
      postEntries(tx, systemActor, [entry], { now: new Date("2025-03-03T02:00:00Z") }),
    );
    expect(posted).toMatchObject({ ok: true });
  }
  template = (await api.call(accountant, downloadReconciliationTemplate, {})).bytes;
});

type Row = readonly [voucher: string, on: string, amount: string, direction: string];

/** The template as a clerk fills it in, below its example row. */
const workbook = async (rows: readonly Row[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(template as never);
  const sheet = book.getWorksheet("对账单");
  if (!sheet) throw new Error("no sheet");
  let headerRow = 0;
  const columns = new Map<string, number>();
  sheet.eachRow((row, number) => {
    if (headerRow > 0) return;
    row.eachCell((cell, at) => columns.set(cell.text.replace(/[*＊\s]|（元）/g, ""), at));
    if (columns.has("凭证号")) headerRow = number;
    else columns.clear();
  });
  rows.forEach(([voucher, on, amount, direction], index) => {
    const row = sheet.getRow(headerRow + 2 + index);
    const set = (label: string, value: string) => {
      row.getCell(columns.get(label) ?? 99).value = value;
    };
    set("凭证号", voucher);
    set("日期", on);
    set("金额", amount);
    set("方向", direction);
  });
  return Buffer.from(await book.xlsx.writeBuffer());
};

const right: readonly Row[] = [
  ["支1", "2025-03-03", "100.00", "支出"],
  ["支2", "2025-03-03", "200.00", "支出"],
];
const send = async (actor: Actor, side: ReconciliationSide, rows: readonly Row[] | Buffer) =>
  api.call(
    actor,
    sendStatement,
    { params, query: { side } },
    {
      file: { name: "三月.xlsx", content: Buffer.isBuffer(rows) ? rows : await workbook(rows) },
    },
  );
const read = async (actor: Actor = bureau) => (await api.call(actor, readReconciliation, { params })).answer;
/** What the workbench tells somebody of reconciliations. */
const tasks = async (actor: Actor) =>
  (await api.call(actor, workbench, {})).answer.items
    .filter(({ from }) => from === "三方对账")
    .map(({ group, title, path }) => `${group} ${title} ${path}`);
const stored = async () => {
  const [counts] = await database.query<{ statements: string; rows: string; reasons: string }>(
    `select (select count(*) from reconciliation_statement)::text as statements, (select count(*) from reconciliation_row)::text as rows,
       (select count(*) from reconciliation_reason)::text as reasons`,
  );
  return counts;
};

describe("月度三方对账", () => {
  it("平台账上的支付先在那里；一方未上传前是未上传", async () => {
    const { answer } = await api.call(bureau, listReconciliations, { query: { year: 2025 } });
    expect(answer.items).toEqual([
      { book: "UH1", name: "医院H1", month: "2025-03", paidFen: "30000", sides: [], differences: 0, state: "open" },
    ]);
  });

  it("单位、银行、财政各传各的，逐张相符", async () => {
    expect((await send(accountant, "unit", right)).status).toBe(201);
    expect((await read()).state).toBe("partial");
    expect((await send(bureau, "finance", right)).status).toBe(201);
    const { status, answer } = await send(accountant, "bank", right);
    expect([status, answer.differences, answer.totalFen]).toEqual([201, 0, "30000"]);
    expect(await read()).toMatchObject({
      state: "balanced",
      totals: { platform: "30000", finance: "30000", unit: "30000", bank: "30000" },
    });
  });

  it("同一文件再传一次，什么也不变", async () => {
    const file = await workbook([
      ["支1", "2025-03-03", "100.00", "支出"],
      ["支2", "2025-03-03", "199.99", "支出"],
    ]);
    expect((await send(accountant, "bank", file)).answer).toMatchObject({ isRepeated: false, differences: 1 });
    const before = await stored();
    expect((await send(accountant, "bank", file)).answer).toMatchObject({ isRepeated: true, differences: 1 });
    expect(await stored()).toEqual(before);
  });

  it("差一分也看得见；双方之一说明后为差异已说明", async () => {
    const month = await read();
    expect(month.state).toBe("differs");
    expect(month.rows.find(({ voucher }) => voucher === "支2")).toMatchObject({
      isEqual: false,
      amounts: { platform: "20000", finance: "20000", unit: "20000", bank: "19999" },
    });
    expect(await tasks(accountant)).toEqual(["todo 医院H1 2025-03对账有1笔差异未说明 /reconciliations/UH1/2025-03"]);
    expect(await tasks(bureau)).toHaveLength(1);
    expect(await tasks(neighbour)).toEqual([]);
    expect(await tasks(actorAs("city_finance_bureau", { city: "141000" }))).toEqual([]);
    const explain = await api.call(bureau, explainDifference, { params, body: { voucher: "支2", reason: "银行扣手续费一分" } });
    expect(explain.status).toBe(201);
    expect((await read()).state).toBe("explained");
    expect([await tasks(accountant), await tasks(bureau)]).toEqual([[], []]);
  });
});

describe("拒绝，什么也没有写", () => {
  let before: Awaited<ReturnType<typeof stored>>;
  beforeEach(async () => {
    before = await stored();
  });

  it("替别的一方上传", async () => {
    const answer = await send(accountant, "finance", right);
    expect([answer.status, answer.problem.code]).toEqual([403, "side-of-another"]);
    expect(await stored()).toEqual(before);
  });

  it("别县的财政局看不到，也传不了", async () => {
    expect((await api.call(neighbour, readReconciliation, { params })).status).toBe(404);
    expect((await send(neighbour, "finance", right)).status).toBe(404);
    expect((await api.call(neighbour, listReconciliations, { query: { year: 2025 } })).answer.items).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  it("有错的行一次全部说出：别月的日期、不是金额的金额", async () => {
    const answer = await send(accountant, "bank", [
      ["支1", "2025-04-01", "100.00", "支出"],
      ["支2", "2025-03-03", "二百元", "支出"],
    ]);
    expect([answer.status, answer.problem.code, answer.problem.problems?.length]).toEqual([422, "rows-refused", 2]);
    expect(await stored()).toEqual(before);
  });

  it("不是工作簿的文件", async () => {
    const answer = await send(accountant, "bank", Buffer.from("不是表格"));
    expect([answer.status, answer.problem.code]).toEqual([422, "workbook-refused"]);
    expect(await stored()).toEqual(before);
  });

  it("各方一致的凭证不必说明", async () => {
    const answer = await api.call(bureau, explainDifference, { params, body: { voucher: "支1", reason: "无".repeat(2) } });
    expect([answer.status, answer.problem.code]).toEqual([409, "no-difference"]);
    expect(await stored()).toEqual(before);
  });

  it("对账单和说明只能追加", async () => {
    await expect(database.query("update reconciliation_row set amount_fen = 0")).rejects.toMatchObject({
      constraint: "reconciliation_row_append_only",
    });
    await expect(database.query("delete from reconciliation_reason")).rejects.toMatchObject({
      constraint: "reconciliation_reason_append_only",
    });
  });
});
