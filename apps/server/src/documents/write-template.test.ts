import { createHash } from "node:crypto";
import type ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { writeTemplate } from "./index.ts";
import {
  sampleContext as context,
  sampleFields as fields,
  sampleLookups as lookups,
  sampleTemplate as template,
} from "./sample-register.ts";
import { openIndependently } from "./test-workbooks.ts";

let workbook: ExcelJS.Workbook;
let sheet: ExcelJS.Worksheet;
beforeAll(async () => {
  workbook = await openIndependently(await writeTemplate({ template, fields, context, lookups }));
  sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
});

describe("模板（由另一程序打开检查）", () => {
  it("标题、单位、年度、填报单位齐备，表头带单位和必填标记", () => {
    expect(sheet.name).toBe("样例台账");
    expect(sheet.getCell("A1").text).toBe("样例台账");
    expect(sheet.getCell("A2").text).toMatch(/示例省　2026年度.*填报单位：示例县卫生健康局.*2026年3月4日/);
    expect(sheet.getCell("J2").text).toBe("单位：元");
    expect(sheet.getRow(3).values).toEqual([
      undefined,
      "序号",
      "机构*",
      "所在县*",
      "中心名称*",
      "级别*",
      "认定日期*",
      "年度*",
      "床位数",
      "补助金额（元）*",
      "是否通过",
    ]);
  });

  it("表头锁定，数据单元格可填，窗格冻结，打印重复表头、A4横向、一页宽", async () => {
    const protection = (sheet as unknown as { sheetProtection: { sheet: boolean } }).sheetProtection;
    expect(protection.sheet).toBe(true);
    expect(sheet.getCell("B3").protection?.locked ?? true).toBe(true);
    expect(sheet.getColumn(2).protection?.locked ?? sheet.getColumn(2).style.protection?.locked).toBe(false);
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 3, xSplit: 1 });
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: "3:3",
    });
  });

  it("下拉列表取自深度隐藏的工作表，机构和地区写作“编号 名称”", () => {
    const list = workbook.getWorksheet("_选项");
    expect(list?.state).toBe("veryHidden");
    expect(sheet.getCell("B5").dataValidation).toMatchObject({ type: "list", formulae: ["'_选项'!$A$1:$A$5"] });
    expect(sheet.getCell("B1000").dataValidation?.type).toBe("list");
    expect(list?.getCell("A1").text).toBe("ins-0001 虚构市中心医院");
    expect(list?.getCell("B3").text).toBe("140302 阳泉市城区");
    expect(sheet.getCell("E5").dataValidation).toMatchObject({
      type: "list",
      formulae: ["'_选项'!$C$1:$C$3"],
      showErrorMessage: true,
    });
    expect([1, 2, 3].map((row) => list?.getCell(row, 3).text)).toEqual(["国家级", "省级", "市级"]);
    expect([1, 2].map((row) => list?.getCell(row, 4).text)).toEqual(["是", "否"]);
  });

  it("表头批注写明要求和依据，示例行标明示例", () => {
    const note = sheet.getCell("B3").note;
    expect(typeof note === "object" ? note.texts?.map(({ text }) => text).join("") : note).toBe(
      "必填。\n承担任务的机构。\n依据：qiangyi-2024.art7.1.1.a",
    );
    expect(sheet.getRow(4).values).toEqual([
      undefined,
      "示例（导入时不读）",
      "ins-0001 虚构市中心医院",
      "140000 山西省",
      "胸痛中心",
      "国家级",
      "2026-03-04",
      "2026",
      "1",
      "24000.00",
      "是",
    ]);
  });

  it("填写说明逐列列出含义、类型、必填、允许的值、示例、依据", () => {
    const dictionary = workbook.getWorksheet("填写说明");
    expect(dictionary?.getRow(2).values).toEqual([
      undefined,
      "列名",
      "含义与填写要求",
      "类型",
      "是否必填",
      "允许的值",
      "示例",
      "依据条款",
    ]);
    expect(dictionary?.getRow(6).values).toEqual(expect.arrayContaining(["级别", "选项", "必填", "国家级、省级、市级"]));
    expect(dictionary?.getRow(10).values).toEqual(expect.arrayContaining(["补助金额", "必填，未知的填“未知”"]));
  });

  it("版本表深度隐藏，写明模板编号、版本、年度、省份", () => {
    const version = workbook.getWorksheet("_qiangyi");
    expect(version?.state).toBe("veryHidden");
    const said = new Map<string, string>();
    version?.eachRow((row) => said.set(row.getCell(1).text, row.getCell(2).text));
    expect(Object.fromEntries(said)).toMatchObject({ 模板编号: "sample-register", 模板版本: "3", 年度: "2026", 省份: "示例省" });
  });

  it("同样的内容每次写出同样的字节", async () => {
    const write = async (): Promise<string> =>
      createHash("sha256")
        .update(await writeTemplate({ template, fields, context, lookups }))
        .digest("hex");
    expect(await write()).toBe(await write());
  });

  it("只有一列的模板也能写出", async () => {
    const one = await openIndependently(
      await writeTemplate({ template, fields: fields.slice(2, 3), context, lookups: { institutions: [], regions: [] } }),
    );
    expect(one.worksheets[0]?.getRow(3).values).toEqual([undefined, "序号", "中心名称*"]);
  });
});
