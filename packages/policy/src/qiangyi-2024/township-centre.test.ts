import { describe, expect, it } from "vitest";
import { evaluateFacts, type Row, resultOf, townshipCentres, wan, wanTotal } from "./example-province.ts";

const line = "township-centre";
const centre = (institution: string, rest: Row = {}): Row => ({
  id: `f-${institution}`,
  type: "township-centre",
  institution,
  county: "140121",
  accepted: "2024-10-30",
  ...rest,
});
const accepted = (count: number, agricultural = 0) => {
  const also = townshipCentres(count);
  return evaluateFacts(
    also.map(({ id }, index) => centre(id, index < agricultural ? { agriculturalCounty: true } : {})),
    { also },
  );
};

describe("第七条（二） 每所卫生院100万元，只补一次 [qiangyi-2024.art7.2.e]", () => {
  it.each([
    [1, 100],
    [91, 9100],
    [95, 9500],
  ])("%i所验收合格，%i万元", (count, expected) => expect(wanTotal(accepted(count), line)).toBe(expected));

  it("同一所再申请重复", () => {
    const output = evaluateFacts([centre("T1"), centre("T1", { id: "again", accepted: "2025-10-30" })]);
    expect(resultOf(output, "again")).toMatchObject({ status: "not_payable", amount: "0.00", errors: ["DUPLICATE_CLAIM"] });
  });

  it("未验收的一条不挤掉已验收的一条", () => {
    const output = evaluateFacts([centre("T1", { id: "a", accepted: null }), centre("T1", { id: "b" })]);
    expect(resultOf(output, "b")).toMatchObject({ status: "payable" });
  });
});

describe("第七条（二） 至少91所：下限，不是上限 [qiangyi-2024.art7.2.d]", () => {
  it("90所：差1所", () =>
    expect(accepted(90).quantities[0]).toEqual({ line, kind: "floor", target: 91, actual: 90, difference: -1 }));

  it("第92所照补，不报超过数量", () => {
    const output = accepted(92);
    expect(resultOf(output, "f-T-0092")).toMatchObject({ status: "payable", amount: "1000000.00", errors: [] });
    expect(output.quantities[0]).toMatchObject({ actual: 92, difference: 1 });
  });
});

describe("第七条（二） 以奖代补，验收后落实 [qiangyi-2024.art7.2.f]", () => {
  it.each([
    ["在建", null, 0, ["EVIDENCE_REQUIRED"]],
    ["验收合格", "2024-10-30", 100, []],
  ])("%s", (_, date, expected, errors) => {
    const result = resultOf(evaluateFacts([centre("T1", { accepted: date })]), "f-T1");
    expect(result).toMatchObject({ errors });
    expect(wan(result)).toBe(expected);
  });
});

describe("第七条（二） 对象和布点", () => {
  it("社区卫生服务中心申请，机构类型不符", () =>
    expect(resultOf(evaluateFacts([centre("S1")]), "f-S1")).toMatchObject({
      status: "not_payable",
      errors: ["WRONG_INSTITUTION_TYPE"],
    }));

  it("农业县占比：91所中80所，87.9%", () =>
    expect(accepted(91, 80).quantities[1]).toEqual({
      line,
      kind: "share",
      group: "agricultural",
      part: 80,
      whole: 91,
      percent: "87.9",
    }));

  it("township.perCounty=one：同县第二所不补", () => {
    const facts = [centre("T1"), centre("T2", { accepted: "2024-11-30" })];
    const output = evaluateFacts(facts, { readings: { "township.perCounty": "one" } });
    expect(wanTotal(evaluateFacts(facts), line)).toBe(200);
    expect(resultOf(output, "f-T2")).toMatchObject({ status: "not_payable", errors: ["QUOTA_EXCEEDED"] });
  });
});
