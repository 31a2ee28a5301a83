import { describe, expect, it } from "vitest";
import { evaluateFacts, numbers, type Row, resultOf, wan, wanTotal } from "./example-province.ts";

const line = "tcm-specialty";
const specialty = (id: string, institution: string, rest: Row = {}): Row => ({
  id,
  type: "tcm-specialty",
  institution,
  specialty: `中医专科${id}`,
  selected: "2024-09-10",
  ...rest,
});
const of = (institution: string, rest: Row = {}, readings: Row = {}) =>
  resultOf(evaluateFacts([specialty("s", institution, rest)], { readings }), "s");
const many = (prefix: string, count: number, institution: string) =>
  numbers(count).map((n) => specialty(`${prefix}${n}`, institution));

describe("第七条（一）6 省级三级中医医院100万元 [qiangyi-2024.art7.1.6.c]", () => {
  it("省级三级中医医院", () =>
    expect(of("P-tcm")).toMatchObject({ status: "payable", amount: "1000000.00", clauses: ["qiangyi-2024.art7.1.6.c"] }));
});

describe("第七条（一）6 市级三级中医医院50万元 [qiangyi-2024.art7.1.6.d]", () => {
  it("市级三级中医医院", () => expect(wan(of("C-tcm"))).toBe(50));

  it("遴选后升级的，仍按遴选时的类别；按拨付时理解则为100万元", () => {
    const before = { classAtSelection: { affiliation: "city", tier: "tertiary", class: "tcm" } };
    expect(of("P-tcm", before)).toMatchObject({ amount: "500000.00", readings: ["tcm.classDate=selection"] });
    expect(of("P-tcm", before, { "tcm.classDate": "payment" })).toMatchObject({ amount: "1000000.00" });
  });
});

describe("第七条（一）6 各级综合医院和市、县级二级中医医院30万元 [qiangyi-2024.art7.1.6.e]", () => {
  it.each([
    ["省级三级综合医院", "P1"],
    ["市级三级综合医院", "C1"],
    ["县级二级综合医院", "K1"],
    ["市级二级中医医院", "C-tcm-secondary"],
    ["县级二级中医医院", "K-tcm"],
  ])("%s", (_, institution) => expect(wan(of(institution))).toBe(30));

  it.each([
    ["县级三级中医医院", "K-tcm-tertiary"],
    ["省级二级中医医院", "P-tcm-secondary"],
    ["中西医结合医院", "C-integrated"],
    ["妇幼保健院", "K-maternal"],
    ["专科医院", "P-special"],
  ])("%s没有对应标准，挂起30万元", (_, institution) =>
    expect(of(institution)).toMatchObject({
      status: "decision_required",
      amount: "0.00",
      held: "300000.00",
      errors: ["HOSPITAL_CLASS_UNMAPPED"],
    }),
  );

  it.each(["primary", "unrated"])("县级中医医院等级为%s也没有对应标准", (tier) =>
    expect(of("K-tcm", { classAtSelection: { affiliation: "county", tier, class: "tcm" } })).toMatchObject({
      status: "decision_required",
      errors: ["HOSPITAL_CLASS_UNMAPPED"],
    }),
  );

  it("10个省级、30个市级、60个其他，共4300万元", () => {
    const facts = [...many("p", 10, "P-tcm"), ...many("c", 30, "C-tcm"), ...many("k", 60, "K-tcm")];
    expect(wanTotal(evaluateFacts(facts), line)).toBe(4300);
  });

  it.each([
    ["30", "payable", 30],
    ["nothing", "not_payable", 0],
  ])("tcm.unmapped=%s：%s", (value, status, amount) => {
    const result = of("K-tcm-tertiary", {}, { "tcm.unmapped": value });
    expect([result.status, wan(result), result.held]).toEqual([status, amount, "0.00"]);
  });
});

describe("第七条（一）6 计划100个 [qiangyi-2024.art7.1.6.b]", () => {
  it("各类医院合计100个，再选一个等待决定", () => {
    const facts = [...many("p", 50, "P-tcm"), ...many("k", 51, "K-tcm")];
    const output = evaluateFacts(facts);
    expect(output.results.filter(({ status }) => status === "payable")).toHaveLength(100);
    expect(resultOf(output, "p0050")).toMatchObject({
      status: "decision_required",
      held: "1000000.00",
      errors: ["QUOTA_EXCEEDED"],
    });
    expect(output.quantities).toEqual([{ line, kind: "planned", target: 100, actual: 101, difference: 1 }]);
  });
});
