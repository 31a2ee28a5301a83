import { describe, expect, it } from "vitest";
import { fenOf, textOf } from "./amounts.ts";
import { inUnit, sumsOf } from "./cells.ts";
import { blockOf, pasteInto } from "./paste.ts";

const rows = [
  { id: "a", name: "清徐县" },
  { id: "b", name: "阳曲县" },
  { id: "c", name: "古交市" },
];
const columns = [
  { id: "1", name: "救治中心" },
  { id: "2", name: "能力建设" },
];
const grid = { rows, columns, unit: "万元" } as const;

describe("格内金额:万元或元,精确到分", () => {
  it.each([
    ["1,234.56", "万元", 1_234_560_000n],
    ["1,234.56", "元", 123_456n],
    ["50万", "元", 50_000_000n],
    ["300元", "万元", 30_000n],
    ["", "万元", null],
    ["—", "万元", null],
    ["一百", "万元", undefined],
    ["-5", "万元", undefined],
    ["0.0000001", "万元", undefined],
    ["1.234", "元", undefined],
  ] as const)("%s（%s）", (text, unit, amount) => expect(fenOf(text, unit)).toBe(amount));

  it("两种单位来回换算不丢一分", () => {
    for (const amount of [1n, 99n, 100n, 123_456_789n, 33_448_0000n]) {
      expect(fenOf(textOf(amount, "万元"), "万元")).toBe(amount);
      expect(fenOf(textOf(amount, "元"), "元")).toBe(amount);
    }
    expect(inUnit({ a: { "1": "2.4", "2": "待定" } }, "万元", "元")).toEqual({ a: { "1": "24,000", "2": "待定" } });
  });

  it("九个数合计334.48万元,与浮点无关;不是金额的格不计入并指出", () => {
    const parts = ["37.16", "37.16", "37.16", "37.17", "37.17", "37.17", "37.16", "37.16", "37.17"];
    const many = parts.map((_, at) => ({ id: String(at), name: String(at) }));
    const texts = Object.fromEntries(parts.map((part, at) => [String(at), { "1": part }]));
    expect(sumsOf(texts, many, columns, "万元").total).toBe(334_480_000n);
    const sums = sumsOf({ a: { "1": "10", "2": "待定" }, b: { "1": "5" } }, rows, columns, "万元");
    expect([sums.total, sums.byRow.get("a"), sums.byColumn.get("1"), [...sums.wrong]]).toEqual([
      15_000_000n,
      10_000_000n,
      15_000_000n,
      ["a 2"],
    ]);
  });
});

describe("从Excel粘贴", () => {
  it("单个数不是块;块按制表符和换行分格", () => {
    expect(blockOf("12.5\r\n")).toBeUndefined();
    expect(blockOf("1\t2\r\n3\t4\r\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("从所在的格向右向下填;超出表的部分逐个说明,不丢失", () => {
    const { texts, filled, leftOver } = pasteInto({}, grid, { row: "b", column: "2" }, [
      ["7", "8"],
      ["9", ""],
      ["10", ""],
    ]);
    expect(texts).toEqual({ b: { "2": "7" }, c: { "2": "9" } });
    expect(filled).toBe(2);
    expect(leftOver).toEqual(["第1行第2列在表外：8", "第3行第1列在表外：10"]);
  });

  it("首列是名称时按名称对应,不看顺序;合计行略过,没有的名称说明", () => {
    const { texts, leftOver } = pasteInto({ a: { "1": "旧" } }, grid, { row: "a", column: "1" }, [
      ["合计", "60", ""],
      ["古交市", "30", "3"],
      ["清 徐 县", "20", ""],
      ["太谷区", "10", ""],
    ]);
    expect(texts).toEqual({ c: { "1": "30", "2": "3" }, a: { "1": "20", "2": "" } });
    expect(leftOver).toEqual(["“太谷区”不在表内：10"]);
  });
});
