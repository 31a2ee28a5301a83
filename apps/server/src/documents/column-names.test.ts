import { describe, expect, it } from "vitest";
import { type ColumnName, readWorkbook, writeErrors } from "./index.ts";
import { sampleFields as fields, sampleLookups as lookups, sampleTemplate as template } from "./sample-register.ts";
import { handMade, openIndependently } from "./test-workbooks.ts";

const odd = ["医疗机构", "县（市、区）", "名目", "级别", "批准时间", "哪一年", "床位数", "补助金额", "备考"];
const row = ["虚构县人民医院", "清徐县", "胸痛中心", "省级", "2024-03-04", 2024, 12, "24,000.00", "补报"];
const names: ColumnName[] = [
  { header: "医疗机构", field: "institution" },
  { header: "县（市、区）", field: "county" },
  { header: "名目", field: "centre" },
  { header: "批准时间", field: "acceptedOn" },
  { header: " 哪一年 ", field: "year" },
];

const read = (source: Uint8Array, columnNames: readonly ColumnName[] = []) =>
  readWorkbook({ source, template, fields, lookups, columnNames });

describe("自制表格的列由人指定", () => {
  it("不指定时拒绝，说出缺哪些列，并列出每一列读作什么", async () => {
    const result = await read(await handMade({ 表: [["某某一览表"], odd, row] }));
    expect(result).toMatchObject({
      ok: false,
      refusal: {
        code: "workbook-column-missing",
        missing: ["机构", "所在县", "中心名称", "认定日期", "年度"],
        columns: odd.map((header) => ({
          header,
          field: { 级别: "level", 床位数: "beds", 补助金额: "amount" }[header] ?? null,
          named: false,
        })),
      },
    });
  });

  it("一列都认不出时，把最像表头的一行列出来", async () => {
    const result = await read(await handMade({ 表: [["某某一览表"], ["甲栏", "乙栏", "丙栏"], ["一", "二", "三"]] }));
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: "workbook-without-header", columns: [{ header: "甲栏" }, { header: "乙栏" }, { header: "丙栏" }] },
    });
  });

  it("指定后照读；空格、全角半角不同也认得", async () => {
    const result = await read(await handMade({ 表: [["某某一览表"], odd, row] }), names);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.value.rows[0]).toMatchObject({
      values: { institution: "ins-0002", county: "140121", centre: "胸痛中心", acceptedOn: "2024-03-04", year: 2024, beds: 12 },
      errors: [],
    });
    expect(result.value.ignoredColumns).toEqual(["备考"]);
    expect(result.value.columns.filter(({ named }) => named).map(({ field }) => field)).toEqual(names.map(({ field }) => field));
  });

  it("指定胜过列名：可以不读一列，因此同名的另一列不再重复", async () => {
    const twice = [...odd.slice(0, -1), "认定日期"];
    const both = await read(await handMade({ 表: [twice, row] }), names);
    expect(both).toMatchObject({ ok: false, refusal: { code: "workbook-column-twice" } });
    const one = await read(await handMade({ 表: [twice, row] }), [...names, { header: "认定日期", field: null }]);
    expect(one).toMatchObject({ ok: true, value: { ignoredColumns: ["认定日期"] } });
  });

  it("指定给不存在的字段等于没有指定", async () => {
    const result = await read(await handMade({ 表: [odd, row] }), [...names.slice(1), { header: "医疗机构", field: "no-such" }]);
    expect(result).toMatchObject({ ok: false, refusal: { code: "workbook-column-missing", missing: ["机构"] } });
  });

  it("标错写到指定的列上", async () => {
    const source = await handMade({ 表: [odd, row] });
    const errors = [{ rowNumber: 2, field: "centre", column: "中心名称", reason: "应为批文中的全称" }];
    const marked = await writeErrors({ source, template, fields, columnNames: names, errors });
    if (!marked.ok) throw new Error(marked.refusal.code);
    const sheet = (await openIndependently(marked.value)).worksheets[0];
    expect(JSON.stringify(sheet?.getCell("C2").note)).toContain("应为批文中的全称");
  });
});
