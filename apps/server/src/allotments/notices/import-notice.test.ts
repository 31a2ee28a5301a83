import {
  countersignNotice,
  downloadNoticeTemplate,
  importNotice,
  issueNotice,
  listAllotmentRows,
  markNoticeImport,
  previewNoticeImport,
  recordBudgets,
  setNoticeTargets,
  signNotice,
} from "@qiangyi/api";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { people, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { addRegions } from "../../allocations/sample-province.ts";

const database = await freshDatabase();
await addRegions(database);
const api = await testApi(database);
const { finance, finance2, health } = people;

const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const counties = ["小店区", "迎泽区", "杏花岭区", "尖草坪区", "万柏林区", "晋源区", "清徐县", "阳曲县", "娄烦县"];
const parts = [12.34, 45.67, 8.9, 101.11, 33.33, 27.27, 56.78, 19.08, 30];

type Cell = string | number | null;
const firstCells = async (bytes: Uint8Array): Promise<string[]> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const texts: string[] = [];
  book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts;
};

const workbook = async (rows: readonly (readonly Cell[])[]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("附件");
  sheet.addRow(["提前下达补助资金分配表"]);
  sheet.addRow(["单位：万元"]);
  sheet.addRow(["地区", "本次下达", "备注"]);
  for (const row of rows) sheet.addRow([...row]);
  return new Uint8Array(await book.xlsx.writeBuffer());
};
const send = async (number: string, rows: readonly (readonly Cell[])[]) =>
  api.call(
    finance,
    importNotice,
    { query: { year: 2026, number, line: "township-centre" } },
    { file: { name: "附件.xlsx", content: await workbook(rows) } },
  );
const preview = async (number: string, rows: readonly (readonly Cell[])[]) =>
  api.call(
    finance,
    previewNoticeImport,
    { query: { year: 2026, number, line: "township-centre" } },
    { file: { name: "附件.xlsx", content: await workbook(rows) } },
  );
const annex = [["合计", 334.48, null], ...counties.map((name, at) => [name, parts[at] ?? null, null])];

describe("已印发的提前下达文件", () => {
  it("合计在首行、有空白格，九部分相加正好334.48万元；同一文件导入两次只登记、只记账一次", async () => {
    const row = {
      line: "township-centre",
      year: 2026,
      amountFen: wan(400),
      source: "省级预算",
      documentNumber: "晋财预〔2025〕9号",
    };
    await api.call(finance, recordBudgets, { body: { rows: [row] } });
    const first = await send("晋财社〔2025〕77号", [...annex, ["古交市", null, "本年没有"]]);
    expect(first).toMatchObject({ status: 201, answer: { rowCount: 9, totalFen: "334480000", isRepeated: false } });
    const params = { noticeId: first.answer.id };
    const { thisFen } = (await api.call(finance, listAllotmentRows, { params })).answer;
    expect(thisFen).toBe("334480000");
    const again = await send("晋财社〔2025〕77号", annex);
    expect(again).toMatchObject({ status: 201, answer: { id: first.answer.id, isRepeated: true } });
    expect(await count("allotment_notice")).toBe(1);
    const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
    await api.call(finance, setNoticeTargets, { params, body: { targets } });
    await api.call(finance, signNotice, { params, body: {} });
    await api.call(health, countersignNotice, { params, body: {} });
    const other = await api.call(finance2, issueNotice, { params, body: { number: "晋财社〔2025〕78号" } });
    expect(other).toMatchObject({ status: 409, problem: { code: "number-reserved" } });
    const issued = await api.call(finance2, issueNotice, { params, body: { number: "晋财社〔2025〕77号" } });
    expect(issued.status).toBe(201);
    const entries = await count("ledger_entry");
    expect((await send("晋财社〔2025〕77号", annex)).answer).toMatchObject({ isRepeated: true });
    await api.call(finance2, issueNotice, { params, body: { number: "晋财社〔2025〕77号" } });
    expect(await count("ledger_entry")).toBe(entries);
  });

  it("先核对再导入：行数、各支持项目合计、差异都列出，什么也不登记", async () => {
    const before = await count("allotment_notice");
    const fine = await preview("晋财社〔2025〕80号", annex);
    expect(fine.answer).toMatchObject({
      rowCount: 9,
      totalFen: "334480000",
      byLine: [{ lineName: "中心乡镇卫生院", rowCount: 9, totalFen: "334480000" }],
      problems: [],
      known: null,
    });
    const wrong = await preview("晋财社〔2025〕80号", [
      ["合计", 31, null],
      ["清徐县", 10, null],
      ["清徐县", 20, null],
      ["没有县", 1, null],
    ]);
    expect(wrong.answer.problems.map(({ cell }) => cell)).toEqual(["A6", "A7"]);
    expect(wrong.answer.problems[0]?.message).toBe("A6「地区（单位）」：与上面的一行重复");
    expect((await preview("晋财社〔2025〕77号", annex)).answer.known).toMatchObject({ isSame: true, totalFen: "334480000" });
    expect(await count("allotment_notice")).toBe(before);
  });

  it("每县同额的附件截去几行，不会拿另一市的小计冒充", async () => {
    const refused = await preview("晋财社〔2025〕80号", [
      ["太原市小计", 30, null],
      ["小店区", 10, null],
      ["迎泽区", 10, null],
      ["杏花岭区", 10, null],
      ["太原市其他区小计", 30, null],
      ["晋源区", 10, null],
      ["清徐县", 10, null],
    ]);
    expect(refused.answer.problems).toEqual([
      { cell: "B8", message: "B8「本次下达」：太原市其他区小计写30万元，各行之和20万元，相差10万元" },
    ]);
  });

  it("模板可以下载；有差异的附件标出各格退回", async () => {
    const template = await api.call(finance, downloadNoticeTemplate, { query: { kind: "early", year: 2026 } });
    expect((await firstCells(template.bytes)).join()).toContain("本次下达");
    const marked = await api.call(
      finance,
      markNoticeImport,
      { query: { year: 2026, number: "晋财社〔2025〕81号", line: "township-centre" } },
      {
        file: {
          name: "附件.xlsx",
          content: await workbook([
            ["合计", 334.48, null],
            ["清徐县", 30, null],
          ]),
        },
      },
    );
    expect(marked.status).toBe(200);
    expect((await firstCells(marked.bytes)).join()).toContain("合计写334.48万元，各行之和30万元，相差304.48万元");
  });

  it("同一文号内容不同：拒绝，没有写入", async () => {
    const refused = await send("晋财社〔2025〕77号", [["清徐县", 10, null]]);
    expect(refused).toMatchObject({ status: 409, problem: { code: "document-differs" } });
    expect(await count("allotment_notice")).toBe(1);
  });

  it("附件截断、小计与各行不符：拒绝并列出差额，没有写入", async () => {
    const refused = await send("晋财社〔2025〕79号", [
      ["合计", 334.48, null],
      ["太原市小计", 334.48, null],
      ...counties.slice(0, 7).map((name, at) => [name, parts[at] ?? null, null]),
    ]);
    expect(refused).toMatchObject({ status: 422, problem: { code: "annex-refused" } });
    // By cell: what stands there, what the rows give, what lies between.
    expect(refused.problem.problems).toEqual([
      { path: "B4「本次下达」", message: "合计写334.48万元，各行之和285.4万元，相差49.08万元" },
      { path: "B5「本次下达」", message: "太原市小计写334.48万元，各行之和285.4万元，相差49.08万元" },
    ]);
    expect(await count("allotment_notice")).toBe(1);
  });
});
