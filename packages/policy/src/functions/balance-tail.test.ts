import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balanceTail } from "./index.ts";

const fenOf = (text: string) => BigInt(text.replace(".", ""));

describe("尾差平衡:最大余数法,余数相同按区划码", () => {
  it.each([
    // 合计 权重 单位 结果
    ["10000000.00", [3, 2, 2], "hundred-yuan", ["4285700.00", "2857200.00", "2857100.00"]], // 1000万元按3:2:2,万元两位小数
    ["0.02", [1, 1, 1], "fen", ["0.01", "0.01", "0.00"]],
    ["10000.00", [1, 1, 1], "wan", ["10000.00", "0.00", "0.00"]],
    ["100.00", [0.5, 0.25, 0.25], "yuan", ["50.00", "25.00", "25.00"]],
    ["100.00", [1, 0, 0], "fen", ["100.00", "0.00", "0.00"]],
    ["0.00", [1, 2, 3], "wan", ["0.00", "0.00", "0.00"]],
  ] as const)("%s元按%j分,以%s为单位 → %j", (total, weights, unit, expected) => {
    const [a, b, c] = weights;
    const { shares } = balanceTail({ total, weights: { "140100": a, "140200": b, "140300": c }, unit });
    expect(Object.values(shares)).toEqual(expected);
  });

  it("写明哪些地区承担尾差", () =>
    expect(balanceTail({ total: "0.02", weights: { "140300": 1, "140200": 1, "140100": 1 }, unit: "fen" }).tail).toEqual([
      "140100",
      "140200",
    ]));

  it("不足一个单位的零头跟随第一个余数最大的地区,合计不变", () =>
    expect(balanceTail({ total: "100.05", weights: { "140100": 1, "140200": 2 }, unit: "yuan" }).shares).toEqual({
      "140100": "33.00",
      "140200": "67.05",
    }));

  it.each([[{}], [{ "140100": 0 }], [{ "140100": -1 }], [{ "140100": Number.NaN }]])("权重%j没有可分的对象,不猜测", (weights) =>
    expect(() => balanceTail({ total: "1.00", weights, unit: "fen" })).toThrow(RangeError),
  );

  const codes = fc.uniqueArray(fc.integer({ min: 140100, max: 141199 }), { minLength: 1, maxLength: 30 });
  const cases = codes.chain((list) =>
    fc.record({
      total: fc.bigInt({ min: 0n, max: 10n ** 13n }),
      unit: fc.constantFrom("fen", "yuan", "hundred-yuan", "wan" as const),
      entries: fc
        .array(fc.integer({ min: 1, max: 100_000 }), { minLength: list.length, maxLength: list.length })
        .map((weights) => list.map((code, index) => [String(code), (weights[index] ?? 1) / 100] as const)),
    }),
  );
  const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;

  it("合计守恒,每份与精确值相差不到一个单位(零头除外),与输入次序无关", () =>
    fc.assert(
      fc.property(cases, ({ total, unit, entries }) => {
        const weights = Object.fromEntries(entries);
        const { shares } = balanceTail({ total: text(total), weights, unit: unit as "fen" });
        const again = balanceTail({ total: text(total), weights: Object.fromEntries(entries.toReversed()), unit: unit as "fen" });
        expect(again.shares).toEqual(shares);
        expect(Object.values(shares).reduce((added, each) => added + fenOf(each), 0n)).toBe(total);

        const size = { fen: 1n, yuan: 100n, "hundred-yuan": 10_000n, wan: 1_000_000n }[unit as "fen"];
        const sumOfWeights = entries.reduce((added, [, weight]) => added + BigInt(Math.round(weight * 100)), 0n);
        for (const [code, weight] of entries) {
          const exactTimesSum = total * BigInt(Math.round(weight * 100));
          const distance = fenOf(shares[code] ?? "") * sumOfWeights - exactTimesSum;
          expect((distance < 0n ? -distance : distance) < 2n * size * sumOfWeights, code).toBe(true);
        }
      }),
    ));
});
