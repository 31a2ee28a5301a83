import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, formatWan, formatYuan, formatYuanGrouped, inWanYuan, parseYuan, sum, wanYuan, yuan } from "./index.ts";

describe("金额是整数分,元和万元只是写法", () => {
  it.each([
    // 分,        元(合同),     元(表格),       万元(句子),        万元(两位)
    [0n, "0.00", "0.00", "0万元", "0.00"],
    [1n, "0.01", "0.01", "0.000001万元", "0.00"],
    [2_400_000n, "24000.00", "24,000.00", "2.4万元", "2.40"],
    [123_456_789n, "1234567.89", "1,234,567.89", "123.456789万元", "123.46"],
    [10_000_000_000n, "100000000.00", "100,000,000.00", "10000万元", "10,000.00"],
    [-1_000_000n, "-10000.00", "-10,000.00", "-1万元", "-1.00"],
  ])("%i分", (value, contract, table, sentence, wan) => {
    const amount = fen(value);
    expect(formatYuan(amount)).toBe(contract);
    expect(formatYuanGrouped(amount)).toBe(table);
    expect(inWanYuan(amount)).toBe(sentence);
    expect(formatWan(amount)).toBe(wan);
  });
  it("万元两位四舍五入:0.005万元进位,不出现负零", () => {
    expect(formatWan(fen(5_000n))).toBe("0.01");
    expect(formatWan(fen(4_999n))).toBe("0.00");
    expect(formatWan(fen(-4_999n))).toBe("0.00");
  });
  it.each(["24000", "24000.0", "1,000.00", "-0.00", "01.00", " 1.00", "1.000", "１.00", "1e3", ""])("不收“%s”", (text) =>
    expect(parseYuan(text)).toBeUndefined(),
  );
  it("代码里的金额必须写得准:2.4万元写作yuan(24_000)", () => {
    expect(() => wanYuan(2.4)).toThrow(RangeError);
    expect(() => yuan(0.5)).toThrow(RangeError);
    expect(yuan(24_000)).toBe(fen(2_400_000n));
  });
  it("写出来再读回去,分文不差", () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (value) => {
        expect(parseYuan(formatYuan(fen(value)))).toBe(value);
      }),
    ));
  it("求和与顺序无关", () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n })), (values) => {
        const amounts = values.map(fen);
        expect(sum(amounts.toReversed())).toBe(sum(amounts));
      }),
    ));
});
