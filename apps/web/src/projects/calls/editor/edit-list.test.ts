import { describe, expect, it } from "vitest";
import { freeId, moveBy, removeAt, replaceAt } from "./edit-list.ts";

describe("改动列表，得到新的列表", () => {
  const items = ["甲", "乙", "丙"] as const;
  it("上移、下移；到头不动", () => {
    expect(moveBy(items, 1, -1)).toEqual(["乙", "甲", "丙"]);
    expect(moveBy(items, 1, 1)).toEqual(["甲", "丙", "乙"]);
    expect(moveBy(items, 0, -1)).toEqual(items);
    expect(moveBy(items, 2, 1)).toEqual(items);
  });
  it("替换、移除", () => {
    expect(replaceAt(items, 1, "丁")).toEqual(["甲", "丁", "丙"]);
    expect(removeAt(items, 1)).toEqual(["甲", "丙"]);
  });
  it("编号不与已有的重复", () => {
    expect(freeId("q", ["q1", "q3"])).toBe("q4");
    expect(freeId("q", ["title", "q3"])).toBe("q4");
    expect(freeId("q", [])).toBe("q1");
  });
});
