import { describe, expect, it } from "vitest";
import { fenOf, textOf } from "./amounts.ts";
import { type GridTexts, sumsOf, withText } from "./cells.ts";
import {
  changesBetween,
  cleared,
  copied,
  emptyHistory,
  filledDown,
  type History,
  rangeOf,
  recorded,
  redo,
  undo,
} from "./changes.ts";
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
    ["１，２３４．５６", "万元", 1_234_560_000n],
    ["￥３００元", "万元", 30_000n],
  ] as const)("%s（%s）", (text, unit, amount) => expect(fenOf(text, unit)).toBe(amount));

  it("两种单位来回换算不丢一分", () => {
    for (const amount of [1n, 99n, 100n, 123_456_789n, 33_448_0000n]) {
      expect(fenOf(textOf(amount, "万元"), "万元")).toBe(amount);
      expect(fenOf(textOf(amount, "元"), "元")).toBe(amount);
    }
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

  it("前有序号列、表头、空行、小计,县名简写也认得;同名的要求写明所在市;合计行与填入的核对", () => {
    const many = {
      ...grid,
      rows: [
        { id: "a", name: "太原市清徐县", otherNames: ["清徐县"] },
        { id: "b", name: "阳泉市城区", otherNames: ["城区"] },
        { id: "c", name: "晋城市城区", otherNames: ["城区"] },
      ],
    };
    const { texts, filled, leftOver, sums } = pasteInto({}, many, { row: "a", column: "1" }, [
      ["序号", "地区", "能力建设（万元）", "救治中心"],
      ["", "合计", "８，０００", "6"],
      ["", "太原市小计", "1,000", "2"],
      ["1", "清徐县", "1,000", "2"],
      ["", "", "", ""],
      ["2", "城区", "5", ""],
      ["3", "晋城市 城区", "7,000", "3"],
    ]);
    expect(texts).toEqual({ a: { "1": "2", "2": "1,000" }, c: { "1": "3", "2": "7,000" } });
    expect(filled).toBe(4);
    expect(leftOver).toEqual(["“城区”不止一个，请写明所在市：5"]);
    expect(sums).toEqual(["合计行８，０００与填入各行之和相符", "合计行为6，填入各行之和5，相差1"]);
  });

  it("117行数字带一行合计:按位置填117行,合计行认出略过;本来就放得下的三个数不当合计", () => {
    const counties = Array.from({ length: 117 }, (_, at) => ({ id: String(at), name: `县${at}` }));
    const figures = counties.map((_, at) => [String(at + 1)]);
    const whole = { ...grid, rows: counties };
    for (const block of [
      [...figures, ["6,903"]],
      [["6,903"], ...figures],
    ]) {
      const { texts, filled, leftOver, sums } = pasteInto({}, whole, { row: "0", column: "1" }, block);
      expect([filled, leftOver, sums.length]).toEqual([117, [], 1]);
      expect(sumsOf(texts, counties, columns, "万元").total).toBe(6_903_000_000n);
      expect(texts["116"]).toEqual({ "1": "117" });
    }
    const { texts } = pasteInto({}, grid, { row: "a", column: "1" }, [["10"], ["20"], ["30"]]);
    expect(texts).toEqual({ a: { "1": "10" }, b: { "1": "20" }, c: { "1": "30" } });
  });
});

describe("撤销、重做、成块填写", () => {
  const start = { a: { "1": "1" }, b: { "1": "2" } };
  const step = (history: History, before: GridTexts, after: GridTexts, isTyping = false) =>
    recorded(history, changesBetween(before, after), isTyping);

  it("一格里连着打字算一步;撤销只退回自己改的格,别处后来的改动留着", () => {
    const [one, two] = [withText(start, "a", "1", "12"), withText(start, "a", "1", "123")];
    const typed = step(step(emptyHistory, start, one, true), one, two, true);
    const others = withText(two, "b", "1", "99");
    const back = undo(typed, others);
    expect(back?.texts).toEqual({ a: { "1": "1" }, b: { "1": "99" } });
    expect(back && redo(back.history, back.texts)?.texts).toEqual(others);
    expect(undo(emptyHistory, start)).toBeUndefined();
  });

  it("向下填充:选块以首行为准,单格取上一格;清除;复制成Excel认得的块", () => {
    const range = rangeOf({ row: 2, column: 0 }, { row: 0, column: 0 });
    expect(filledDown(start, grid, range)).toMatchObject({ a: { "1": "1" }, b: { "1": "1" }, c: { "1": "1" } });
    expect(filledDown(start, grid, rangeOf({ row: 2, column: 0 }, { row: 2, column: 0 }))).toMatchObject({ c: { "1": "2" } });
    expect(filledDown(start, grid, rangeOf({ row: 0, column: 0 }, { row: 0, column: 0 }))).toEqual(start);
    expect(sumsOf(cleared(start, grid, range), rows, columns, "万元").total).toBe(0n);
    expect(copied(start, grid, rangeOf({ row: 0, column: 0 }, { row: 1, column: 1 }))).toBe("1\t\n2\t");
  });
});
