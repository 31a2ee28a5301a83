import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reviewCostCap } from "./index.ts";

const wan = (amount: number) => `${BigInt(Math.round(amount * 10_000))}.00`;

describe("第五条:评审评估等直接支出不超过项目年度预算的1%", () => {
  describe("逐笔列支到上限为止 [qiangyi-2024.art5.c]", () => {
    it.each([
      // 预算(万元) 已列 本次(元) 上限 受理
      [20_000, "0.00", "1500000.00", "2000000.00", true],
      [20_000, "1500000.00", "500000.00", "2000000.00", true],
      [20_000, "2000000.00", "0.01", "2000000.00", false],
      [20_000, "1999999.99", "0.01", "2000000.00", true],
      [20_000, "2000000.00", "100.00", "2000000.00", false],
      [0, "0.00", "0.01", "0.00", false],
    ])("预算%d万元、已列%s元、本次%s元 → 上限%s元,受理:%s", (budget, booked, requested, cap, accepted) =>
      expect(reviewCostCap({ budget: wan(budget), booked, requested })).toMatchObject({
        cap,
        accepted,
        errors: accepted ? [] : ["REVIEW_COST_CAP_EXCEEDED"],
        readings: ["cap.base=line"],
      }),
    );

    it("上限舍去不足一分的部分:1,234,567.89元的1%是12,345.67元", () =>
      expect(reviewCostCap({ budget: "1234567.89", booked: "0.00", requested: "0.00" }).cap).toBe("12345.67"));

    it("年中预算由20000万元减到15000万元,已列180万元:超30万元,不得再列,已列的不动", () => {
      const before = reviewCostCap({ budget: wan(20_000), booked: wan(180), requested: "0.00" });
      expect(before).toMatchObject({ over: "0.00", available: "200000.00", accepted: true });
      for (const requested of ["0.00", "0.01"])
        expect(reviewCostCap({ budget: wan(15_000), booked: wan(180), requested })).toMatchObject({
          cap: "1500000.00",
          over: "300000.00",
          available: "0.00",
          accepted: false,
          errors: ["REVIEW_COST_CAP_EXCEEDED"],
        });
    });

    it("理由写明上限、已列和本次,并注明条款", () => {
      const { explanation, clauses } = reviewCostCap({ budget: wan(20_000), booked: "2000000.00", requested: "0.01" });
      expect(clauses).toEqual(["qiangyi-2024.art5.c"]);
      expect(explanation.map(({ text }) => text).join("\n")).toMatch(/上限200万元[\s\S]*已列200万元[\s\S]*0\.000001万元/);
    });

    it("上限按分取整后仍不超过预算的1%,已列加本次不超过上限时才受理", () => {
      const money = fc.bigInt({ min: 0n, max: 10n ** 13n });
      const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
      fc.assert(
        fc.property(money, money, money, (budget, booked, requested) => {
          const result = reviewCostCap({ budget: text(budget), booked: text(booked), requested: text(requested) });
          const cap = BigInt(result.cap.replace(".", ""));
          return cap * 100n <= budget && budget < (cap + 1n) * 100n && result.accepted === booked + requested <= cap;
        }),
      );
    });
  });

  it("按单个项目为基数时,理由和所用口径随之改变", () => {
    const result = reviewCostCap({ budget: wan(200), booked: "0.00", requested: "0.00", readings: { "cap.base": "project" } });
    expect(result.readings).toEqual(["cap.base=project"]);
    expect(result.explanation[0]?.text).toContain("单个项目");
  });

  it.each(["1000", "1000.0", "1,000.00", ""])("金额“%s”不是两位小数的元,不猜测", (budget) =>
    expect(() => reviewCostCap({ budget, booked: "0.00", requested: "0.00" })).toThrow(RangeError),
  );
});
