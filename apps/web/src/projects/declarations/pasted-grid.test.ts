import { describe, expect, it } from "vitest";
import { pastedGrid } from "../../ui/saving/pasted-grid.ts";
import { cellValue, tidyDate, withGrid } from "./pasted-grid.ts";

describe("从Excel粘贴到表格", () => {
  it.each([
    ["一个词", undefined],
    [
      "甲\t乙\r\n丙\t丁\r\n",
      [
        ["甲", "乙"],
        ["丙", "丁"],
      ],
    ],
    ["甲\n\n乙", [["甲"], [""], ["乙"]]],
  ])("%j", (text, grid) => expect(pastedGrid(text)).toEqual(grid));

  it.each([
    ["integer", "1,200", 1200],
    ["integer", "约十", "约十"],
    ["money", "2.4", "2400000"],
    ["money", "1,200万元", "1200000000"],
    ["date", "2025/3/1", "2025-03-01"],
    ["yes-no", "是", true],
    ["choice", "国内", "domestic"],
    ["choice", "境外", "境外"],
  ] as const)("%s列的“%s”", (kind, text, value) =>
    expect(cellValue({ kind, choices: [{ value: "domestic", label: "国内" }] }, text)).toBe(value),
  );

  it.each(["2025-3-1", "2025.3.1", "2025年3月1日", "20250301"])("%s是同一天", (text) =>
    expect(tidyDate(text)).toBe("2025-03-01"),
  );

  it("从一格起向右下铺开,不够的行自动添加,多出的列不要", () => {
    const read = ["a", "b"].map((id) => ({ id, of: (text: string) => text }));
    const rows = withGrid([{ a: "1", b: "2" }], { row: 0, column: 1 }, [["x", "y"], ["z"]], read, () => ({ a: "", b: "" }));
    expect(rows).toEqual([
      { a: "1", b: "x" },
      { a: "", b: "z" },
    ]);
  });
});
