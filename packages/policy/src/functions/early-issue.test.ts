import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earlyIssueFloor, settleEarlyIssue } from "./index.ts";

const wan = (amount: number) => `${BigInt(Math.round(amount * 10_000))}.00`;

describe("第八条第二款:提前下达不低于上年度预计执行数的90% [qiangyi-2024.art8.2.a]", () => {
  it.each([
    // 预计执行数 单位 下限
    ["100000000.00", "wan", "90000000.00"],
    ["123456700.00", "yuan", "111111030.00"],
    ["123456700.00", "wan", "111120000.00"],
    ["123456700.00", "fen", "111111030.00"],
    ["0.01", "fen", "0.01"],
    ["0.01", "yuan", "1.00"],
    ["0.00", "wan", "0.00"],
  ] as const)("预计执行数%s元,以%s为单位 → 下限%s元", (expectedExecution, unit, floor) =>
    expect(earlyIssueFloor({ expectedExecution, unit })).toMatchObject({ floor, notice: null }),
  );

  it.each([
    [8999.99, false, "100.00"],
    [9000, true, "0.00"],
    [9000.01, true, "0.00"],
  ])("预计执行数10000万元,拟提前下达%d万元 → 受理:%s,差%s元", (proposed, accepted, gap) =>
    expect(earlyIssueFloor({ expectedExecution: wan(10_000), unit: "fen", proposed: wan(proposed) })).toMatchObject({
      floor: "90000000.00",
      accepted,
      gap,
      errors: accepted ? [] : ["ISSUE_BELOW_EARLY_FLOOR"],
    }),
  );

  it("以整万元为单位时最少是11112万元", () => {
    const at = (proposed: number) => earlyIssueFloor({ expectedExecution: "123456700.00", unit: "wan", proposed: wan(proposed) });
    expect(at(11_111)).toMatchObject({ accepted: false, gap: "10000.00" });
    expect(at(11_112)).toMatchObject({ accepted: true });
  });

  it("第一年没有预计执行数:下限0并说明", () => {
    const result = earlyIssueFloor({ expectedExecution: null, unit: "wan", proposed: "0.00" });
    expect(result).toMatchObject({ floor: "0.00", accepted: true, errors: [] });
    expect(result.notice).toContain("没有上年度预计执行数");
  });

  it.each([
    // 年度预算 已提前 最终 剩余 应下达 结算
    [10_000, 9000, null, "10000000.00", "10000000.00", "0.00"],
    [10_000, 9000, 9500, "10000000.00", "5000000.00", "0.00"],
    [10_000, 9000, 8800, "10000000.00", "0.00", "-2000000.00"],
    [8000, 9000, null, "-10000000.00", "0.00", "-10000000.00"],
    [8000, 9000, 9500, "-10000000.00", "0.00", "-10000000.00"],
    [9000, 9000, null, "0.00", "0.00", "0.00"],
  ])(
    "年度预算%d、提前%d、最终%s(万元) → 剩余%s、应下达%s、结算%s(元)",
    (annualBudget, early, final, remainder, toIssue, settlement) =>
      expect(
        settleEarlyIssue({ annualBudget: wan(annualBudget), early: wan(early), final: final === null ? null : wan(final) }),
      ).toMatchObject({ remainder, toIssue, settlement }),
  );

  it("多下达的列为结算事项,说明不得再下达", () =>
    expect(settleEarlyIssue({ annualBudget: wan(8000), early: wan(9000), final: null }).explanation.at(-1)).toEqual({
      clause: "qiangyi-2024.art8.2.a",
      text: expect.stringContaining("1000万元列为结算事项，不得再下达"),
    }));

  const money = fc.bigInt({ min: 0n, max: 10n ** 13n });
  const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
  const fenOf = (value: string) => BigInt(value.replace(".", ""));

  it("下限是达到90%的最小整单位数", () =>
    fc.assert(
      fc.property(money, fc.constantFrom(["fen", 1n], ["yuan", 100n], ["wan", 1_000_000n] as const), (base, [unit, size]) => {
        const floor = fenOf(earlyIssueFloor({ expectedExecution: text(base), unit: unit as "fen" }).floor);
        return floor % size === 0n && floor * 10n >= base * 9n && (floor === 0n || (floor - size) * 10n < base * 9n);
      }),
    ));

  it("应下达与结算合计总是最终分配数(不超年度预算)减提前数,从不出现负的下达", () =>
    fc.assert(
      fc.property(money, money, money, (annualBudget, early, final) => {
        const result = settleEarlyIssue({ annualBudget: text(annualBudget), early: text(early), final: text(final) });
        const allocated = final < annualBudget ? final : annualBudget;
        return (
          fenOf(result.toIssue) >= 0n &&
          fenOf(result.settlement) <= 0n &&
          fenOf(result.toIssue) + fenOf(result.settlement) === allocated - early
        );
      }),
    ));
});
