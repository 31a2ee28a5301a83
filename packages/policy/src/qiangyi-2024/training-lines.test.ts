import { describe, expect, it } from "vitest";
import { evaluateFacts, numbers, type Row, resultOf, wan, wanTotal } from "./example-province.ts";

const workshop = (id: string, rest: Row = {}): Row => ({
  id,
  type: "expert-workshop",
  institution: "P1",
  from: "2024-07-01",
  ...rest,
});
const technique = (id: string, rest: Row = {}): Row => ({
  id,
  type: "appropriate-technique",
  institution: "K1",
  project: `技术${id}`,
  year: 2025,
  ...rest,
});
const scholar = (id: string, rest: Row = {}): Row => ({
  id,
  type: "visiting-scholar",
  person: `学者${id}`,
  institution: "K1",
  year: 2025,
  tuition: "12000.00",
  listed: true,
  ...rest,
});
const byYear = (facts: readonly Row[], readings: Row = {}) =>
  evaluateFacts(facts, { readings }).results.map((result) => [result.year, wan(result)]);

describe("第七条（三）5（1） 建设期2年 [qiangyi-2024.art7.3.5.1.c]", () => {
  it("2024年7月1日开始：2026年6月30日期满，第二个建设年度自2025年7月1日起", () => {
    const { results } = evaluateFacts([workshop("w")]);
    expect(results.map(({ term }) => term)).toEqual(Array(3).fill({ from: "2024-07-01", to: "2026-06-30" }));
    expect(results[1]?.explanation[0]?.text).toContain("自2025年7月1日起的建设年度");
    expect(results[2]).toMatchObject({ status: "not_payable", errors: ["TERM_EXHAUSTED"] });
  });

  it("2月29日开始的，周年日为3月1日", () =>
    expect(evaluateFacts([workshop("w", { from: "2024-02-29" })]).results[0]?.term).toEqual({
      from: "2024-02-29",
      to: "2026-02-28",
    }));
});

describe("第七条（三）5（1） 每个工作室每年20万元，共两年 [qiangyi-2024.art7.3.5.1.d]", () => {
  it("2024年7月1日开始：2024年20、2025年20、2026年0", () =>
    expect(byYear([workshop("w")])).toEqual([
      [2024, 20],
      [2025, 20],
      [2026, 0],
    ]));

  it.each([
    ["2025-05-31", 20],
    ["2025-06-30", 20],
    ["2025-07-01", 40],
  ])("%s提前终止：共%i万元", (terminated, expected) =>
    expect(wanTotal(evaluateFacts([workshop("w", { terminated })]), "expert-workshop")).toBe(expected),
  );

  it("两批各50个：2024年1000、2025年2000、2026年1000万元", () => {
    const facts = numbers(50).flatMap((n) => [
      workshop(`a${n}`, { from: "2024-01-01" }),
      workshop(`b${n}`, { from: "2025-01-01" }),
    ]);
    const output = evaluateFacts(facts);
    expect([2024, 2025, 2026].map((year) => wanTotal(output, "expert-workshop", year))).toEqual([1000, 2000, 1000]);
  });

  it("workshop.yearBasis=calendar-months：10、20、10万元；提前终止按整月", () => {
    const readings = { "workshop.yearBasis": "calendar-months" };
    expect(byYear([workshop("w")], readings)).toEqual([
      [2024, 10],
      [2025, 20],
      [2026, 10],
    ]);
    expect(wanTotal(evaluateFacts([workshop("w", { terminated: "2025-05-31" })], { readings }), "expert-workshop")).toBeCloseTo(
      (40 / 24) * 11,
      6,
    );
  });

  it.each([
    ["decision", { status: "decision_required", amount: "0.00", held: "200000.00", errors: ["DECISION_REQUIRED"] }],
    ["pay", { status: "payable", amount: "200000.00" }],
    ["refuse", { status: "not_payable", amount: "0.00", errors: ["POLICY_NOT_IN_FORCE"] }],
  ])("workshop.afterExpiry=%s：第二个建设年度2029年才开始", (value, expected) => {
    const output = evaluateFacts([workshop("w", { from: "2028-03-01" })], { readings: { "workshop.afterExpiry": value } });
    expect(resultOf(output, "w", 2028)).toMatchObject({ status: "payable" });
    expect(resultOf(output, "w", 2029)).toMatchObject(expected);
  });
});

describe("“左右”的数量", () => {
  const cases = [
    ["工作室每批", "expert-workshop", 50, 55, (n: string) => workshop(n, { from: "2025-01-01" })],
    ["适宜技术每年", "appropriate-technique", 50, 55, (n: string) => technique(n)],
    ["访问学者每年", "visiting-scholar", 450, 495, (n: string) => scholar(n)],
  ] as const;

  it.each(cases)("%s [qiangyi-2024.art7.3.5.2.b]", (_, line, target, most, fact) => {
    const within = evaluateFacts(numbers(most).map(fact));
    expect(within.results.filter(({ errors }) => errors.includes("QUOTA_EXCEEDED"))).toEqual([]);
    const output = evaluateFacts(numbers(most + 1).map(fact));
    const beyond = `${most + 1}`.padStart(4, "0");
    const held = output.results.filter(({ status }) => status === "decision_required");
    expect(new Set(held.map(({ subject }) => subject))).toEqual(new Set([beyond]));
    expect(held[0]).toMatchObject({
      line,
      amount: "0.00",
      errors: ["QUOTA_EXCEEDED"],
      readings: expect.arrayContaining(["approx.tolerance=10%"]),
    });
    expect(output.quantities).toEqual([
      { line, kind: "approximate", year: 2025, target, actual: most + 1, difference: most + 1 - target },
    ]);
  });

  it.each([
    ["20%", 60],
    ["range", 60],
    ["0%", 50],
    ["12.5%", 56],
    ["150%", 125],
    ["4.0001%", 52],
    ["3.9999%", 51],
  ])("approx.tolerance=%s：每年适宜技术最多%i个", (value, most) => {
    const output = evaluateFacts(
      numbers(most + 1).map((n) => technique(n)),
      { readings: { "approx.tolerance": value } },
    );
    expect(output.results.filter(({ status }) => status === "payable")).toHaveLength(most);
  });

  it("批次另有名称时按批次计", () => {
    const facts = numbers(56).map((n) => workshop(n, { from: "2025-01-01", batch: Number(n) % 2 === 0 ? "第一批" : "第二批" }));
    expect(evaluateFacts(facts).quantities).toMatchObject([
      { year: 2025, group: "第一批", actual: 28 },
      { year: 2025, group: "第二批", actual: 28 },
    ]);
  });
});

describe("第七条（三）5（1） 工作室设在三级医院", () => {
  it("二级医院：机构类型不符", () =>
    expect(evaluateFacts([workshop("w", { institution: "K1" })]).results[0]).toMatchObject({
      status: "not_payable",
      errors: ["WRONG_INSTITUTION_TYPE"],
    }));
});

describe("第七条（三）5（2） 每个项目每年5万元 [qiangyi-2024.art7.3.5.2.c]", () => {
  it("2025年50个项目，250万元", () =>
    expect(wanTotal(evaluateFacts(numbers(50).map((n) => technique(n))), "appropriate-technique")).toBe(250));

  it("2026年再次入选，再补5万元", () =>
    expect(byYear([technique("a", { project: "小针刀" }), technique("b", { project: "小针刀", year: 2026 })])).toEqual([
      [2025, 5],
      [2026, 5],
    ]));

  it("遴选一次管一年的项目申请第二年：期满", () => {
    const facts = [technique("a"), technique("b", { project: "技术a", year: 2026, selectedYear: 2025 })];
    expect(resultOf(evaluateFacts(facts), "b")).toMatchObject({
      status: "not_payable",
      amount: "0.00",
      errors: ["TERM_EXHAUSTED"],
    });
    expect(resultOf(evaluateFacts(facts, { readings: { "technique.term": "2" } }), "b")).toMatchObject({
      status: "payable",
      amount: "50000.00",
    });
  });

  it("同年同项目重复填报；遴选前的年度没有成果", () => {
    expect(resultOf(evaluateFacts([technique("a"), technique("b", { project: "技术a" })]), "b")).toMatchObject({
      errors: ["DUPLICATE_CLAIM"],
    });
    expect(evaluateFacts([technique("a", { selectedYear: 2026 })]).results).toMatchObject([{ errors: ["EVIDENCE_REQUIRED"] }]);
  });
});

describe("第七条（三）5（3） 学费由省财政负担 [qiangyi-2024.art7.3.5.3.f]", () => {
  it("三名学者协议学费1.2、1.2、1.8万元，共4.2万元", () => {
    const output = evaluateFacts([scholar("a"), scholar("b"), scholar("c", { tuition: "18000.00" })]);
    expect(wanTotal(output, "visiting-scholar")).toBeCloseTo(4.2, 9);
    expect(output.totals).toEqual([{ line: "visiting-scholar", year: 2025, amount: "42000.00" }]);
  });

  it("协议没有学费：没有标准", () =>
    expect(evaluateFacts([scholar("a", { tuition: null })]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", errors: ["STANDARD_NOT_SET"] },
    ]));

  it("不在录取名单：名单未确认", () =>
    expect(evaluateFacts([scholar("a", { listed: false })]).results).toMatchObject([
      { amount: "0.00", errors: ["LIST_NOT_CONFIRMED"] },
    ]));

  it("写明培养单位的拨给培养单位，没写的不指定", () => {
    const output = evaluateFacts([scholar("a", { base: "示例培养基地" }), scholar("b")]);
    expect(resultOf(output, "a")).toMatchObject({
      payee: "示例培养基地",
      splits: [{ institution: "示例培养基地", amount: "12000.00" }],
    });
    expect(resultOf(output, "b")).toMatchObject({ payee: null, splits: [{ institution: null, amount: "12000.00" }] });
  });

  it("同一学者同年重复", () =>
    expect(resultOf(evaluateFacts([scholar("a"), scholar("b", { person: "学者a" })]), "b")).toMatchObject({
      errors: ["DUPLICATE_CLAIM"],
    }));
});

describe("第七条（三）5（3） 学费以外由派出单位承担", () => {
  const propose = (item: string) =>
    evaluateFacts([scholar("a")], {
      proposed: [{ id: "x", line: "visiting-scholar", subject: "a", year: 2025, amount: "8000.00", item }],
    }).checks;

  it("住宿费0.8万元列省级资金：由派出单位承担，不再比较金额", () =>
    expect(propose("lodging")).toMatchObject([
      { accepted: false, errors: ["COST_BORNE_BY_SENDER"], clauses: ["qiangyi-2024.art7.3.5.3.g"] },
    ]));

  it("学费金额不对：与标准不符", () =>
    expect(propose("tuition")).toMatchObject([{ errors: ["STANDARD_MISMATCH"], expected: "12000.00" }]));
});
