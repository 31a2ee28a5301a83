import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgesOf, ranksOf } from "./ranks.ts";

describe("名次", () => {
  it("不管怎样分页、从哪一头起,名次都与整张表一起排的相同;同值同名次", () => {
    const values = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), fc.constantFrom("best", "worst"), (given, limit, order) => {
        const sorted = given.toSorted((a, b) => (order === "best" ? b - a : a - b));
        const betterThan = (value: number) => given.filter((each) => each > value).length;
        for (let at = 0; at < sorted.length; at += limit) {
          const page = sorted.slice(at, at + limit);
          const keys = page.map(String);
          const better = new Map(edgesOf(keys).map((key) => [key, betterThan(Number(key))]));
          expect(ranksOf({ keys, order, better })).toEqual(page.map((value) => betterThan(value) + 1));
        }
      }),
    );
  });

  it("没有数值的没有名次,也不影响别家的名次", () => {
    const keys = ["9", "8", null, null];
    const better = new Map([
      ["9", 4],
      ["8", 5],
    ]);
    expect(edgesOf(keys)).toEqual(["9", "8"]);
    expect(ranksOf({ keys, order: "best", better })).toEqual([5, 6, null, null]);
    expect(edgesOf([null])).toEqual([]);
  });
});
