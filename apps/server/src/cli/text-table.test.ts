import { expect, it } from "vitest";
import { displayWidth, layOut } from "./text-table.ts";

it.each([
  ["", 0],
  ["abc", 3],
  ["强医通", 6],
  ["（一）", 6],
  ["“25”", 4],
  ["7个", 3],
])("“%s”在终端占%i列", (text, width) => expect(displayWidth(text)).toBe(width));

it("全角半角混排时各列对齐,数字靠右,行尾无空格", () =>
  expect(
    layOut(
      [
        ["支持项目", "金额"],
        ["top100", "3000.00"],
        ["适宜技术", "5.00"],
      ],
      ["left", "right"],
    ),
  ).toBe(["支持项目     金额", "top100    3000.00", "适宜技术     5.00"].join("\n")));

it("二十万行也能排", () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [String(index), "元"]);
  expect(layOut(rows).split("\n").at(-1)).toBe("199999  元");
});
