import { describe, expect, it } from "vitest";
import { placed, type ReadWorkbook, readWorkbook } from "./index.ts";
import { sampleFields as fields, sampleLookups as lookups, sampleTemplate as template } from "./sample-register.ts";
import { handMade, withParts } from "./test-workbooks.ts";

const read = async (source: Uint8Array): Promise<ReadWorkbook> => {
  const result = await readWorkbook({ source, template, fields, lookups });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

const header = ["机构", "所在县", "中心名称", "级别", "认定日期", "年度", "床位数", "补助金额", "是否通过"];
const good = ["虚构县人民医院", "清徐县", "胸痛中心", "省级", "2024年3月4日", 2024, "１２", "24,000.00", "是"];
const goodValues = {
  institution: "ins-0002",
  county: "140121",
  centre: "胸痛中心",
  level: "provincial",
  acceptedOn: "2024-03-04",
  year: 2024,
  beds: 12,
  amount: "24000.00",
  passed: true,
};

describe("读取手工制作的工作簿", () => {
  it("列次序不同、有多余列、表头带单位和星号，仍按列名读取，并报出没有读的列", async () => {
    const rows = [
      [
        "备注",
        "是否通过",
        "补助金额（元）*",
        "年 度",
        "认定日期",
        "级别（下拉）",
        "中心名称*",
        "所在县",
        "机构",
        "序号",
        "联系人",
      ],
      [
        "补报",
        "是",
        "24,000.00",
        2024,
        new Date(Date.UTC(2024, 2, 4)),
        "省级",
        "胸痛中心",
        "清徐县",
        "虚构县人民医院",
        1,
        "张某",
      ],
    ];
    const result = await read(await handMade({ 表: rows }));
    const { beds: _, ...values } = goodValues;
    expect(result.rows[0]?.values).toEqual(values);
    expect(result.ignoredColumns).toEqual(["备注", "联系人"]);
    expect(result.absentFields).toEqual(["床位数"]);
  });

  it("一次报出所有错误，每个写明行、列和改法", async () => {
    const { rows, errorCount, rowsWithErrors } = await read(
      await handMade({ 表: [header, ["无此医院名", "城区", "", "县级", "2024-02-30", 24, 1.5, -1, "大概"], good] }),
    );
    expect(rows[0]?.errors.map(placed)).toEqual([
      expect.stringMatching(/^第2行「机构」：找不到机构“无此医院名”/),
      expect.stringMatching(/^第2行「所在县」：“城区”有2个同名的地区，请写代码/),
      "第2行「中心名称」：必填",
      expect.stringMatching(/^第2行「级别」：应为“国家级”、“省级”、“市级”之一/),
      expect.stringMatching(/^第2行「认定日期」：应为日历上存在的日期/),
      expect.stringMatching(/^第2行「年度」：应为四位年份/),
      expect.stringMatching(/^第2行「床位数」：应为不小于0的整数/),
      expect.stringMatching(/^第2行「补助金额」：金额不能为负数/),
      expect.stringMatching(/^第2行「是否通过」：应填“是”或“否”/),
    ]);
    expect(rows[1]?.values).toEqual(goodValues);
    expect({ errorCount, rowsWithErrors }).toEqual({ errorCount: 9, rowsWithErrors: 1 });
  });

  it("有格式的空行、只有序号的行、重复的表头、示例行、签名行不读入，行号仍是表中的行号", async () => {
    const source = await handMade(
      {
        表: [
          ["样例台账"],
          ["序号", ...header],
          ["示例", ...good],
          [1, ...good],
          [2],
          [],
          ["序号", ...header],
          ["", "", " ", "　"],
          [3, ...good],
          ["", "填表人：李某", "", "审核人：王某"],
        ],
      },
      (workbook) => {
        const sheet = workbook.worksheets[0];
        for (let row = 11; row < 400; row++)
          if (sheet) sheet.getCell(row, 3).fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEEEEEE" } };
        if (sheet) sheet.getRow(4).hidden = true;
      },
    );
    const { rows, headerRow, warnings } = await read(source);
    expect(headerRow).toBe(2);
    expect(rows.map(({ rowNumber, errors }) => [rowNumber, errors.length])).toEqual([
      [4, 0],
      [9, 0],
    ]);
    expect(warnings).toEqual(["第10行是签名或说明，没有作为数据读入"]);
  });

  it("合计行、小计行不读入；与各行之和不符时提示，相符时不提示", async () => {
    const row = (amount: number): unknown[] => [...good.slice(0, 7), amount, "是"];
    const total = (label: string, amount: number): unknown[] => [label, "", "", "", "", "", "", amount];
    const { rows, warnings } = await read(
      await handMade({
        表: [
          header,
          total("合 计", 600),
          row(100),
          row(200),
          total("小计", 300),
          row(300),
          total("太原市小计：", 290),
          total("总计", 601),
        ],
      }),
    );
    expect(rows).toHaveLength(3);
    expect(warnings).toEqual([
      "第7行太原市小计「补助金额」为290.00元，与各行之和300.00元相差10.00元",
      "第8行总计「补助金额」为601.00元，与各行之和600.00元相差1.00元",
    ]);
  });

  it("表中写明单位万元时换算为元并提示", async () => {
    const wan = [...good.slice(0, 7), 2.4, "是"];
    const above = await read(await handMade({ 表: [["", "", "", "", "", "", "", "单位：万元"], header, wan] }));
    const inHeader = await read(
      await handMade({ 表: [header.map((label) => (label === "补助金额" ? "补助金额（万元）" : label)), wan] }),
    );
    for (const { rows, warnings } of [above, inHeader]) {
      expect(rows[0]?.values["amount"]).toBe("24000.00");
      expect(warnings).toEqual(["「补助金额」按表中写明的单位万元读取，已换算为元"]);
    }
  });

  it("公式按已有结果读取；没有结果、结果随日期变化、结果是错误的，要求粘贴为数值", async () => {
    const cells = [
      { formula: "6*2", result: 12 },
      { formula: "6*2" },
      { formula: "DAY(TODAY())", result: 4 },
      { error: "#REF!" },
    ];
    const { rows } = await read(
      await handMade({ 表: [header, ...cells.map((cell) => [...good.slice(0, 6), cell, ...good.slice(7)])] }),
    );
    expect(rows.map(({ values, errors }) => values["beds"] ?? errors[0]?.reason)).toEqual([
      12,
      "公式没有计算结果，请粘贴为数值",
      "公式的结果会随日期变化，请粘贴为数值",
      "单元格是公式错误“#REF!”，请改正后粘贴为数值",
    ]);
  });

  it("从多张工作表中找到有表头的一张，不读隐藏的表", async () => {
    const source = await handMade(
      { 封面: [["关于报送样例的函"]], 旧表: [header, good, good], 数据: [[], header, good] },
      (workbook) => {
        const old = workbook.getWorksheet("旧表");
        if (old) old.state = "hidden";
      },
    );
    expect(await read(source)).toMatchObject({ sheet: "数据", headerRow: 2, rowCount: 1 });
  });

  it("没有数据行时说明原因，不当作成功的空导入", async () => {
    const { warnings, rowCount } = await read(await handMade({ 表: [header] }));
    expect(rowCount).toBe(0);
    expect(warnings).toEqual([expect.stringMatching(/没有读到数据：工作表“表”第1行表头以下没有填写内容/)]);
  });

  it("1904日期系统的日期不差四年", async () => {
    const source = await handMade(
      { 表: [header, [...good.slice(0, 4), new Date(Date.UTC(2024, 2, 4)), ...good.slice(5)]] },
      (workbook) => {
        workbook.properties.date1904 = true;
      },
    );
    expect((await read(source)).rows[0]?.values["acceptedOn"]).toBe("2024-03-04");
  });

  it("带命名空间前缀、富文本和拼音标注的工作簿同样读取", async () => {
    const source = await handMade({ 表: [header, good] });
    const prefixed = await withParts(source, {
      "xl/worksheets/sheet1.xml": (xml) =>
        xml.replace(/<(\/?)(?=[a-zA-Z])(?!\?)/g, "<$1x:").replace('xmlns="http://schemas', 'xmlns:x="http://schemas'),
      "xl/sharedStrings.xml": (xml) =>
        xml.replace("<t>胸痛中心</t>", '<r><t>胸痛</t></r><rPh sb="0" eb="2"><t>xiongtong</t></rPh><r><t>中心</t></r>'),
    });
    expect((await read(prefixed)).rows[0]?.values).toEqual(goodValues);
  });
});
