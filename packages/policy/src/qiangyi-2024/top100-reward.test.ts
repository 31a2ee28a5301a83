import { describe, expect, it } from "vitest";
import { evaluateFacts, type Row, wan, wanTotal } from "./example-province.ts";

const ranking = (year: number, rank: number | null, rest: Row = {}): Row => ({
  id: `r${year}`,
  type: "national-ranking",
  institution: "P1",
  list: "general",
  year,
  rank,
  published: `${year + 1}-02-20`,
  ...rest,
});

const rankings = (...ranks: readonly (number | null)[]): readonly Row[] =>
  ranks.map((rank, index) => ranking(2023 + index, rank));
const on = (decisionDate: string, facts: readonly Row[], readings: Row = {}) =>
  evaluateFacts(facts, { decisionDate, readings }).results;
const late = "2028-12-31";

describe("第七条（一）1 对象：实施期内进入前100名的公立三级综合医院 [qiangyi-2024.art7.1.1.a]", () => {
  it.each([
    [1, 3000],
    [100, 3000],
    [101, 0],
  ])("第%i名应奖%i万元", (rank, expected) => expect(on(late, rankings(rank)).map(wan)).toEqual([expected]));

  it("三级中医医院在中医榜排第50名，机构类型不符", () =>
    expect(on(late, [ranking(2023, 50, { institution: "P-tcm", list: "tcm" })])).toMatchObject([
      { status: "not_payable", amount: "0.00", errors: ["WRONG_INSTITUTION_TYPE"] },
    ]));

  it("综合医院的专科榜名次不算", () =>
    expect(on(late, [ranking(2023, 5, { list: "specialised" })])).toMatchObject([{ errors: ["WRONG_INSTITUTION_TYPE"] }]));

  it.each([
    ["没有公布日期", { published: undefined }],
    ["没有名次", { rank: null }],
    ["公布日期晚于分配决定日", { published: "2029-01-01" }],
  ])("%s的名次不能确认", (_, rest) =>
    expect(on(late, [JSON.parse(JSON.stringify({ ...ranking(2023, 90), ...rest })) as Row])).toMatchObject([
      { status: "not_payable", amount: "0.00", errors: ["EVIDENCE_REQUIRED"] },
    ]),
  );
});

describe("第七条（一）1 分三年奖励3000、3000、4000万元 [qiangyi-2024.art7.1.1.b]", () => {
  it.each([
    // 历年名次 → 历年应奖（万元）
    [
      [98, 95, 99],
      [3000, 3000, 4000],
    ],
    [
      [98, 100, 101],
      [3000, 3000, 0],
    ],
    [
      [98, 101, 90],
      [3000, 0, 0],
    ],
    [
      [90, 90, 90, 90],
      [3000, 3000, 4000, 0],
    ],
  ])("名次%j应奖%j", (ranks, expected) => expect(on(late, rankings(...ranks)).map(wan)).toEqual(expected));

  it("连续三年在榜合计10000万元", () => expect(wanTotal(evaluateFacts(rankings(98, 95, 99)), "top100-reward")).toBe(10_000));

  it("中断后第三年重新进入，默认为零，等待决定，最多可奖4000万元", () =>
    expect(on(late, rankings(98, 101, 90))[2]).toMatchObject({
      status: "decision_required",
      amount: "0.00",
      held: "40000000.00",
      errors: ["DECISION_REQUIRED"],
      readings: ["top100.gapPolicy=A"],
    }));

  it("第四年三年已满", () => expect(on(late, rankings(90, 90, 90, 90))[3]).toMatchObject({ errors: ["TERM_EXHAUSTED"] }));

  it("同一年度填报两条，只奖一次并指出重复", () =>
    expect(on(late, [ranking(2023, 98), ranking(2023, 98, { id: "again" })])).toMatchObject([
      { facts: ["again", "r2023"], amount: "30000000.00", errors: ["DUPLICATE_CLAIM"] },
    ]));

  it("同一年度已下达的不再奖", () => {
    const allocated = [{ line: "top100-reward", subject: "P1", year: 2023, amount: "30000000.00" }];
    expect(evaluateFacts(rankings(98, 97), { allocated }).results).toMatchObject([
      { amount: "0.00", status: "not_payable", errors: ["DUPLICATE_CLAIM"] },
      { amount: "30000000.00", status: "payable" },
    ]);
  });

  it("解释写明名次、年次和金额", () =>
    expect(on(late, rankings(98))[0]?.explanation).toEqual([
      { text: "2023年度排第98名，进入百强第1年，奖励3000万元", clause: "qiangyi-2024.art7.1.1.b" },
    ]));
});

describe("第七条（一）1 以奖代补，公布后落实 [qiangyi-2024.art7.1.1.c]", () => {
  it.each([
    ["2024-04-30", ["EVIDENCE_REQUIRED"], 0],
    ["2024-05-01", [], 3000],
  ])("2024年5月1日公布，%s决定", (decisionDate, errors, expected) => {
    const [result] = on(decisionDate, [ranking(2023, 95, { published: "2024-05-01" })]);
    expect(result).toMatchObject({ errors });
    expect(result && wan(result)).toBe(expected);
  });

  it("公布前拟拨付的一笔与应补金额不符", () => {
    const proposed = [{ id: "x", line: "top100-reward", subject: "P1", year: 2023, amount: "30000000.00" }];
    const output = evaluateFacts([ranking(2023, null)], { proposed });
    expect(output.results).toMatchObject([{ errors: ["EVIDENCE_REQUIRED"] }]);
    expect(output.checks).toMatchObject([{ accepted: false, expected: "0.00", errors: ["STANDARD_MISMATCH"] }]);
  });
});

describe("百强奖励的各种理解", () => {
  it.each([
    ["A", [3000, 0, 0]],
    ["B", [3000, 0, 4000]],
    ["C", [3000, 0, 3000]],
  ])("top100.gapPolicy=%s：98、101、90应奖%j，且不再等待决定", (value, expected) => {
    const results = on(late, rankings(98, 101, 90), { "top100.gapPolicy": value });
    expect(results.map(wan)).toEqual(expected);
    expect(results.map(({ status }) => status)).not.toContain("decision_required");
  });

  it("中断后第四年：只有“接着下一档”还给钱", () => {
    const ranks = rankings(98, 101, 90, 95);
    expect(on(late, ranks)[3]).toMatchObject({ status: "decision_required", held: "40000000.00" });
    expect(on(late, ranks, { "top100.gapPolicy": "B" })[3]).toMatchObject({ amount: "0.00", errors: ["TERM_EXHAUSTED"] });
    expect(on(late, ranks, { "top100.gapPolicy": "C" })[3]).toMatchObject({ amount: "40000000.00" });
  });

  it.each([
    ["decision", { status: "decision_required", amount: "0.00", held: "30000000.00", errors: ["DECISION_REQUIRED"] }],
    ["pay", { status: "payable", amount: "30000000.00", held: "0.00" }],
    ["refuse", { status: "not_payable", amount: "0.00", errors: ["OUTSIDE_PROGRAMME_WINDOW"] }],
  ])("top100.priorMember=%s：2022年已在榜", (value, expected) =>
    expect(on(late, [ranking(2022, 90), ranking(2023, 90)], { "top100.priorMember": value })[1]).toMatchObject(expected),
  );

  it("2022年度本身不在实施期内", () =>
    expect(on(late, [ranking(2022, 90)])).toMatchObject([{ status: "decision_required", errors: ["OUTSIDE_PROGRAMME_WINDOW"] }]));

  it.each([
    ["continue", [3000, 3000]],
    ["stop", [3000, 0]],
  ])("top100.afterWindow=%s：2025年进入、2026年仍在榜应奖%j", (value, expected) =>
    expect(on(late, [ranking(2025, 90), ranking(2026, 90)], { "top100.afterWindow": value }).map(wan)).toEqual(expected),
  );

  it("2026年才进入的不在实施期内", () =>
    expect(on(late, [ranking(2026, 90)])).toMatchObject([{ status: "decision_required", held: "30000000.00" }]));

  it("top100.yearBasis=publication：2022年度名次2023年公布，按公布年度算进入", () => {
    const facts = [ranking(2022, 90), ranking(2023, 90)];
    expect(on(late, facts, { "top100.yearBasis": "publication" }).map(wan)).toEqual([3000, 3000]);
  });

  it("top100.yearBasis=publication：两个年度同年公布，只占一档", () =>
    expect(
      on(late, [ranking(2023, 90), ranking(2024, 90, { published: "2024-12-01" })], { "top100.yearBasis": "publication" }),
    ).toMatchObject([{ amount: "30000000.00" }, { amount: "0.00", errors: ["DUPLICATE_CLAIM"] }]));

  it("retroactiveAchievement=refuse：2023年度不奖，2024年度按第二年奖", () =>
    expect(on(late, rankings(98, 97), { retroactiveAchievement: "refuse" })).toMatchObject([
      { amount: "0.00", errors: ["POLICY_NOT_IN_FORCE"] },
      { amount: "30000000.00" },
    ]));
});
