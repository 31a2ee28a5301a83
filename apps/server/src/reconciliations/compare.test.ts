import { date, type Fen, fen, yuan } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSides, type Paid, stateOf } from "./compare.ts";

const paid = (voucher: string, amount: Fen, on = "2025-03-04"): Paid => ({ voucher, on: date(on), payee: null, amount });
const three = ["finance", "unit", "bank"] as const;

describe("三方对账：逐张凭证并列", () => {
  it("四方一致即相符", () => {
    const rows = [paid("支1", yuan(100)), paid("支2", yuan(200))];
    const compared = compareSides({ platform: rows, finance: rows, unit: rows, bank: rows });
    expect(compared.map(({ isEqual }) => isEqual)).toEqual([true, true]);
    expect(stateOf(three, compared, new Set())).toBe("balanced");
  });

  it.each([
    ["金额差一分", [paid("支1", fen(10_001n))]],
    ["银行没有这张凭证", []],
    ["银行多出一张", [paid("支1", yuan(100)), paid("支9", yuan(1))]],
  ])("%s：有差异，说明后为差异已说明", (_, bank) => {
    const rows = [paid("支1", yuan(100))];
    const compared = compareSides({ platform: rows, finance: rows, unit: rows, bank });
    expect(stateOf(three, compared, new Set())).toBe("differs");
    const differing = compared.filter(({ isEqual }) => !isEqual).map(({ voucher }) => voucher);
    expect(stateOf(three, compared, new Set(differing))).toBe("explained");
  });

  it("一张凭证拆成几行的，合起来比", () => {
    const compared = compareSides({ platform: [paid("支1", yuan(100))], bank: [paid("支1", yuan(60)), paid("支1", yuan(40))] });
    expect(compared).toMatchObject([{ voucher: "支1", isEqual: true, amounts: { bank: yuan(100) } }]);
  });

  it("有一方未上传，不说相符", () => {
    const rows = [paid("支1", yuan(100))];
    expect(stateOf(["finance", "bank"], compareSides({ platform: rows, finance: rows, bank: rows }), new Set())).toBe("partial");
    expect(stateOf([], compareSides({ platform: rows }), new Set())).toBe("open");
  });

  it("次序不影响结果，各方合计等于各行之和", () => {
    const rows = fc.array(
      fc.record({ voucher: fc.constantFrom("支1", "支2", "支3"), amount: fc.bigInt({ min: -500n, max: 500n }).map(fen) }),
    );
    fc.assert(
      fc.property(rows, rows, (platform, bank) => {
        const entered = (list: typeof platform) => list.map(({ voucher, amount }) => paid(voucher, amount));
        const compared = compareSides({ platform: entered(platform), bank: entered(bank) });
        expect(compareSides({ bank: entered(bank).reverse(), platform: entered(platform).reverse() })).toEqual(compared);
        const total = compared.reduce((sum, { amounts }) => sum + (amounts.bank ?? 0n), 0n);
        expect(total).toBe(bank.reduce((sum, { amount }) => sum + amount, 0n));
      }),
    );
  });
});
