import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fenFromWan, wanFromFen } from "./entered-wan.ts";

describe("万元的录入", () => {
  it.each([
    ["2.4", "2400000"],
    ["1,000", "1000000000"],
    ["0.000001", "1"],
    ["0", "0"],
    ["240 万元", "240000000"],
  ])("%s万元 → %s分", (text, fen) => expect(fenFromWan(text)).toBe(fen));

  it.each(["", "-1", "1.0000001", "一百", "1e3"])("“%s”不是金额", (text) => expect(fenFromWan(text)).toBeUndefined());

  it.each([
    ["2400000", "2.4"],
    ["1000000000", "1,000"],
    ["1234567890000", "1,234,567.89"],
    ["999000000", "999"],
  ])("%s分显示为%s万元", (fen, text) => expect(wanFromFen(fen)).toBe(text));

  it("不是金额的文字不显示成数", () => expect(wanFromFen("二百")).toBe(""));

  it("显示的数再录入，一分不差", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 14n), (fen) => {
        expect(fenFromWan(wanFromFen(String(fen)))).toBe(String(fen));
      }),
    );
  });
});
