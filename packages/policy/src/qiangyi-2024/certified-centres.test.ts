import { describe, expect, it } from "vitest";
import { isCounty, regions } from "../regions.ts";
import { countyHospitals, evaluateFacts, numbers, type Row, resultOf, wan, wanTotal } from "./example-province.ts";

const emergency = (id: string, rest: Row = {}): Row => ({
  id,
  type: "emergency-centre",
  county: "140121",
  institution: "K1",
  kind: "stroke",
  recognisedBy: "national",
  recognised: "2024-08-15",
  ...rest,
});
const maternal = (id: string, rest: Row = {}): Row => ({
  ...emergency(id),
  type: "maternal-newborn-centre",
  kind: "maternal",
  ...rest,
});
const wanOf = (...facts: readonly Row[]) => evaluateFacts(facts).results.map(wan);
const counties = regions.filter(isCounty);

describe("第七条（三）2 国家认定的中心每个50万元 [qiangyi-2024.art7.3.2.d]", () => {
  it("一县有卒中、胸痛两个：100万元；三类齐全：150万元", () => {
    const all = [emergency("a"), emergency("b", { kind: "chest-pain" }), emergency("c", { kind: "trauma" })];
    expect(wanTotal(evaluateFacts(all.slice(0, 2)), "county-emergency-centre")).toBe(100);
    expect(wanTotal(evaluateFacts(all), "county-emergency-centre")).toBe(150);
  });

  it("只有省级验收：不补", () =>
    expect(evaluateFacts([emergency("a", { recognisedBy: "provincial" })]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", errors: ["NOT_NATIONALLY_RECOGNISED"] },
    ]));

  it("已奖补证书复认证：重复", () => {
    const output = evaluateFacts([emergency("a"), emergency("b", { recognised: "2025-08-15", recertification: true })]);
    expect(resultOf(output, "b")).toMatchObject({ status: "not_payable", amount: "0.00", errors: ["DUPLICATE_CLAIM"] });
    expect(resultOf(evaluateFacts([emergency("a"), emergency("b", { recognised: "2025-08-15" })]), "b")).toMatchObject({
      errors: ["DUPLICATE_CLAIM"],
    });
  });
});

describe("第七条（三）2 力争120个，县级全覆盖：目标，不限制补助 [qiangyi-2024.art7.3.2.b]", () => {
  const centres = (count: number) => {
    const also = countyHospitals(count);
    const facts = also.map(({ id }, index) =>
      emergency(id, {
        institution: id,
        county: counties[index % 88]?.code ?? "",
        kind: index < 88 ? "stroke" : "chest-pain",
      }),
    );
    return evaluateFacts(facts, { also });
  };

  it("118个中心分布在91个县中的88个：118/120，覆盖率96.7%", () => {
    const { quantities } = centres(118);
    const line = "county-emergency-centre";
    expect(quantities).toEqual([
      { line, kind: "aspiration", target: 120, actual: 118, difference: -2 },
      { line, kind: "coverage", group: "any", part: 88, whole: 91, percent: "96.7" },
      { line, kind: "coverage", group: "stroke", part: 88, whole: 91, percent: "96.7" },
      { line, kind: "coverage", group: "chest-pain", part: 30, whole: 91, percent: "33.0" },
      { line, kind: "coverage", group: "trauma", part: 0, whole: 91, percent: "0.0" },
    ]);
  });

  it("第121个照补，不报超过数量", () => {
    const output = centres(121);
    expect(output.results.every(({ status, errors }) => status === "payable" && errors.length === 0)).toBe(true);
    expect(output.quantities[0]).toMatchObject({ actual: 121, difference: 1 });
  });

  it("emergency.coverage=all-types：另列三类都有的县", () => {
    const facts = ["stroke", "chest-pain", "trauma"].map((kind) => emergency(kind, { kind }));
    const { quantities } = evaluateFacts([...facts, emergency("x", { county: "140122", institution: "K2" })], {
      readings: { "emergency.coverage": "all-types" },
    });
    expect(quantities).toContainEqual({
      line: "county-emergency-centre",
      kind: "coverage",
      group: "all",
      part: 1,
      whole: 91,
      percent: "1.1",
    });
    expect(quantities).toContainEqual({
      line: "county-emergency-centre",
      kind: "coverage",
      group: "any",
      part: 2,
      whole: 91,
      percent: "2.2",
    });
  });
});

describe.each([
  ["第七条（三）2 以奖代补，国家认定后落实 [qiangyi-2024.art7.3.2.e]", emergency],
  ["第七条（三）3 以奖代补，国家认定后落实 [qiangyi-2024.art7.3.3.e]", maternal],
])("%s", (_, centre) => {
  it.each([
    ["没有证书", { recognised: null }, 0, ["EVIDENCE_REQUIRED"]],
    ["低一级的证书", { recognisedBy: "city" }, 0, ["NOT_NATIONALLY_RECOGNISED"]],
    ["国家证书已确认", {}, 50, []],
  ])("%s", (_case, rest, expected, errors) => {
    const result = resultOf(evaluateFacts([centre("a", rest)]), "a");
    expect(result).toMatchObject({ errors });
    expect(wan(result)).toBe(expected);
  });
});

describe("第七条（三）2 县级综合医院的中心", () => {
  it.each([
    ["县级中医医院", "K-tcm"],
    ["省级综合医院", "P1"],
  ])("%s承建：机构类型不符", (_, institution) =>
    expect(evaluateFacts([emergency("a", { institution })]).results).toMatchObject([
      { status: "not_payable", errors: ["WRONG_INSTITUTION_TYPE"] },
    ]),
  );

  const extra = [emergency("a"), emergency("b", { institution: "K2", recognised: "2024-09-15" })];
  it("同县同类第二个：挂起50万元", () =>
    expect(resultOf(evaluateFacts(extra), "b")).toMatchObject({
      status: "decision_required",
      amount: "0.00",
      held: "500000.00",
      errors: ["DECISION_REQUIRED"],
    }));

  it.each([
    ["one-per-type", "not_payable", "0.00"],
    ["all", "payable", "500000.00"],
  ])("emergency.perCountyType=%s：%s", (value, status, amount) =>
    expect(resultOf(evaluateFacts(extra, { readings: { "emergency.perCountyType": value } }), "b")).toMatchObject({
      status,
      amount,
      held: "0.00",
    }),
  );

  it.each([
    ["decision", { status: "decision_required", held: "500000.00", errors: ["DECISION_REQUIRED"] }],
    ["in", { status: "payable", amount: "500000.00" }],
    ["out", { status: "not_payable", errors: ["DISTRICT_NOT_ELIGIBLE"] }],
  ])("emergency.district=%s：市辖区的中心", (value, expected) => {
    const facts = [emergency("a", { institution: "D1", county: "140105" })];
    expect(evaluateFacts(facts, { readings: { "emergency.district": value } }).results).toMatchObject([expected]);
  });

  it("非公立医院不补", () =>
    expect(evaluateFacts([emergency("a", { institution: "K-private" })]).results).toMatchObject([
      { errors: ["NOT_PUBLIC_INSTITUTION"] },
    ]));
});

describe("第七条（三）3 国家认定的妇儿救治中心每个50万元 [qiangyi-2024.art7.3.3.d]", () => {
  it("一院两类都取得国家认定：100万元", () =>
    expect(wanOf(maternal("a"), maternal("b", { kind: "child-newborn" }))).toEqual([50, 50]));

  it("30个中心1500万元", () => {
    const also = countyHospitals(30);
    const output = evaluateFacts(
      also.map(({ id }) => maternal(id, { institution: id })),
      { also },
    );
    expect(wanTotal(output, "maternal-newborn-centre")).toBe(1500);
  });

  it("只有市级认定：不补", () =>
    expect(evaluateFacts([maternal("a", { recognisedBy: "city" })]).results).toMatchObject([
      { amount: "0.00", errors: ["NOT_NATIONALLY_RECOGNISED"] },
    ]));

  it("同一类再申请重复", () =>
    expect(resultOf(evaluateFacts([maternal("a"), maternal("b", { recognised: "2025-08-15" })]), "b")).toMatchObject({
      errors: ["DUPLICATE_CLAIM"],
    }));

  it.each([
    ["two", [50, 0]],
    ["three", [50, 50]],
  ])("maternal.types=%s：儿童、新生儿两张证书各%j", (value, expected) => {
    const facts = ["a", "b"].map((id) => maternal(id, { kind: "child-newborn" }));
    expect(evaluateFacts(facts, { readings: { "maternal.types": value } }).results.map(wan)).toEqual(expected);
  });
});

describe("第七条（三）3 力争30个：目标，不限制补助 [qiangyi-2024.art7.3.3.b]", () => {
  it.each([
    [29, -1],
    [31, 1],
  ])("%i个都补，与目标差%i", (count, difference) => {
    const also = countyHospitals(count);
    const output = evaluateFacts(
      numbers(count).map((n) => maternal(n, { institution: `K-${n}` })),
      { also },
    );
    expect(output.results.every(({ errors, status }) => status === "payable" && errors.length === 0)).toBe(true);
    expect(output.quantities).toEqual([
      { line: "maternal-newborn-centre", kind: "aspiration", target: 30, actual: count, difference },
    ]);
  });
});
