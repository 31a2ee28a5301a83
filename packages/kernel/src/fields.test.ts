import { describe, expect, it } from "vitest";
import { display, type Field, misfit } from "./index.ts";

const field = (more: Partial<Field>): Field => ({ name: "x", label: "项", kind: "text", required: true, ...more });
const level = field({
  kind: "choice",
  choices: [
    { value: "national", label: "国家级" },
    { value: "provincial", label: "省级" },
  ],
});

describe("一个字段的声明管住它的所有入口", () => {
  it.each([
    ["必填", field({}), undefined, "必填"],
    ["可不填", field({ required: false }), undefined, undefined],
    ["未知可写null", field({ nullable: true, kind: "date" }), null, undefined],
    ["不许null", field({}), null, "不能为空"],
    ["文本首尾空格", field({}), " a", "应为1至200个字的文本，首尾没有空格"],
    ["整数", field({ kind: "integer" }), 3, undefined],
    ["小数不是整数", field({ kind: "integer" }), 3.5, "应为不小于0的整数"],
    ["数字写成文本", field({ kind: "integer" }), "3", "应为不小于0的整数"],
    ["年份", field({ kind: "year" }), 24, "应为四位年份"],
    ["日历上没有", field({ kind: "date" }), "2025-02-30", "应为日历上存在的日期，写作YYYY-MM-DD"],
    ["金额", field({ kind: "money" }), "24000.00", undefined],
    ["金额缺小数", field({ kind: "money" }), "24000", "应为金额，单位元，两位小数，如24000.00"],
    ["结算的负金额", field({ kind: "money", mayBeNegative: true }), "-1.00", undefined],
    ["负金额", field({ kind: "money" }), "-1.00", "应为金额，单位元，两位小数，如24000.00"],
    ["选项之外", level, "city", "应为national、provincial之一"],
    ["区划代码", field({ kind: "region" }), "1401", "应为六位行政区划代码"],
  ])("%s", (_, declared, value, expected) => expect(misfit(declared, value)).toBe(expected));
  it("显示:选项用名称,是否用汉字,没有用—", () => {
    expect(display(level, "national")).toBe("国家级");
    expect(display(field({ kind: "boolean" }), true)).toBe("是");
    expect(display(field({}), null)).toBe("—");
  });
});
