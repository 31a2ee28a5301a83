import type ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { type CellError, readWorkbook, writeErrors, writeTemplate } from "./index.ts";
import {
  sampleContext as context,
  sampleFields as fields,
  sampleLookups as lookups,
  sampleTemplate as template,
} from "./sample-register.ts";
import { handMade, openIndependently, withParts } from "./test-workbooks.ts";

const header = ["备注", ...fields.map(({ label }) => label)];
const good = ["自己的备注", "虚构县人民医院", "清徐县", "胸痛中心", "省级", "2024-03-04", 2024, 12, 24000, "是"];
const wrong = ["", "虚构县人民医院", "清徐县", "卒中中心", "县级", "", 2024, 12, 24000, "是"];

const mark = async (
  source: Uint8Array,
  errors: readonly CellError[],
  warnings: readonly CellError[] = [],
): Promise<Uint8Array> => {
  const result = await writeErrors({ source, template, fields, errors, warnings });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

/** Reads a workbook and marks what was found, as an import does. */
const readAndMark = async (source: Uint8Array): Promise<Uint8Array> => {
  const result = await readWorkbook({ source, template, fields, lookups });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return mark(
    source,
    result.value.rows.flatMap(({ errors }) => errors),
  );
};

const firstSheet = async (bytes: Uint8Array): Promise<ExcelJS.Worksheet> => {
  const sheet = (await openIndependently(bytes)).worksheets[0];
  if (!sheet) throw new Error("no sheet");
  return sheet;
};

const red = "FFFFCCD5";
const fillOf = (sheet: ExcelJS.Worksheet, cell: string): string | undefined => {
  const fill = sheet.getCell(cell).fill;
  return fill?.type === "pattern" ? fill.fgColor?.argb : undefined;
};
const noteOf = (sheet: ExcelJS.Worksheet, cell: string): string | undefined => {
  const note = sheet.getCell(cell).note;
  return typeof note === "string" || note === undefined ? note : note.texts?.map(({ text }) => text).join("");
};

describe("退回标错的工作簿", () => {
  it("错误单元格标红并加批注，最后一列写明每行的全部错误", async () => {
    const sheet = await firstSheet(await readAndMark(await handMade({ 表: [header, good, wrong] })));
    expect(sheet.getCell("K1").text).toBe("错误原因");
    expect(sheet.getCell("K2").text).toBe("");
    expect(sheet.getCell("K3").text).toMatch(/^「级别」应为“国家级”、“省级”、“市级”之一，填写的是“县级”\n「认定日期」必填$/);
    for (const cell of ["E3", "F3"]) {
      expect(fillOf(sheet, cell)).toBe(red);
      expect(sheet.getCell(cell).border.top).toMatchObject({ style: "thin", color: { argb: "FFC8001E" } });
    }
    expect(noteOf(sheet, "E3")).toContain("应为“国家级”");
    expect(noteOf(sheet, "F3")).toBe("必填");
    expect([fillOf(sheet, "E2"), noteOf(sheet, "E2"), fillOf(sheet, "D3")]).toEqual([undefined, undefined, undefined]);
  });

  it("整行的错误和提示也写明；提示用黄色，不盖过错误", async () => {
    const source = await handMade({ 表: [header, good] });
    const sheet = await firstSheet(
      await mark(
        source,
        [
          { rowNumber: 2, reason: "与第9行重复" },
          { rowNumber: 2, field: "level", reason: "级别不符" },
        ],
        [
          { rowNumber: 2, field: "level", reason: "请核对" },
          { rowNumber: 2, field: "beds", reason: "比上年减少" },
        ],
      ),
    );
    expect(sheet.getCell("K2").text).toBe("与第9行重复\n「级别」级别不符\n提示：「级别」请核对\n提示：「床位数」比上年减少");
    expect([fillOf(sheet, "E2"), fillOf(sheet, "H2")]).toEqual([red, "FFFFF4CB"]);
  });

  it("用户自己的内容、格式、批注、其他工作表原样保留", async () => {
    const source = await handMade({ 表: [header, good, wrong], 附表: [["甲", 1]] }, (workbook) => {
      const sheet = workbook.worksheets[0];
      if (!sheet) return;
      sheet.getCell("E3").font = { name: "楷体", size: 14, color: { argb: "FF0000FF" } };
      sheet.getCell("E3").numFmt = "@";
      sheet.getCell("E3").protection = { locked: false };
      sheet.getCell("I3").numFmt = '#,##0.00"元"';
      sheet.getCell("E3").note = "我的批注";
      sheet.getCell("A2").note = "备注的批注";
      sheet.getColumn(3).width = 33;
      sheet.mergeCells("A4:B4");
      sheet.getCell("H2").value = { formula: "6*2", result: 12 };
      sheet.views = [{ state: "frozen", ySplit: 1 }];
    });
    const workbook = await openIndependently(await readAndMark(source));
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getRow(2).values).toEqual([undefined, ...good.slice(0, 7), { formula: "6*2", result: 12 }, ...good.slice(8)]);
    expect(sheet.getCell("E3").font).toMatchObject({ name: "楷体", size: 14, color: { argb: "FF0000FF" } });
    expect([sheet.getCell("E3").numFmt, sheet.getCell("E3").protection?.locked, fillOf(sheet, "E3")]).toEqual(["@", false, red]);
    expect([noteOf(sheet, "E3"), noteOf(sheet, "A2"), noteOf(sheet, "F3")]).toEqual(["我的批注", "备注的批注", "必填"]);
    expect([sheet.getCell("I3").numFmt, sheet.getColumn(3).width, sheet.getColumn(11).width]).toEqual(['#,##0.00"元"', 33, 60]);
    expect([sheet.getCell("B4").isMerged, sheet.views[0]?.state, workbook.worksheets[1]?.getCell("A1").value]).toEqual([
      true,
      "frozen",
      "甲",
    ]);
  });

  it("没有改动的部件一字节不变", async () => {
    const drawing = "<xdr:wsDr xmlns:xdr='x'>图表</xdr:wsDr>";
    const source = await withParts(await handMade({ 表: [header, wrong] }), { "xl/drawings/drawing9.xml": drawing });
    const kept = await withParts(await readAndMark(source), {
      "xl/drawings/drawing9.xml": (text) => (expect(text).toBe(drawing), text),
    });
    expect(kept.length).toBeGreaterThan(0);
  });

  it("改正后可直接再次导入；仍有错误的再标，改正了的不再标", async () => {
    const rows = [
      {
        institution: "ins-0001",
        county: "140121",
        centre: "甲",
        level: "city",
        acceptedOn: "2024-03-04",
        year: 2024,
        amount: "1.00",
      },
    ];
    const source = await writeTemplate({ template, fields, context, lookups, rows: [...rows, ...rows] });
    const first = await mark(source, [
      { rowNumber: 5, column: "级别", field: "level", reason: "级别不符" },
      { rowNumber: 6, column: "床位数", field: "beds", reason: "缺床位数" },
    ]);
    const again = await readWorkbook({ source: first, template, fields, lookups });
    expect(again.ok && [again.value.rows.map(({ values }) => values), again.value.ignoredColumns]).toEqual([
      [...rows, ...rows],
      [],
    ]);

    const second = await firstSheet(await mark(first, [{ rowNumber: 6, column: "床位数", field: "beds", reason: "仍缺床位数" }]));
    const [before, after] = [await firstSheet(source), second];
    expect([fillOf(after, "E5"), noteOf(after, "E5"), after.getCell("K5").text]).toEqual([fillOf(before, "E5"), undefined, ""]);
    expect(after.getCell("E5").style).toEqual(before.getCell("E5").style);
    expect([fillOf(after, "H6"), noteOf(after, "H6"), after.getCell("K6").text]).toEqual([
      red,
      "仍缺床位数",
      "「床位数」仍缺床位数",
    ]);
    expect(noteOf(after, "B3")).toContain("承担任务的机构");
    expect(after.columnCount).toBe(11);
  });

  it("另一程序另存过的退回文件同样能再标、再导入", async () => {
    const marked = await readAndMark(await handMade({ 表: [header, good, wrong] }));
    const saved = new Uint8Array(await (await openIndependently(marked)).xlsx.writeBuffer());
    const sheet = await firstSheet(await mark(saved, [{ rowNumber: 2, column: "级别", field: "level", reason: "级别不符" }]));
    expect([fillOf(sheet, "E2"), fillOf(sheet, "E3"), fillOf(sheet, "F3")]).toEqual([red, undefined, undefined]);
    expect([sheet.getCell("K2").text, sheet.getCell("K3").text, sheet.getCell("L1").text]).toEqual(["「级别」级别不符", "", ""]);
  });

  it("错误原因中的等号、尖括号原样显示", async () => {
    const sheet = await firstSheet(
      await mark(await handMade({ 表: [header, good] }), [{ rowNumber: 2, reason: "=1+1 <b> & \u4e00\t" }]),
    );
    expect(sheet.getCell("K2").value).toBe("=1+1 <b> & \u4e00\t");
  });
});
