import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareByLevel } from "./index.ts";

const ratios = { province: 80, city: 10, county: 10 };
const hundredWan = "1000000.00";

describe("第八条第一款:各级按负担办法编列预算 [qiangyi-2024.art8.1.a]", () => {
  it("负担办法省80%、市10%、县10%,标准100万元:县级编列8万元不足,应为10万元", () => {
    const result = shareByLevel({ amount: hundredWan, ratios, budgeted: { county: "80000.00" } });
    expect(result).toMatchObject({
      shares: { province: "800000.00", city: "100000.00", county: "100000.00" },
      short: { county: "20000.00" },
      errors: ["BUDGET_SHARE_SHORT"],
    });
    expect(result.explanation.map(({ text }) => text)).toContain("县级预算编列不足，差2万元");
  });

  it.each([
    ["100000.00", []],
    ["100000.01", []],
    ["99999.99", ["BUDGET_SHARE_SHORT"]],
  ])("县级编列%s元 → %j:等于或多于应负担的都允许", (county, errors) =>
    expect(shareByLevel({ amount: hundredWan, ratios, budgeted: { county } }).errors).toEqual(errors),
  );

  it("没有负担办法时由省级全额负担", () =>
    expect(shareByLevel({ amount: hundredWan, ratios: {} }).shares).toEqual({ province: hundredWan }));
});

describe("负担比例", () => {
  it("合计不是100%的不计算", () =>
    expect(shareByLevel({ amount: hundredWan, ratios: { province: 80, city: 10 } })).toMatchObject({
      shares: {},
      errors: ["WEIGHTS_NOT_100"],
    }));

  it("除不尽的分按最大余数,余数相同归上级", () =>
    expect(shareByLevel({ amount: "0.05", ratios: { province: 50, county: 50 } }).shares).toEqual({
      province: "0.03",
      county: "0.02",
    }));

  it("各级之和总等于标准", () => {
    const ratio = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), ratio, ratio, (amount, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { shares } = shareByLevel({
          amount: `${amount / 100n}.${String(amount % 100n).padStart(2, "0")}`,
          ratios: { province: low, city: high - low, county: 100 - high },
        });
        return Object.values(shares).reduce((added, each) => added + BigInt(each.replace(".", "")), 0n) === amount;
      }),
    );
  });
});
