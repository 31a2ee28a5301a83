import { describe, expect, it } from "vitest";
import type { Annex } from "./annex.ts";
import { annexSetting } from "./annex-widths.ts";

const annex = (isWide: boolean): Annex => ({
  title: "分配表",
  isWide,
  columns: [
    { title: "序号", kind: "text", share: 1 },
    { title: "单位", kind: "text", share: 4 },
    { title: "项目", kind: "text", share: 4 },
    { title: "金额", kind: "money", share: 2 },
  ],
  groups: [],
  stated: [],
});
const rowsOf = (count: number, name: string) => ({
  unit: "单位：万元",
  rows: Array.from({ length: count }, (_, at) => ({
    level: "row" as const,
    cells: [String(at), name, "县级医院三级医疗服务能力建设奖补", "123,456.78"],
  })),
});

describe("附件表的列宽", () => {
  it("版心放得下时每格一行，列宽之和正好是版心", () => {
    const { widths, fits, size } = annexSetting(annex(true), rowsOf(987, "华中演示医院山西医院（山西白求恩演示医院）"));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo((243 * 72) / 25.4 - 4 * 6.5);
    expect(size).toBe(9);
    expect(fits("华中演示医院山西医院（山西白求恩演示医院）", 1)).toBe(true);
    expect(fits("123,456.78", 3)).toBe(true);
  });

  it("放不下时只折最宽的列，数字不折", () => {
    const { widths, fits } = annexSetting(annex(false), rowsOf(987, "演".repeat(60)));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo((156 * 72) / 25.4 - 4 * 6.5);
    expect(fits("演".repeat(60), 1)).toBe(false);
    expect(fits("县级医院三级医疗服务能力建设奖补", 2)).toBe(true);
    expect(fits("123,456.78", 3)).toBe(true);
  });

  it("短表用五号字", () => expect(annexSetting(annex(false), rowsOf(3, "甲县")).size).toBe(10.5));
});
