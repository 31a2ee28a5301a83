import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditCodeCheck, creditCodeDoubt, organisationCheck } from "./credit-code.ts";

const characters = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];

describe("统一社会信用代码（GB 32100-2015）", () => {
  it("校验位:12140000000000019 → W", () => expect(creditCodeCheck("12140000000000019")).toBe("W"));
  it("组织机构码校验位:00000001 → 9", () => expect(organisationCheck("00000001")).toBe("9"));

  it.each([
    ["12140000000000019W", undefined],
    ["12140000000000019X", "check-digit"], // 末位不符
    ["12140000000000018W", "check-digit"], // 组织机构码校验位不符
    ["1214000000000001W", "form"], // 17位
    ["12140000000000019WW", "form"], // 19位
    ["1214000000000001OW", "form"], // 字母O不在字符集
    ["12I40000000000019W", "form"],
    ["", "form"],
  ])("%s → %s", (code, doubt) => expect(creditCodeDoubt(code)).toBe(doubt));

  it("任何主体码按规则补上两个校验位即通过,改动任一位即不通过", () => {
    const body = fc
      .array(fc.constantFrom(...characters.slice(0, 10)), { minLength: 8, maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(body, fc.nat(17), fc.nat(30), (eight, place, replacement) => {
        const seventeen = `12140121${eight}${organisationCheck(eight)}`;
        fc.pre(/^[0-9A-HJ-NPQRTUWXY]+$/.test(seventeen));
        const code = seventeen + creditCodeCheck(seventeen);
        expect(creditCodeDoubt(code)).toBeUndefined();
        const other = characters[replacement] ?? "0";
        fc.pre(code[place] !== other);
        expect(creditCodeDoubt(code.slice(0, place) + other + code.slice(place + 1))).toBeDefined();
      }),
    );
  });
});
