import { date } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AwardClaim, awardMatch } from "./index.ts";

const claim = (more: Partial<AwardClaim> = {}) => {
  const prize = more.prize ?? more.received ?? "300000.00";
  return awardMatch({
    recipient: "employed",
    namesCentre: true,
    level: "国家级",
    prize,
    received: prize,
    awardedOn: date("2024-05-01"),
    document: "奖励决定第5号",
    isFiled: false,
    ...more,
  });
};

describe("五（六）29:配套奖金的20% [regional-centres-2023.measure29.matching-20]", () => {
  it.each([
    // 奖金(元) 配套(元) 不符
    ["100000.00", "20000.00", []],
    ["33333.33", "6666.67", []],
    ["0.01", "0.00", ["MATCH_ZERO"]],
    ["0.02", "0.00", ["MATCH_ZERO"]],
    ["0.03", "0.01", []],
  ])("奖金%s元,配套%s元:%j", (prize, match, errors) => expect(claim({ prize })).toMatchObject({ match, errors }));

  it("奖金50万元、中心分得20万元,配套4万元", () =>
    expect(claim({ prize: "500000.00", received: "200000.00" })).toMatchObject({ match: "40000.00", accepted: true }));

  it("应配套2万元而填报20,000.01元,不受理", () => {
    const result = claim({ prize: "100000.00", entered: "20000.01" });
    expect(result).toMatchObject({ accepted: false, errors: ["MATCH_DIFFERS"] });
    expect(result.explanation.at(-1)?.text).toBe("填报20000.01元，与应配套20000.00元不符");
    expect(claim({ prize: "100000.00", entered: "20000.00" }).accepted).toBe(true);
  });
});

describe("五（六）29:谁的什么奖可以配套 [regional-centres-2023.measure29.eligibility]", () => {
  it.each<[string, Partial<AwardClaim>, readonly string[]]>([
    ["市厅级奖金5万元", { level: "市厅级", prize: "50000.00" }, ["LEVEL_TOO_LOW"]],
    ["省部级荣誉没有奖金", { level: "省部级", prize: "0.00" }, ["NO_PRIZE_MONEY"]],
    ["国家级30万元,省肿瘤医院的医师", { level: "国家级", prize: "300000.00" }, []],
    ["同一奖项第二次申报", { isFiled: true }, ["ALREADY_FILED"]],
    ["没有获奖文件", { document: " " }, ["DOCUMENT_MISSING"]],
    ["与中心无关的人", { recipient: "other" }, ["RECIPIENT_NOT_ELIGIBLE"]],
    ["派驻人员,奖项写明中心", { recipient: "posted" }, []],
    ["派驻人员,奖项没有写明中心", { recipient: "posted", namesCentre: false }, ["RECIPIENT_NOT_ELIGIBLE"]],
    ["方案印发当日", { awardedOn: date("2023-03-13") }, []],
    ["方案印发前一日", { awardedOn: date("2023-03-12") }, ["AWARDED_BEFORE_PLAN"]],
  ])("%s:%o → %j", (_, more, errors) => expect(claim(more).errors).toEqual(errors));

  it("重复申报的说明写明重复申报", () =>
    expect(
      claim({ isFiled: true })
        .explanation.map(({ text }) => text)
        .join(),
    ).toContain("重复申报"));
});

describe("配套额的性质", () => {
  it("分得多于奖金总额的不受理", () =>
    expect(claim({ prize: "100.00", received: "100.01" }).errors).toEqual(["SHARE_EXCEEDS_PRIZE"]));

  it("与准确的两成相差不超过半分,半分进位", () => {
    const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (prize) => {
        const match = BigInt(claim({ prize: text(prize) }).match.replace(".", ""));
        const twice = 2n * (match * 100n - prize * 20n);
        return twice > -100n && twice <= 100n;
      }),
    );
  });
});
