import { fen } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { amountInWords } from "./amount-in-words.ts";

describe("大写金额", () => {
  it.each([
    [0n, "零元整"],
    [1n, "壹分"],
    [10n, "壹角整"],
    [105n, "壹元零伍分"],
    [1203n, "壹拾贰元零叁分"],
    [1230n, "壹拾贰元叁角整"],
    [100_000_00n, "壹拾万元整"],
    [100_005_00n, "壹拾万零伍元整"],
    [1_050_000_00n, "壹佰零伍万元整"],
    [10_080_000_00n, "壹仟零捌万元整"],
    [100_000_000_00n, "壹亿元整"],
    [100_001_000_00n, "壹亿零壹仟元整"],
    [123_456_789_01n, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分"],
    [-5_000_00n, "负伍仟元整"],
  ])("%s分 → %s", (amount, words) => expect(amountInWords(fen(amount))).toBe(words));
});
