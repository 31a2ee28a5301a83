// @vitest-environment node
import { describe, expect, it } from "vitest";
import { mapClasses } from "./map-classes.ts";

const classOf = (values: readonly number[], value: number) =>
  mapClasses(values).filter(({ from, to }) => value >= from && value <= to);

describe("地图分级", () => {
  it.each<[string, number[]]>([
    ["没有数据", []],
    ["都相同", [7, 7, 7]],
    ["只有零", [0, 0]],
    ["很少几种", [1, 2, 2, 3]],
    ["很多", Array.from({ length: 117 }, (_, index) => (index * 37) % 101)],
    ["有增有减", [-300, -20, -20, 0, 5, 80, 900]],
    ["多数相同", [...Array.from({ length: 100 }, () => 6), 7, 8, 9]],
  ])("%s:每个值恰在一级,至多五级(零除外)", (_, values) => {
    for (const value of values) expect(classOf(values, value)).toHaveLength(1);
    const all = mapClasses(values);
    expect(all.filter(({ from }) => from > 0).length).toBeLessThanOrEqual(5);
    expect(new Set(all.map(({ colour }) => colour)).size).toBe(all.length);
  });

  it("值越大颜色越深", () => {
    const lightness = (colour: string) =>
      [1, 3, 5].reduce((total, at) => total + Number.parseInt(colour.slice(at, at + 2), 16), 0);
    const shades = mapClasses([1, 2, 3, 4, 5, 6, 7, 8]).map(({ colour }) => lightness(colour));
    expect(shades).toEqual([...shades].sort((a, b) => b - a));
  });
});
