import { date, fen, wanYuan } from "@qiangyi/kernel";
import type ExcelJS from "exceljs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { collect } from "./filled-workbook.ts";
import { streamCsv, type TableColumn, type TableRow, writeTable } from "./index.ts";
import { openIndependently } from "./test-workbooks.ts";
import { decodeText } from "./xml-text.ts";
import { readZipDirectory, unpackText } from "./zip-directory.ts";

const columns: readonly TableColumn[] = [
  { label: "地区（单位）", kind: "text" },
  { label: "代码", kind: "code" },
  { label: "数量", kind: "integer" },
  { label: "分配金额", kind: "money-wan" },
  { label: "元", kind: "money-yuan" },
  { label: "日期", kind: "date" },
  { label: "占比", kind: "percent" },
];
const rows: readonly TableRow[] = [
  { cells: ["太原市", "140100", 3, wanYuan(300), fen(300_000_000n), date("2026-03-04"), 0.5], emphasis: "subtotal" },
  { cells: ["=清徐县", "012345", 1, fen(1n), fen(1n), null, 1 / 3], indent: 1 },
  ["-5", "1e5", 0, fen(-123_456_789n), fen(99_999_999_999_999_999n), undefined, 0],
];
let sheet: ExcelJS.Worksheet;
let workbook: ExcelJS.Workbook;
beforeAll(async () => {
  const bytes = await writeTable({
    sheets: [
      {
        name: "分配表",
        title: "2026年强医工程资金分配表",
        annex: "附件1",
        unit: "万元",
        filterText: "全省",
        columns,
        rows,
        totals: [["合计", "", 4, wanYuan(300)]],
        notes: ["注：演示"],
      },
      { name: "说明", columns: [{ label: "事项", kind: "text", width: 60 }], rows: [["甲"]] },
    ],
    asOf: "2026-03-04 10:20",
    exportedBy: "张某",
    demonstration: true,
  });
  workbook = await openIndependently(bytes);
  sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
});

describe("导出表（由另一程序打开检查）", () => {
  it("附件号、标题、范围、时间、单位在表头以上，演示数据有标记", () => {
    expect([sheet.getCell("A1").text, sheet.getCell("A2").text]).toEqual(["附件1", "2026年强医工程资金分配表（演示数据）"]);
    expect([sheet.getCell("A3").text, sheet.getCell("G3").text]).toEqual([
      "范围：全省　　导出时间：2026-03-04 10:20",
      "单位：万元",
    ]);
    expect(sheet.getRow(4).values).toEqual([undefined, ...columns.map(({ label }) => label)]);
    expect(sheet.headerFooter.oddHeader).toContain("演示数据");
  });

  it("合计在首行，其后各行；说明在表后；缩进用全角空格", () => {
    expect([5, 6, 7, 8, 9].map((row) => sheet.getCell(row, 1).text)).toEqual(["合计", "太原市", "　=清徐县", "-5", "注：演示"]);
    expect(["A5", "A6", "A7"].map((cell) => sheet.getCell(cell).font?.bold ?? false)).toEqual([true, true, false]);
  });

  it("金额是数值且一分不差，代码和像公式的文字是文本", () => {
    expect(sheet.getCell("D5").value).toBe(300);
    expect(sheet.getCell("D7").value).toBe(0.000001);
    expect(sheet.getCell("D8").value).toBe(-123.456789);
    expect(sheet.getCell("D5").numFmt).toBe("#,##0.00####");
    expect(sheet.getCell("E7").value).toBe(0.01);
    expect(sheet.getCell("E8").value).toBe("999999999999999.99");
    expect([sheet.getCell("B7").value, sheet.getCell("B8").value, sheet.getCell("A8").value]).toEqual(["012345", "1e5", "-5"]);
    expect(sheet.getCell("A7").formula).toBeUndefined();
    expect(sheet.getCell("F6").value).toEqual(new Date(Date.UTC(2026, 2, 4)));
    expect([sheet.getCell("G6").value, sheet.getCell("G6").numFmt]).toEqual([0.5, "0.00%"]);
    expect(sheet.getCell("F7").value).toBeNull();
  });

  it("打印：A4横向、一页宽、重复表头；窗格冻结；多张表", () => {
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: "4:4",
    });
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 4 });
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["分配表", "说明"]);
    expect(workbook.worksheets[1]?.getCell("A4").text).toBe("甲");
    expect([sheet.autoFilter, workbook.worksheets[1]?.autoFilter]).toEqual([undefined, "A3:A4"]);
  });

  it.each(["2026年分配", "表(1)", "甲 乙", "A1", "（演示）e's"])(
    "工作表名“%s”在重复打印的表头中加引号，Excel才认",
    async (name) => {
      const file = Buffer.from(
        await writeTable({ sheets: [{ name, columns: columns.slice(0, 1), rows: [] }], asOf: "2026-03-04" }),
      );
      const entry = readZipDirectory(file)?.get("xl/workbook.xml");
      const xml = entry ? await unpackText(file, entry) : "";
      expect(decodeText(xml)).toContain(`localSheetId="0">'${name.replace("'", "''")}'!$3:$3<`);
    },
  );

  it("超过一个单元格容量的文字截短，文件仍能打开", async () => {
    const bytes = await writeTable({
      sheets: [{ name: "表", columns: columns.slice(0, 1), rows: [["长".repeat(40_000)]] }],
      asOf: "2026-03-04",
    });
    const text = (await openIndependently(bytes)).worksheets[0]?.getCell("A4").text ?? "";
    expect([text.length, text.endsWith("长……")]).toEqual([32_762, true]);
  });

  it("任意金额写成万元，读回的数值就是这个金额", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n), { minLength: 1, maxLength: 50 }),
        async (amounts) => {
          const bytes = await writeTable({
            sheets: [
              { name: "表", columns: [{ label: "万元", kind: "money-wan" }], rows: amounts.map((amount) => [fen(amount)]) },
            ],
            asOf: "2026-03-04",
          });
          const written = (await openIndependently(bytes)).worksheets[0];
          const read = amounts.map((_, index) =>
            Number(written?.getCell(index + 4, 1).value)
              .toFixed(6)
              .replace(".", ""),
          );
          expect(read.map(BigInt)).toEqual(amounts);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("二十万行边写边出，不等全部行", { timeout: 120_000 }, async () => {
    const { streamTable } = await import("./index.ts");
    let produced = 0;
    const many = function* (): Generator<TableRow> {
      for (; produced < 200_000; produced++) yield ["单位", "140100", produced, fen(BigInt(produced))];
    };
    const stream = streamTable({ sheets: [{ name: "表", columns: columns.slice(0, 4), rows: many() }], asOf: "2026-03-04" });
    let bytes = 0;
    let producedAtHalfMegabyte = 0;
    for await (const piece of stream) {
      bytes += piece.length;
      if (producedAtHalfMegabyte === 0 && bytes > 512 * 1024) producedAtHalfMegabyte = produced;
    }
    expect(produced).toBe(200_000);
    expect(producedAtHalfMegabyte).toBeGreaterThan(0);
    expect(producedAtHalfMegabyte).toBeLessThan(100_000);
  });

  it("下载中途断开时，行的来源随即关闭", async () => {
    let closed = false;
    const endless = async function* (): AsyncGenerator<TableRow> {
      try {
        for (let index = 0; ; index++) yield ["单位", String(index), index];
      } finally {
        closed = true;
      }
    };
    const { streamTable } = await import("./index.ts");
    let bytes = 0;
    for await (const piece of streamTable({
      sheets: [{ name: "表", columns: columns.slice(0, 3), rows: endless() }],
      asOf: "2026-03-04",
    })) {
      bytes += piece.length;
      if (bytes > 300_000) break;
    }
    await expect.poll(() => closed).toBe(true);
  });

  it("行的来源出错时导出失败，不留下看似完整的文件", async () => {
    const failing = function* (): Generator<TableRow> {
      yield ["甲"];
      throw new Error("数据库断开");
    };
    await expect(
      writeTable({ sheets: [{ name: "表", columns: columns.slice(0, 1), rows: failing() }], asOf: "2026-03-04" }),
    ).rejects.toThrow("数据库断开");
  });
});

describe("CSV", () => {
  it("带标记的UTF-8；像公式的文字前加撇号；数字不加；引号按RFC 4180", async () => {
    const bytes = await collect(
      streamCsv({
        columns: columns.slice(0, 5),
        rows: [
          ["=cmd|' /c'!A1", "+1", 2, wanYuan(-3), fen(1n)],
          { cells: ['说"好",\n行', "@x", null, fen(1n), undefined] },
          ["\t=1", "-", 0, 0n as never, fen(0n)],
        ],
      }),
    );
    expect(Buffer.from(bytes).toString("utf8")).toBe(
      "\uFEFF地区（单位）,代码,数量,分配金额,元\r\n'=cmd|' /c'!A1,'+1,2,-3,0.01\r\n\"说\"\"好\"\",\n行\",'@x,,0.000001,\r\n'\t=1,'-,0,0,0\r\n",
    );
  });
});
