import { date, type Fen, fen } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countReturns, type Recovery, type Return } from "./recoveries.ts";

const day = (nth: number) => new Date(Date.UTC(2025, 0, nth));
const wan = (amount: number): Fen => fen(BigInt(amount) * 1_000_000n);
const recovery = (id: string, amount: number, from = 1, more: Partial<Recovery> = {}): Recovery => ({
  id,
  amount: wan(amount),
  setAt: day(from),
  liftedAt: undefined,
  payment: null,
  ...more,
});
const back = (amount: number, on: number, payment = "P1"): Return => ({
  at: day(on),
  on: date("2025-01-31"),
  document: `TK-${on}`,
  amount: wan(amount),
  payment,
});

describe("收回的计算", () => {
  it("30退回20，还差10", () =>
    expect(countReturns([recovery("a", 30)], [back(20, 5)]).get("a")).toMatchObject({ returned: wan(20), outstanding: wan(10) }));
  it("一张凭证只计一次：先满足先作出的，余下的计入后一项", () => {
    const counted = countReturns([recovery("later", 30, 2), recovery("first", 10, 1)], [back(25, 5)]);
    expect(counted.get("first")).toMatchObject({ outstanding: wan(0) });
    expect(counted.get("later")).toMatchObject({ returned: wan(15), outstanding: wan(15) });
  });
  it("作出之前的、解除之后的、别的款项的不计", () => {
    const limited = recovery("a", 30, 3, { payment: "P1", liftedAt: day(8) });
    expect(countReturns([limited], [back(5, 2), back(5, 4, "P2"), back(5, 9)]).get("a")).toMatchObject({
      returned: wan(0),
      outstanding: wan(0),
    });
  });
  it("冲销的从已计的里减去", () =>
    expect(countReturns([recovery("a", 30)], [back(20, 5), back(-20, 6)]).get("a")).toMatchObject({
      returned: wan(0),
      outstanding: wan(30),
    }));
  it("计入之和不超过退回之和，每项不超过应收", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 8 }),
        (owed, came) => {
          const recoveries = owed.map((amount, nth) => recovery(String(nth), amount, 1 + nth));
          const counted = countReturns(
            recoveries,
            came.map((amount) => back(amount, 20)),
          );
          const sum = [...counted.values()].reduce((so, { returned }) => so + returned, 0n);
          const [owedSum, cameSum] = [owed, came].map((all) => wan(all.reduce((so, one) => so + one, 0)));
          expect(sum).toBe((owedSum ?? 0n) < (cameSum ?? 0n) ? owedSum : cameSum);
          for (const { id, amount } of recoveries) expect(counted.get(id)?.returned ?? 0n).toBeLessThanOrEqual(amount);
        },
      ),
    ));
});
