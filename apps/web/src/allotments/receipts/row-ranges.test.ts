import { expect, it } from "vitest";
import { rowRanges } from "./row-ranges.ts";

it.each([
  [[], ""],
  [[7], "7"],
  [[2, 1], "1、2"],
  [[63, 64, 65, 66], "63至66"],
  [[1, 3, 4, 5, 9, 9, 11, 12], "1、3至5、9、11、12"],
])("行号%j写作“%s”", (rowNos, text) => expect(rowRanges(rowNos)).toBe(text));
