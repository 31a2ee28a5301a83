import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CentreAssessment, managementFee } from "./index.ts";

const assessment = (more: Partial<CentreAssessment> = {}): CentreAssessment => ({
  centre: "task4",
  year: 2024,
  version: 1,
  state: "final",
  assessor: "太原市卫健委",
  fee: "8000000.00",
  reason: "考核良好",
  ...more,
});
const due = (assessments: readonly CentreAssessment[], requested?: string, paid: { year: number; amount: string }[] = []) =>
  managementFee({ centre: "task4", year: 2024, assessments, paid, ...(requested !== undefined && { requested }) });

describe("五（一）2:管理费金额由年度考核确定 [regional-centres-2023.measure02.fee-annual-assessment]", () => {
  it("太原市中心医院2024年度考核定稿、核定800万元,应付800万元", () => {
    const result = due([assessment()]);
    expect(result).toMatchObject({ fixed: "8000000.00", version: 1, available: "8000000.00", accepted: true });
    expect(result.explanation[0]?.text).toContain("核定管理费800万元：考核良好");
  });

  it("考核草稿写了800万元,应付额仍是未确定", () =>
    expect(due([assessment({ state: "draft" })])).toMatchObject({ fixed: null, version: null, available: null }));

  it("定稿后改金额须有新版本和理由;新版本定稿前以原版本为准,原版本不动", () => {
    const first = assessment();
    const second = assessment({ version: 2, fee: "7000000.00", reason: "复核扣减", state: "draft" });
    expect(due([first, second])).toMatchObject({ fixed: "8000000.00", version: 1 });
    const after = due([first, { ...second, state: "final" }]);
    expect(after).toMatchObject({ fixed: "7000000.00", version: 2 });
    expect(after.explanation[0]?.text).toContain("第2版已定稿，核定管理费700万元：复核扣减");
    expect(first.fee).toBe("8000000.00");
  });

  it("任务四由太原市卫健委考核,省卫健委的考核不能确定金额;任务一至三相反", () => {
    expect(due([assessment({ assessor: "省卫健委" })]).fixed).toBeNull();
    const ofTask1 = (assessor: CentreAssessment["assessor"]) =>
      managementFee({ centre: "task1", year: 2024, assessments: [assessment({ centre: "task1", assessor })], paid: [] }).fixed;
    expect([ofTask1("太原市卫健委"), ofTask1("省卫健委")]).toEqual([null, "8000000.00"]);
  });
});

describe("五（一）2:未经考核不付,付款不超过核定额 [regional-centres-2023.measure02.no-fee-before-assessment]", () => {
  it("没有定稿的考核,支付被拒:缺年度考核结论", () => {
    const result = due([], "0.01");
    expect(result).toMatchObject({ accepted: false, errors: ["ASSESSMENT_MISSING"] });
    expect(result.explanation.map(({ text }) => text).join()).toContain("缺年度考核结论");
  });

  it.each([
    // 已付(元) 本次(元) 受理
    [[], "5000000.00", true],
    [["5000000.00"], "3000000.00", true],
    [["5000000.00", "3000000.00"], "0.01", false],
    [["5000000.00"], "3000000.01", false],
  ] as const)("核定800万元,已付%j、本次%s元:受理%s", (amounts, requested, accepted) => {
    const paid = amounts.map((amount) => ({ year: 2024, amount }));
    expect(due([assessment()], requested, paid)).toMatchObject({ accepted, errors: accepted ? [] : ["FEE_EXCEEDED"] });
  });

  it("2023年度考核不能解开2024年的管理费", () =>
    expect(due([assessment({ year: 2023 })], "1.00").errors).toEqual(["ASSESSMENT_MISSING"]));
});

describe("核定额与支付的性质", () => {
  it("后来的版本低于已付数,只余零,多付数写明", () =>
    expect(due([assessment({ version: 2, fee: "1.00" })], undefined, [{ year: 2024, amount: "3.00" }])).toMatchObject({
      available: "0.00",
      over: "2.00",
    }));

  it("逐笔受理的支付合计从不超过核定额,与考核的先后次序无关", () => {
    const money = fc.bigInt({ min: 1n, max: 10n ** 9n });
    const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
    fc.assert(
      fc.property(money, fc.array(money, { maxLength: 8 }), (fee, wanted) => {
        const versions = [assessment({ fee: text(fee + 1n) }), assessment({ version: 2, fee: text(fee) })];
        const paid: { year: number; amount: string }[] = [];
        let total = 0n;
        for (const each of wanted) {
          const one = due(versions, text(each), paid);
          expect(due(versions.toReversed(), text(each), paid)).toEqual(one);
          if (!one.accepted) continue;
          paid.push({ year: 2024, amount: text(each) });
          total += each;
        }
        expect(total <= fee).toBe(true);
      }),
    );
  });
});
