import { describe, expect, it } from "vitest";
import type { EvaluatedClaim, EvaluateOutput } from "../contract.ts";
import { checkCountyCount, regions } from "../regions.ts";
import { countyHospitals, evaluateFacts, type Row, wan, wanTotal } from "./example-province.ts";

const line = "county-tertiary";
const county = "140121";
const member = (id: string, institution: string, qualified: string | null, rest: Row = {}): Row => ({
  id,
  type: line,
  county,
  institution,
  qualified,
  ...rest,
});
const years = (output: EvaluateOutput) => output.results.map((result) => [result.year, wan(result)]);
const inYear = (output: EvaluateOutput, year: number): EvaluatedClaim | undefined =>
  output.results.find((result) => result.year === year);
const three = [member("a", "K1", "2023-05-01"), member("b", "K2", "2024-05-01"), member("c", "K-tcm", "2025-05-01")];

describe("第七条（三）1 按县累计：1000、1500、1800万元，补差额 [qiangyi-2024.art7.3.1.d]", () => {
  it("三年各有一所达标：1000、500、300万元，共1800万元", () => {
    const output = evaluateFacts(three);
    expect(years(output)).toEqual([
      [2023, 1000],
      [2024, 500],
      [2025, 300],
    ]);
    expect(wanTotal(output, line)).toBe(1800);
  });

  it("已有两所，第三所次年达标补300万元，写明前后所数和已补数", () =>
    expect(inYear(evaluateFacts(three), 2025)).toEqual({
      line,
      year: 2025,
      subject: county,
      facts: ["c"],
      status: "payable",
      amount: "3000000.00",
      held: "0.00",
      recovery: "0.00",
      payee: "K-tcm",
      splits: [{ institution: "K-tcm", amount: "3000000.00" }],
      errors: [],
      clauses: ["qiangyi-2024.art7.3.1.d"],
      readings: ["county.split=newly-qualified"],
      explanation: [
        {
          text: "清徐县达标机构由2所变为3所，累计应补1800万元，此前已补1500万元，本次应补300万元",
          clause: "qiangyi-2024.art7.3.1.d",
        },
      ],
    }));

  it.each([
    [2, 1500],
    [3, 1800],
    [4, 1800],
  ])("同一年%i所达标，共%i万元", (count, expected) => {
    const also = countyHospitals(count);
    const facts = also.map(({ id }) => member(id, id, "2024-05-01"));
    expect(wanTotal(evaluateFacts(facts, { also }), line)).toBe(expected);
  });

  it("第四所达标：应补0，说明已封顶", () => {
    const output = evaluateFacts([...three, member("d", "K3", "2025-06-01")].map((fact) => ({ ...fact })));
    expect(inYear(output, 2025)).toMatchObject({ amount: "3000000.00", errors: ["COUNTY_CAP_REACHED"] });
    const late = evaluateFacts([
      member("a", "K1", "2023-05-01"),
      member("b", "K2", "2023-06-01"),
      member("c", "K3", "2024-05-01"),
      member("d", "K4", "2025-05-01"),
    ]);
    expect(inYear(late, 2025)).toMatchObject({
      status: "not_payable",
      amount: "0.00",
      held: "0.00",
      errors: ["COUNTY_CAP_REACHED"],
      payee: null,
      splits: [],
    });
  });

  it("补1500万元后一所失去达标：应补0，等待决定，不自动收回", () => {
    const output = evaluateFacts([member("a", "K1", "2023-05-01"), member("b", "K2", "2024-05-01", { lost: "2026-03-01" })]);
    expect(inYear(output, 2026)).toMatchObject({
      status: "decision_required",
      amount: "0.00",
      held: "0.00",
      recovery: "0.00",
      facts: ["b"],
    });
    expect(wanTotal(output, line)).toBe(1500);
  });

  it("从前已下达的从累计数中扣除", () => {
    const allocated = [{ line, subject: county, year: 2023, amount: "10000000.00" }];
    const output = evaluateFacts(three, { allocated });
    expect(years(output)).toEqual([
      [2023, 0],
      [2024, 500],
      [2025, 300],
    ]);
    expect(inYear(output, 2023)).toMatchObject({ status: "not_payable", errors: ["DUPLICATE_CLAIM"] });
  });

  it("只看2025年，以前年度照样计入累计", () => expect(years(evaluateFacts(three, { years: [2025] }))).toEqual([[2025, 300]]));
});

describe("第七条（三）1 县和县级市，不含市辖区 [qiangyi-2024.art7.3.1.a]", () => {
  it("市辖区的医院不受理，县级市的受理", () => {
    expect(evaluateFacts([member("a", "D1", "2024-05-01", { county: "140105" })]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", held: "0.00", errors: ["DISTRICT_NOT_ELIGIBLE"] },
    ]);
    expect(evaluateFacts([member("a", "K1", "2024-05-01", { county: "140181" })]).results).toMatchObject([
      { status: "payable", amount: "10000000.00" },
    ]);
  });

  it("区划表的县和县级市不是91个时提示", () => {
    expect(checkCountyCount(regions)).toBeUndefined();
    expect(checkCountyCount(regions.filter(({ code }) => code !== county))).toContain("90个");
  });
});

describe("第七条（三）1 达标下限：综合37、中医10、妇幼3，各算各的 [qiangyi-2024.art7.3.1.c]", () => {
  it("综合40、中医8、妇幼3：中医差2所，不因合计51所而算达标", () => {
    const kinds = [
      [40, "general"],
      [8, "tcm"],
      [3, "maternal-child"],
    ] as const;
    const also = kinds.flatMap(([count, kind]) =>
      countyHospitals(count, { class: kind }).map((each) => ({ ...each, id: `${kind}${each.id}` })),
    );
    const facts = also.map(({ id }) => member(id, id, "2024-05-01"));
    expect(evaluateFacts(facts, { also }).quantities).toEqual([
      { line, kind: "floor", group: "general", target: 37, actual: 40, difference: 3 },
      { line, kind: "floor", group: "tcm", target: 10, actual: 8, difference: -2 },
      { line, kind: "floor", group: "maternal-child", target: 3, actual: 3, difference: 0 },
    ]);
  });
});

describe("第七条（三）1 以奖代补，确认后落实 [qiangyi-2024.art7.3.1.e]", () => {
  it.each([
    ["正在提升", null, 0, ["EVIDENCE_REQUIRED"]],
    ["分配决定日之后确认", "2025-03-02", 0, ["EVIDENCE_REQUIRED"]],
    ["已确认为该县第一所", "2025-03-01", 1000, []],
  ])("%s", (_, qualified, expected, errors) => {
    const [result] = evaluateFacts([member("a", "K1", qualified)], { decisionDate: "2025-03-01" }).results;
    expect(result).toMatchObject({ year: 2025, errors });
    expect(result && wan(result)).toBe(expected);
  });
});

describe("县级三级能力的各种理解", () => {
  const three = [member("a", "K1", "2024-05-01"), member("b", "K2", "2024-06-01"), member("c", "K3", "2024-07-01")];
  const splits = (facts: readonly Row[], split: string) =>
    inYear(evaluateFacts(facts, { readings: { "county.split": split } }), 2024);

  it("county.split=newly-qualified：同年两所平分1500万元，没有唯一收款单位", () =>
    expect(splits(three.slice(0, 2), "newly-qualified")).toMatchObject({
      payee: null,
      splits: [
        { institution: "K1", amount: "7500000.00" },
        { institution: "K2", amount: "7500000.00" },
      ],
    }));

  it("county.split=equal：新增的500万元由两所平分", () => {
    const facts = [member("a", "K1", "2023-05-01"), member("b", "K2", "2024-05-01")];
    expect(splits(facts, "equal")).toMatchObject({
      splits: [
        { institution: "K1", amount: "2500000.00" },
        { institution: "K2", amount: "2500000.00" },
      ],
    });
  });

  it("county.split=county：由县里分，不指定机构", () =>
    expect(splits(three, "county")).toMatchObject({ payee: null, splits: [{ institution: county, amount: "18000000.00" }] }));

  it("分不尽的一分归编号小的机构", () => {
    const output = evaluateFacts(three, {}, { standards: { "county-tertiary": { three: 100n as never } } });
    expect(inYear(output, 2024)?.splits.map(({ amount }) => amount)).toEqual(["0.34", "0.33", "0.33"]);
  });

  const withLate = [member("a", "K1", "2024-05-01"), member("b", "K2", "2024-06-01"), member("c", "K3", "2026-02-01")];
  it.each([
    ["decision", { status: "decision_required", amount: "0.00", held: "3000000.00", errors: ["OUTSIDE_PROGRAMME_WINDOW"] }],
    ["pay", { status: "payable", amount: "3000000.00", held: "0.00", payee: "K3" }],
    ["refuse", { status: "not_payable", amount: "0.00", held: "0.00" }],
  ])("county.lateThird=%s：第三所三年之后达标", (value, expected) =>
    expect(inYear(evaluateFacts(withLate, { readings: { "county.lateThird": value } }), 2026)).toMatchObject(expected),
  );

  it("决定补300万元后，拨给迟达标的机构", () => {
    const decisions = [
      { line, subject: county, year: 2026, amount: "3000000.00", by: "省卫生健康委", on: "2026-09-01", reason: "同意" },
    ];
    expect(inYear(evaluateFacts(withLate, { decisions }), 2026)).toMatchObject({
      status: "payable",
      amount: "3000000.00",
      held: "0.00",
      payee: "K3",
      errors: ["OUTSIDE_PROGRAMME_WINDOW"],
    });
  });

  it("已满三所之后迟达标的第四所不需要决定", () =>
    expect(inYear(evaluateFacts([...three, member("d", "K4", "2026-02-01")]), 2026)).toMatchObject({
      status: "not_payable",
      held: "0.00",
      errors: ["OUTSIDE_PROGRAMME_WINDOW", "COUNTY_CAP_REACHED"],
    }));

  it.each([
    ["count", 1500],
    ["once", 1000],
  ])("county.sameType=%s：两所综合医院共%i万元", (value, expected) =>
    expect(wanTotal(evaluateFacts(withLate.slice(0, 2), { readings: { "county.sameType": value } }), line)).toBe(expected),
  );

  it("实施期前达标的一所决定补足后计入：下一所按第二所补500万元", () => {
    const early = [member("a", "K1", "2022-05-01"), member("b", "K2", "2023-05-01")];
    const decision = { line, subject: county, year: 2022, by: "省卫生健康委", on: "2024-05-01", reason: "同意" };
    const amounts = (amount: string) =>
      evaluateFacts(early, { decisions: [{ ...decision, amount }] }).results.map((result) => result.amount);
    expect(amounts("10000000.00")).toEqual(["10000000.00", "5000000.00"]);
    expect(amounts("0.00")).toEqual(["0.00", "10000000.00"]);
  });

  it("第三所逾期达标、按决定已下达1800万元的，不再等待决定", () => {
    const allocated = [{ line, subject: county, year: 2025, amount: "18000000.00" }];
    const third = [member("a", "K1", "2023-05-01"), member("b", "K2", "2024-05-01"), member("c", "K3", "2026-05-01")];
    const output = evaluateFacts(third, { decisionDate: "2026-12-31", allocated });
    expect(inYear(output, 2026)).toMatchObject({
      status: "not_payable",
      held: "0.00",
      errors: ["OUTSIDE_PROGRAMME_WINDOW", "DUPLICATE_CLAIM"],
    });
    const less = [{ line, subject: county, year: 2025, amount: "17000000.00" }];
    expect(inYear(evaluateFacts(third, { decisionDate: "2026-12-31", allocated: less }), 2026)).toMatchObject({
      status: "decision_required",
      held: "1000000.00",
    });
  });

  const lost = [
    member("a", "K1", "2023-05-01"),
    member("b", "K2", "2024-05-01", { lost: "2025-03-01" }),
    member("c", "K3", "2025-06-01"),
  ];
  it("county.lostStatus=keep：不收回，第三所再补300万元", () =>
    expect(inYear(evaluateFacts(lost, { readings: { "county.lostStatus": "keep" } }), 2025)).toMatchObject({
      status: "payable",
      amount: "3000000.00",
      recovery: "0.00",
    }));

  it("county.lostStatus=recover：收回500万元；以后再有达标的再补", () => {
    const readings = { "county.lostStatus": "recover" };
    const gone = evaluateFacts(lost.slice(0, 2), { readings });
    expect(inYear(gone, 2025)).toMatchObject({ status: "not_payable", amount: "0.00", recovery: "5000000.00" });
    const back = evaluateFacts([...lost.slice(0, 2), member("c", "K3", "2025-12-31"), member("d", "K4", "2025-11-30", {})], {
      readings,
    });
    expect(inYear(back, 2025)).toMatchObject({ amount: "3000000.00", recovery: "0.00" });
  });

  it("county.lostStatus=recover：收回以后的年度又有一所达标，补回500万元", () => {
    const facts = [
      member("a", "K1", "2023-05-01"),
      member("b", "K2", "2023-06-01", { lost: "2024-03-01" }),
      member("c", "K3", "2025-06-01"),
    ];
    const { results } = evaluateFacts(facts, { readings: { "county.lostStatus": "recover" } });
    expect(results.map(({ year, amount, recovery }) => [year, amount, recovery])).toEqual([
      [2023, "15000000.00", "0.00"],
      [2024, "0.00", "5000000.00"],
      [2025, "5000000.00", "0.00"],
    ]);
  });

  it("同一家机构填两条只算一所；非公立的不算", () => {
    expect(inYear(evaluateFacts([member("a", "K1", "2024-05-01"), member("b", "K1", "2024-06-01")]), 2024)).toMatchObject({
      amount: "10000000.00",
      errors: ["DUPLICATE_CLAIM"],
    });
    expect(inYear(evaluateFacts([member("a", "K-private", "2024-05-01")]), 2024)).toMatchObject({
      status: "not_payable",
      errors: ["NOT_PUBLIC_INSTITUTION"],
    });
  });
});
