import { wanYuan } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import aggregate from "../../../docs/examples/aggregate-2024.json" with { type: "json" };
import { evaluate, toJson } from "./evaluate.ts";
import { carryOver } from "./functions/carry-over.ts";
import { fundingLines } from "./qiangyi-2024/catalogue.ts";
import { evaluateFacts, parsed, type Row, resultOf, wan, wanTotal } from "./qiangyi-2024/example-province.ts";

const township: Row = { id: "t", type: "township-centre", institution: "T1", county: "140121", accepted: "2023-10-30" };
const specialty: Row = {
  id: "s",
  type: "key-specialty",
  institution: "P1",
  specialty: "儿科",
  level: "provincial",
  selected: "2024-06-18",
};
const on = (decisionDate: string) => evaluateFacts([township], { decisionDate }).results;

describe("第十三条 施行和有效期", () => {
  it("印发之后、施行之前的2024年3月20日不在有效期内 [qiangyi-2024.notice.5]", () =>
    expect(on("2024-03-20")).toMatchObject([
      { status: "not_payable", amount: "0.00", held: "0.00", errors: ["POLICY_NOT_IN_FORCE"] },
    ]));

  it("2024年3月31日不在有效期内，4月1日起计算 [qiangyi-2024.art13.a]", () => {
    expect(on("2024-03-31")).toMatchObject([{ status: "not_payable", amount: "0.00", errors: ["POLICY_NOT_IN_FORCE"] }]);
    expect(on("2024-04-01")).toMatchObject([{ status: "payable", amount: "1000000.00" }]);
  });

  it("2028年12月31日仍计算，2029年1月1日失效；已下达资金结转处置后仍可支付 [qiangyi-2024.art13.b]", () => {
    expect(on("2028-12-31")).toMatchObject([{ status: "payable", amount: "1000000.00" }]);
    expect(on("2029-01-01")).toMatchObject([{ status: "not_payable", amount: "0.00", errors: ["POLICY_NOT_IN_FORCE"] }]);
    const year = { received: "1000000.00", paid: "400000.00", yearEnd: "2028-12-31", paidSince: "100000.00", asOf: "2029-02-01" };
    expect(carryOver({ ...year, disposal: "continue" })).toMatchObject({ errors: [], balance: "500000.00" });
    expect(carryOver(year).errors).toContain("CARRYOVER_DECISION_REQUIRED");
  });

  it("失效后其余未通过的检查照样列出，数量照样统计", () => {
    const output = evaluateFacts([township, { ...township, id: "u", accepted: null, institution: "T2" }], {
      decisionDate: "2029-01-01",
    });
    expect(resultOf(output, "u")).toMatchObject({ errors: ["POLICY_NOT_IN_FORCE", "EVIDENCE_REQUIRED"] });
    expect(output.quantities[0]).toMatchObject({ actual: 1 });
  });
});

describe("第三条 公立机构为主体 [qiangyi-2024.art3.b]", () => {
  const ranking: Row = {
    id: "r",
    type: "national-ranking",
    institution: "P-private",
    list: "general",
    year: 2024,
    rank: 50,
    published: "2025-02-20",
  };
  const tcm: Row = { id: "m", type: "tcm-specialty", institution: "P-private", specialty: "针灸科", selected: "2024-09-10" };

  it("民营三级综合医院申请百强奖励：不是公立机构", () =>
    expect(evaluateFacts([ranking]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", held: "0.00", errors: ["NOT_PUBLIC_INSTITUTION"] },
    ]));

  it("民营医院申请中医专科：等待决定，不自动给钱", () =>
    expect(evaluateFacts([tcm]).results).toMatchObject([
      { status: "decision_required", amount: "0.00", held: "300000.00", errors: ["DECISION_REQUIRED"] },
    ]));

  it.each([
    ["only", ["not_payable", "not_payable"]],
    ["mainly", ["payable", "payable"]],
    ["by-line", ["not_payable", "decision_required"]],
  ])("public.onlyPublic=%s：%j", (value, statuses) =>
    expect(
      evaluateFacts([ranking, tcm], { readings: { "public.onlyPublic": value } }).results.map(({ status }) => status),
    ).toEqual(statuses),
  );

  it("既等待决定又被拒绝的，不再等待决定", () =>
    expect(evaluateFacts([tcm, { ...tcm, id: "n" }]).results).toMatchObject([
      { status: "decision_required" },
      { status: "not_payable", held: "0.00", errors: ["DUPLICATE_CLAIM", "DECISION_REQUIRED"] },
    ]));
});

describe("第六条 按确定的标准分配下达 [qiangyi-2024.art6.d]", () => {
  const propose = (rest: Row = {}) => [
    { id: "x1", line: "provincial-key-specialty", subject: "s", year: 2024, amount: "1800000.00", payee: "P1", ...rest },
  ];

  it("省级专科拟下达180万元、标准200万元：与标准不符", () => {
    const { checks } = evaluateFacts([specialty], { proposed: propose() });
    expect(checks).toMatchObject([
      { id: "x1", accepted: false, expected: "2000000.00", errors: ["STANDARD_MISMATCH"], clauses: ["qiangyi-2024.art6.d"] },
    ]);
    expect(checks?.[0]?.explanation).toEqual([
      { text: "按标准应为200万元，拟付180万元；请改为应补金额", clause: "qiangyi-2024.art6.d" },
    ]);
  });

  it("有决定为180万元的，通过，并写明谁决定", () => {
    const national: Row = { ...specialty, id: "n", level: "national", nationalSubsidy: "5000000.00" };
    const decisions = [
      {
        line: "provincial-key-specialty",
        subject: "s",
        year: 2024,
        amount: "1800000.00",
        by: "省财政厅",
        on: "2025-01-10",
        reason: "第12号审定意见",
      },
    ];
    const output = evaluateFacts([specialty, national], { decisions, proposed: propose() });
    expect(output.checks).toMatchObject([{ accepted: true, expected: "1800000.00", errors: [] }]);
    expect(resultOf(output, "s")).toMatchObject({
      status: "payable",
      amount: "1800000.00",
      held: "0.00",
      errors: ["DECISION_REQUIRED"],
    });
    expect(resultOf(output, "s").explanation.at(-1)?.text).toBe("省财政厅于2025年1月10日决定补180万元：第12号审定意见");
  });

  it("没有对应申请的一笔，应补为零", () =>
    expect(evaluateFacts([], { proposed: propose() }).checks).toMatchObject([
      { accepted: false, expected: "0.00", errors: ["WRONG_PAYEE", "STANDARD_MISMATCH"] },
    ]));
});

describe("支持项目目录", () => {
  const inGroup = (group: string) => fundingLines.filter((line) => line.group === group).map(({ order }) => order);

  it("建高地六项，按条文次序 [qiangyi-2024.art7.1.0]", () => {
    expect(inGroup("建高地")).toEqual([1, 2, 3, 4, 5, 6]);
    expect(fundingLines.slice(0, 6).map(({ shortName }) => shortName)).toEqual([
      "百强奖励",
      "专业类别国家区域医疗中心",
      "国家临床重点专科",
      "省级临床重点专科",
      "省级医学重点学科",
      "省级中医优势专科",
    ]);
  });

  it("提能力七项，全部目录14项 [qiangyi-2024.art7.3.0]", () => {
    expect(inGroup("提能力")).toEqual([8, 9, 10, 11, 12, 13, 14]);
    expect(inGroup("兜网底")).toEqual([7]);
    expect(fundingLines).toHaveLength(14);
  });
});

describe("记录的决定", () => {
  const late: Row = { ...township, accepted: "2026-02-01" };
  const decision = (rest: Row = {}) => ({
    line: "township-centre",
    subject: "t",
    year: 2026,
    amount: "1000000.00",
    by: "省卫生健康委",
    on: "2026-03-01",
    reason: "同意",
    ...rest,
  });
  const decided = (decisions: readonly Row[], facts: readonly Row[] = [late]) =>
    evaluateFacts(facts, { decisionDate: "2026-06-01", decisions });

  it("金额为零的决定：不补，保留原因", () =>
    expect(decided([decision({ amount: "0.00" })]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", held: "0.00", errors: ["OUTSIDE_PROGRAMME_WINDOW"] },
    ]));

  it("晚于分配决定日的决定不生效，给出提示", () => {
    const output = decided([decision({ on: "2026-06-02" })]);
    expect(output.results).toMatchObject([{ status: "decision_required" }]);
    expect(output.warnings).toMatchObject([
      { code: "DECISION_WITHOUT_EFFECT", line: "township-centre", year: 2026, subject: "t", amount: "1000000.00" },
    ]);
  });

  it("不需要决定的、没有申请的，不生效，给出提示", () => {
    const output = decided([decision({ year: 2023 }), decision({ subject: "nobody" })], [township]);
    expect(output.results).toMatchObject([{ status: "payable", amount: "1000000.00" }]);
    expect(output.warnings).toHaveLength(2);
  });

  it("按决定已全部下达的，不再等待决定，也不再付第二次", () => {
    const paid = { line: "township-centre", subject: "t", year: 2026 };
    const output = (amount: string) =>
      evaluateFacts([late], { decisionDate: "2026-06-01", decisions: [decision()], allocated: [{ ...paid, amount }] });
    expect(output("1000000.00").results).toMatchObject([
      { status: "not_payable", amount: "0.00", held: "0.00", errors: ["OUTSIDE_PROGRAMME_WINDOW", "DUPLICATE_CLAIM"] },
    ]);
    expect(output("1000000.00").warnings).toMatchObject([{ code: "DECISION_WITHOUT_EFFECT", subject: "t" }]);
    expect(output("999999.99").results).toMatchObject([{ status: "payable" }]);
  });

  it("两次决定以后一次为准", () =>
    expect(decided([decision(), decision({ on: "2026-04-01", amount: "500000.00" })]).results).toMatchObject([
      { amount: "500000.00" },
    ]));
});

describe("2024年省级公布数", () => {
  it("19个国家级专科5700万元、24个省级专科4800万元、27所中心卫生院2700万元", () => {
    const output = evaluate(parsed(aggregate));
    expect(output.totals).toEqual([
      { line: "national-key-specialty", year: 2024, amount: "57000000.00" },
      { line: "provincial-key-specialty", year: 2024, amount: "48000000.00" },
      { line: "township-centre", year: 2024, amount: "27000000.00" },
    ]);
    expect(output.results).toHaveLength(19 + 24 + 27);
    expect(output.results.every(({ status }) => status === "payable")).toBe(true);
    expect(output.warnings).toEqual([]);
    expect(resultOf(output, "n01")).toMatchObject({ projectTotal: "8000000.00" });
  });
});

describe("输出", () => {
  it("标准可以换成测算值，不改变其他项目", () => {
    const output = evaluateFacts([township, specialty], {}, { standards: { "township-centre": { centre: wanYuan(120) } } });
    expect(output.results.map(wan)).toEqual([200, 120]);
  });

  it("年度限定结果、合计和按年的数量，不限定实施期数量", () => {
    const discipline = { id: "d", type: "discipline", institution: "P1", discipline: "麻醉学", tier: "top", year: 2024 };
    const output = evaluateFacts([township, specialty, discipline], { years: [2023] });
    expect(output.results.map(({ subject }) => subject)).toEqual(["t"]);
    expect(output.totals).toEqual([{ line: "township-centre", year: 2023, amount: "1000000.00" }]);
    expect(output.quantities.map(({ line }) => line)).toEqual(["provincial-key-specialty", "township-centre", "township-centre"]);
  });

  it("属性次序与合同一致，没有拟付行时不列检查", () => {
    const output = evaluate(parsed({ decisionDate: "2025-03-01", institutions: [], facts: [] }));
    expect(toJson(output)).toBe(
      `${JSON.stringify({ policy: { id: "qiangyi-2024", number: "晋财规社〔2024〕1号", version: "2024-04-01" }, results: [], totals: [], quantities: [], warnings: [] }, null, 2)}\n`,
    );
  });

  it("补充的县计入覆盖率的分母", () => {
    const centre = {
      id: "e",
      type: "emergency-centre",
      county: "149901",
      institution: "K1",
      kind: "stroke",
      recognisedBy: "national",
      recognised: "2024-08-15",
    };
    const output = evaluateFacts([centre], { regions: { "149901": { name: "示例新县", kind: "county" } } });
    expect(output.quantities[1]).toMatchObject({ part: 1, whole: 92 });
  });

  it("合计等于各项之和", () =>
    expect(wanTotal(evaluateFacts([township, { ...township, id: "u", institution: "T2" }]), "township-centre")).toBe(200));
});
