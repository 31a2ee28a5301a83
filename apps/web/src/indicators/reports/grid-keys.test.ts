import { describe, expect, it } from "vitest";
import { type Cell, cellAfter, pastedCells } from "./grid-keys.ts";

/** A ratio, an amount, a ratio: numerator and denominator in the first and the third row, the value in the second. */
const takesInput = ({ row, column }: Cell): boolean => column === "note" || (row === 1) === (column === "value");
const key = (name: string, more = {}) => ({ key: name, shiftKey: false, isAtStart: false, isAtEnd: false, ...more });
const from = (row: number, column: Cell["column"], pressed: ReturnType<typeof key>) =>
  cellAfter({ row, column }, pressed, 3, takesInput);

describe("格子间的键盘", () => {
  it.each<[string, number, Cell["column"], ReturnType<typeof key>, Cell | undefined]>([
    ["回车到下一行能填的格", 0, "numerator", key("Enter"), { row: 1, column: "value" }],
    ["分母往下到数值", 0, "denominator", key("ArrowDown"), { row: 1, column: "value" }],
    ["数值往下到分子", 1, "value", key("Enter"), { row: 2, column: "numerator" }],
    ["说明往下还是说明", 0, "note", key("ArrowDown"), { row: 1, column: "note" }],
    ["上移", 2, "numerator", key("Enter", { shiftKey: true }), { row: 1, column: "value" }],
    ["最后一行不动", 2, "note", key("Enter"), undefined],
    ["字没到头,右键移光标", 0, "numerator", key("ArrowRight"), undefined],
    ["字到头,右键到下一格", 0, "numerator", key("ArrowRight", { isAtEnd: true }), { row: 0, column: "denominator" }],
    ["跳过不能填的格", 0, "denominator", key("ArrowRight", { isAtEnd: true }), { row: 0, column: "note" }],
    ["字在头,左键到前一格", 1, "note", key("ArrowLeft", { isAtStart: true }), { row: 1, column: "value" }],
    ["别的键照旧", 0, "numerator", key("a"), undefined],
  ])("%s", (_, row, column, pressed, cell) => expect(from(row, column, pressed)).toEqual(cell));

  it("粘贴的一块从当前格铺开,不能填的格和多出的行列不要", () => {
    const cells = pastedCells(
      { row: 0, column: "numerator" },
      [
        ["1", "2", "3", "甲", "多"],
        ["4", "5", "6"],
        ["7", "8"],
        ["9", "9"],
      ],
      3,
      takesInput,
    );
    expect(cells.map(({ row, column, text }) => `${row} ${column} ${text}`)).toEqual([
      "0 numerator 1",
      "0 denominator 2",
      "0 note 甲",
      "1 value 6",
      "2 numerator 7",
      "2 denominator 8",
    ]);
  });
});
