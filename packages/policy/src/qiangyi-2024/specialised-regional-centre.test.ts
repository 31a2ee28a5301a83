import { describe, expect, it } from "vitest";
import { evaluateFacts, type Row, resultOf, wan, wanTotal } from "./example-province.ts";

const line = "specialised-regional-centre";
const centre = (id: string, rest: Row = {}): Row => ({
  id,
  type: "regional-centre",
  institution: "P1",
  field: "trauma",
  completed: "2025-11-30",
  ...rest,
});

describe("第七条（一）2 对象：三年内建成的重症、传染病、创伤三类中心 [qiangyi-2024.art7.1.2.a]", () => {
  it.each(["critical-care", "infectious-disease", "trauma"])("%s在奖励范围", (field) =>
    expect(evaluateFacts([centre("c", { field })]).results).toMatchObject([
      { status: "payable", amount: "10000000.00", payee: "P1" },
    ]),
  );

  it("心血管中心不在奖励范围", () =>
    expect(evaluateFacts([centre("c", { field: "cardiovascular" })]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", held: "0.00", errors: ["CATEGORY_NOT_LISTED"] },
    ]));

  it.each([
    ["2022-12-31", "decision_required"],
    ["2023-01-01", "payable"],
    ["2025-11-30", "payable"],
    ["2025-12-31", "payable"],
    ["2026-02-01", "decision_required"],
  ])("创伤中心%s建成：%s", (completed, status) =>
    expect(evaluateFacts([centre("c", { completed })]).results).toMatchObject([{ status }]),
  );

  it("实施期外建成的挂起1000万元，写明实施期", () =>
    expect(evaluateFacts([centre("c", { completed: "2026-02-01" })]).results).toMatchObject([
      {
        amount: "0.00",
        held: "10000000.00",
        errors: ["OUTSIDE_PROGRAMME_WINDOW"],
        readings: ["centre.completionProof=both", "programmeWindow=2023-01-01/2025-12-31"],
      },
    ]));
});

describe("第七条（一）2 每个中心1000万元，只奖一次 [qiangyi-2024.art7.1.2.b]", () => {
  it("一家医院建成重症和创伤两个中心，2000万元", () =>
    expect(wanTotal(evaluateFacts([centre("a"), centre("b", { field: "critical-care" })]), line)).toBe(2000));

  it("两家医院申请同一个传染病中心：先建成的得1000万元，另一家重复", () => {
    const shared = { field: "infectious-disease", centre: "国家传染病区域医疗中心" };
    const output = evaluateFacts([
      centre("a", { ...shared, institution: "P2" }),
      centre("b", { ...shared, completed: "2025-03-01" }),
    ]);
    expect(resultOf(output, "b")).toMatchObject({ status: "payable", amount: "10000000.00", payee: "P1" });
    expect(resultOf(output, "a")).toMatchObject({
      status: "not_payable",
      amount: "0.00",
      errors: ["DUPLICATE_CLAIM"],
      payee: null,
    });
  });
});

describe("第七条（一）2 以奖代补，建成后落实 [qiangyi-2024.art7.1.2.c]", () => {
  it.each([
    ["在建", null, 0, ["EVIDENCE_REQUIRED"]],
    ["分配决定日之后才建成", "2025-06-02", 0, ["EVIDENCE_REQUIRED"]],
    ["已建成", "2025-06-01", 1000, []],
  ])("%s", (_, completed, expected, errors) => {
    const [result] = evaluateFacts([centre("c", { completed })], { decisionDate: "2025-06-01" }).results;
    expect(result).toMatchObject({ errors, year: 2025 });
    expect(result && wan(result)).toBe(expected);
  });
});

describe("区域医疗中心的各种理解", () => {
  const two = [centre("a"), centre("b", { institution: "P2", completed: "2025-12-01" })];

  it.each([
    ["decision", { status: "decision_required", amount: "0.00", held: "10000000.00", errors: ["DECISION_REQUIRED"] }],
    ["unlimited", { status: "payable", amount: "10000000.00" }],
    ["one", { status: "not_payable", amount: "0.00", errors: ["QUOTA_EXCEEDED"] }],
  ])("centre.perCategoryLimit=%s：同类第二个", (value, expected) =>
    expect(resultOf(evaluateFacts(two, { readings: { "centre.perCategoryLimit": value } }), "b")).toMatchObject(expected),
  );

  it.each([
    ["both", "命名文件和验收记录"],
    ["naming", "国家命名文件"],
    ["acceptance", "竣工验收"],
    ["opening", "开诊运行"],
  ])("centre.completionProof=%s：未建成时说明以什么为准", (value, words) =>
    expect(
      evaluateFacts([centre("c", { completed: null })], { readings: { "centre.completionProof": value } }).results[0]
        ?.explanation[0]?.text,
    ).toContain(words),
  );

  it.each([
    ["both", "命名文件和验收记录"],
    ["opening", "开诊运行"],
  ])("centre.completionProof=%s：已建成的结果也写明以什么为准", (value, words) => {
    const [result] = evaluateFacts([centre("c")], { readings: { "centre.completionProof": value } }).results;
    expect(result).toMatchObject({ status: "payable", readings: [`centre.completionProof=${value}`] });
    expect(result?.explanation[0]?.text).toContain(words);
  });

  it("programmeWindow改为自施行起三年：2026年建成的可奖，2023年建成的不奖", () => {
    const facts = [centre("a", { completed: "2026-02-01" }), centre("b", { completed: "2023-06-01", field: "critical-care" })];
    const output = evaluateFacts(facts, { readings: { programmeWindow: "2024-04-01/2027-03-31" } });
    expect(resultOf(output, "a")).toMatchObject({ status: "payable" });
    expect(resultOf(output, "b")).toMatchObject({ status: "not_payable", held: "0.00", errors: ["OUTSIDE_PROGRAMME_WINDOW"] });
  });
});
