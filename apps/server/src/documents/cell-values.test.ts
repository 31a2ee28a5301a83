import type { Field, FieldKind } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { readCell } from "./cell-values.ts";
import { indexLookups } from "./lookup.ts";
import { sampleLookups } from "./sample-register.ts";
import type { RawCell } from "./sheet-cells.ts";

const lookups = indexLookups(sampleLookups);
const fieldOf = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
  name: "f",
  label: "栏",
  kind,
  required: true,
  ...(kind === "choice"
    ? {
        choices: [
          { value: "1", label: "一类" },
          { value: "2", label: "二类（含试点）" },
        ],
      }
    : {}),
  ...more,
});
const text = (value: string): RawCell => ({ column: 0, type: "text", text: value });
const number = (value: string): RawCell => ({ column: 0, type: "number", text: value });
const day = (value: string): RawCell => ({ column: 0, type: "date", text: value });
const read = (kind: FieldKind, cell: RawCell, more: Partial<Field> = {}, inWan = false): unknown =>
  readCell(cell, fieldOf(kind, more), { lookups, inWan });

describe("单元格读作字段值", () => {
  it.each<[FieldKind, RawCell, unknown]>([
    ["money", number("24000"), "24000.00"],
    ["money", number("0.30000000000000004"), "0.30"],
    ["money", number("1.2E+7"), "12000000.00"],
    ["money", text("24000.5"), "24000.50"],
    ["money", text("24,000.00"), "24000.00"],
    ["money", text("２４，０００．００元"), "24000.00"],
    ["money", text("￥ 1,234.50"), "1234.50"],
    ["money", text("¥1234.5元"), "1234.50"],
    ["money", text("300万元"), "3000000.00"],
    ["money", text("2.4 万元"), "24000.00"],
    ["money", text("0.000001万元"), "0.01"],
    ["money", text("１．２亿元"), "120000000.00"],
    ["money", text("1000元整"), "1000.00"],
    ["money", text("999999999999999.99"), "999999999999999.99"],
    ["money", number("0"), "0.00"],
    ["integer", number("12"), 12],
    ["integer", number("12.0"), 12],
    ["integer", text("１２"), 12],
    ["integer", text(" 1,200 "), 1200],
    ["year", number("2024"), 2024],
    ["year", text("2024年"), 2024],
    ["year", text("２０２４年度"), 2024],
    ["date", day("45355"), "2024-03-04"],
    ["date", day("45355.75"), "2024-03-04"],
    ["date", day("61"), "1900-03-01"],
    ["date", number("45355"), "2024-03-04"],
    ["date", number("20240304"), "2024-03-04"],
    ["date", text("20240304"), "2024-03-04"],
    ["date", text("2024/3/4"), "2024-03-04"],
    ["date", text("2024.3.4"), "2024-03-04"],
    ["date", text("2024-03-04"), "2024-03-04"],
    ["date", text("2024年3月4日"), "2024-03-04"],
    ["date", text("2024 年 3 月 4 日"), "2024-03-04"],
    ["date", text("２０２４年３月４日"), "2024-03-04"],
    ["date", text("2024-02-29 00:00:00"), "2024-02-29"],
    ["date", text("45355"), "2024-03-04"],
    ["boolean", text("是"), true],
    ["boolean", text("Ｙ"), true],
    ["boolean", text("√"), true],
    ["boolean", number("1"), true],
    ["boolean", { column: 0, type: "boolean", text: "1" }, true],
    ["boolean", text("否"), false],
    ["boolean", text("n"), false],
    ["boolean", text("×"), false],
    ["boolean", text("无"), false],
    ["choice", text("一类"), "1"],
    ["choice", text(" 一 类 "), "1"],
    ["choice", number("1"), "1"],
    ["choice", text("二类(含试点)"), "2"],
    ["text", text("　胸痛中心 "), "胸痛中心"],
    ["text", text("=1+1"), "=1+1"],
    ["text", number("0123"), "123"],
    ["text", number("12345.670000000001"), "12345.67"],
    ["text", day("45355"), "2024-03-04"],
    ["institution", text("ins-0001"), "ins-0001"],
    ["institution", text("ＩＮＳ-0001"), "ins-0001"],
    ["institution", text("ins-0001 虚构市中心医院"), "ins-0001"],
    ["institution", text("虚构市 中心医院"), "ins-0001"],
    ["institution", text("虚构市第一人民医院"), "ins-0001"],
    ["institution", text("ins-0005 城关卫生院"), "ins-0005"],
    ["region", number("140121"), "140121"],
    ["region", text("清徐县"), "140121"],
    ["region", text("140302 阳泉市城区"), "140302"],
    ["region", text("晋城市城区"), "140502"],
    ["region", text("山西省晋城市城区"), "140502"],
  ])("%s %j → %j", (kind, cell, value) => expect(read(kind, cell)).toEqual({ value }));

  it.each<[FieldKind, RawCell, RegExp]>([
    ["money", text("约300万"), /应为金额.*“约300万”/],
    ["money", text("1,23"), /应为金额/],
    ["money", text("$100"), /人民币/],
    ["money", number("1234.567"), /精确到分/],
    ["money", number("-5"), /不能为负数/],
    ["money", text("0.0000001万元"), /精确到分/],
    ["money", day("45355"), /格式是日期/],
    ["money", text("9999999999999999.00"), /应为金额/],
    ["integer", number("12.5"), /不小于0的整数.*“12.5”/],
    ["integer", number("-1"), /不小于0的整数/],
    ["integer", number("1000000000"), /不小于0的整数/],
    ["integer", text("十二"), /不小于0的整数/],
    ["year", number("24"), /四位年份/],
    ["year", day("2024"), /格式是日期/],
    ["date", text("2024-02-30"), /日历上存在/],
    ["date", text("2024年3月"), /缺少日/],
    ["date", number("2024.3"), /缺少日/],
    ["date", text("今年三月"), /应为日期.*“今年三月”/],
    ["boolean", text("也许"), /应填“是”或“否”/],
    ["choice", text("三类"), /应为“一类”、“二类（含试点）”之一.*“三类”/],
    ["text", number("1.2345678901234567E+17"), /超过15位/],
    ["text", number("12140000000000019"), /超过15位/],
    ["text", text("字".repeat(201)), /1至200个字/],
    ["institution", text("城关卫生院"), /2个同名的机构.*“ins-0004 城关卫生院”、“ins-0005 城关卫生院”/],
    ["institution", text("虚构县医院"), /找不到机构“虚构县医院”/],
    ["institution", text("虚构县人民医"), /相近的有：“ins-0002 虚构县人民医院”/],
    ["institution", text("ins-0001 虚构县中医院"), /编号ins-0001是“虚构市中心医院”，与填写的“虚构县中医院”不一致/],
    ["region", text("城区"), /2个同名的地区.*“140302 阳泉市城区”、“140502 晋城市城区”/],
    ["region", text("149999"), /找不到地区/],
    ["text", { column: 0, type: "error", text: "#REF!" }, /公式错误“#REF!”.*粘贴为数值/],
  ])("%s %j 不接受，并说明原因", (kind, cell, reason) =>
    expect(read(kind, cell)).toEqual({ reason: expect.stringMatching(reason) }),
  );

  it.each<[FieldKind, string]>([
    ["text", " 　"],
    ["money", ""],
    ["money", "—"],
    ["integer", "/"],
    ["date", "-"],
    ["choice", "—"],
  ])("%s “%s”是空单元格", (kind, written) => expect(read(kind, text(written))).toEqual({ empty: true }));

  it("可为未知的字段把“未知”读作null，其他字段不读", () => {
    expect(read("money", text("未知"), { nullable: true })).toEqual({ value: null });
    expect(read("money", text("未知"))).toEqual({ reason: expect.stringContaining("应为金额") });
  });

  it("表头写明万元时，没有单位的数按万元，写明元的仍按元", () => {
    expect(read("money", number("1.234567"), {}, true)).toEqual({ value: "12345.67" });
    expect(read("money", text("100元"), {}, true)).toEqual({ value: "100.00" });
  });
});

describe("公式单元格", () => {
  const formula = (kind: "plain" | "changing" | "picture", result: string): RawCell => ({
    column: 0,
    type: "number",
    text: result,
    formula: { kind },
  });
  it("有结果的普通公式按结果读取", () => expect(read("integer", formula("plain", "3"))).toEqual({ value: 3 }));
  it.each([
    ["没有结果", formula("plain", ""), "粘贴为数值"],
    ["随日期变化", formula("changing", "3"), "粘贴为数值"],
    ["单元格图片", formula("picture", "x"), "改填文字"],
  ])("%s的公式要求改填", (_, cell, remedy) => expect(read("integer", cell)).toEqual({ reason: expect.stringContaining(remedy) }));
});
