import { describe, expect, it } from "vitest";
import { carryOver } from "./index.ts";

const wan = (amount: number) => `${amount * 10_000}.00`;

describe("第十条第一款:当年用完,年末未支出的按结转结余处理", () => {
  describe("执行率和未支出数 [qiangyi-2024.art10.1.b]", () => {
    it.each([
      // 收到 已付(万元) 执行率 未支出(元) 须说明原因
      [200, 150, "75.0", "500000.00", true],
      [200, 200, "100.0", "0.00", false],
      [200, 0, "0.0", "2000000.00", true],
      [0, 0, null, "0.00", false],
      [3, 1, "33.3", "20000.00", true],
      [3, 2, "66.7", "10000.00", true],
    ])("收到%d、年末已付%d → 执行率%s%%,未支出%s元,须说明原因:%s", (received, paid, executionRate, unspent, reasonRequired) =>
      expect(carryOver({ received: wan(received), paid: wan(paid), yearEnd: "2025-12-31" })).toMatchObject({
        executionRate,
        carryOver: unspent,
        reasonRequired,
        errors: [],
      }),
    );

    it("支付超过收到的,报超余额", () =>
      expect(carryOver({ received: wan(1), paid: "10000.01", yearEnd: "2025-12-31" })).toMatchObject({
        errors: ["BALANCE_EXCEEDED"],
      }));
  });

  describe("处理前不得支付 [qiangyi-2024.art10.1.c]", () => {
    const unspent50 = { received: wan(200), paid: wan(150), yearEnd: "2024-12-31" } as const;

    it("2024年末未支出50万元形成结转事项;未处理即在2025-01-05支付的,拒绝,余额不变", () => {
      expect(carryOver(unspent50)).toMatchObject({ carryOver: wan(50), balance: wan(50), errors: [] });
      expect(carryOver({ ...unspent50, paidSince: "0.01", asOf: "2025-01-05" })).toMatchObject({
        balance: wan(50),
        errors: ["CARRYOVER_DECISION_REQUIRED"],
      });
    });

    it("定为继续使用后,2025年支出30万元:余20万元,结转1年", () =>
      expect(carryOver({ ...unspent50, disposal: "continue", paidSince: wan(30), asOf: "2025-12-31" })).toMatchObject({
        balance: wan(20),
        ageYears: 1,
        errors: [],
      }));

    it.each([
      ["continue", "500000.00", []],
      ["continue", "500000.01", ["BALANCE_EXCEEDED"]],
      ["recover", "0.01", ["BALANCE_EXCEEDED"]],
      ["reallocate", "0.01", ["BALANCE_EXCEEDED"]],
      ["recover", "0.00", []],
    ] as const)("定为%s后支付%s元 → %j", (disposal, paidSince, errors) =>
      expect(carryOver({ ...unspent50, disposal, paidSince }).errors).toEqual(errors),
    );
  });
});
