import { describe, expect, it } from "vitest";
import { evaluateFacts, numbers, type Row, resultOf, wanTotal } from "./example-province.ts";

const line = "doctor-secondment";
const secondment = (id: string, rest: Row = {}): Row => ({
  id,
  type: "secondment",
  person: `医师${id}`,
  sender: "P1",
  host: "K1",
  from: "2025-01-01",
  to: "2025-12-31",
  ...rest,
});
const roster = (person: string, rest: Row = {}): Row => ({
  id: `r-${person}`,
  type: "national-rural-programme",
  person,
  year: 2025,
  ...rest,
});
const amounts = (facts: readonly Row[], readings: Row = {}) =>
  evaluateFacts(facts, { readings }).results.map(({ year, amount }) => [year, amount]);

describe("第七条（三）4 每人每年2.4万元，按整月 [qiangyi-2024.art7.3.4.e]", () => {
  it("一人一年24000元；1000人2400万元", () => {
    expect(amounts([secondment("a")])).toEqual([[2025, "24000.00"]]);
    expect(wanTotal(evaluateFacts(numbers(1000).map((n) => secondment(n))), line)).toBe(2400);
  });

  it.each([
    ["七个月", "2025-03-01", "2025-09-30", [[2025, "14000.00"]]],
    [
      "跨两个预算年度的十三个月",
      "2024-12-01",
      "2025-12-31",
      [
        [2024, "2000.00"],
        [2025, "24000.00"],
      ],
    ],
    ["月中到岗，一个整月", "2025-03-15", "2025-04-14", [[2025, "2000.00"]]],
    ["差一天不满整月", "2025-03-15", "2025-04-13", [[2025, "0.00"]]],
    [
      "整月归其开始的年度",
      "2024-12-15",
      "2025-01-14",
      [
        [2024, "2000.00"],
        [2025, "0.00"],
      ],
    ],
    ["月末到岗：没有同日的月份顺延到次月一日", "2025-01-31", "2025-02-28", [[2025, "2000.00"]]],
  ])("%s", (_, from, to, expected) => expect(amounts([secondment("a", { from, to })])).toEqual(expected));

  it("同一人一年最多补十二个月", () => {
    const facts = [
      secondment("a", { person: "甲", to: "2025-08-31" }),
      secondment("b", { person: "甲", from: "2025-05-01", host: "K2" }),
    ];
    expect(evaluateFacts(facts).results).toMatchObject([
      { amount: "16000.00" },
      { amount: "8000.00", errors: ["DUPLICATE_CLAIM"] },
    ]);
  });

  it("解释写明起止、整月数和标准", () =>
    expect(resultOf(evaluateFacts([secondment("a")]), "a").explanation).toEqual([
      {
        text: "2025年1月1日至2025年12月31日派驻，2025年计12个整月，每人每年2.4万元，补2.4万元",
        clause: "qiangyi-2024.art7.3.4.e",
      },
    ]));

  it.each([
    ["months", "14000.00"],
    ["full", "24000.00"],
    ["nothing", "0.00"],
  ])("doctor.partYear=%s：七个月补%s元", (value, expected) =>
    expect(amounts([secondment("a", { to: "2025-07-31" })], { "doctor.partYear": value })).toEqual([[2025, expected]]),
  );
});

describe("第七条（三）4 不得与国家万名医师项目重复享受 [qiangyi-2024.art7.3.4.f]", () => {
  it("全年都在国家名单上：0，重复享受", () =>
    expect(evaluateFacts([secondment("a"), roster("医师a")]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", errors: ["DUPLICATE_SUBSIDY"] },
    ]));

  it("1050人中200人全年在国家名单上：850人共2040万元，仍计1050人", () => {
    const people = numbers(1050);
    const facts = [...people.map((n) => secondment(n)), ...people.slice(0, 200).map((n) => roster(`医师${n}`))];
    const output = evaluateFacts(facts);
    expect(wanTotal(output, line)).toBe(2040);
    expect(output.quantities).toMatchObject([{ year: 2025, actual: 1050, difference: 50 }]);
  });

  const partly = [secondment("a"), roster("医师a", { from: "2025-01-01", to: "2025-04-30" })];
  it("国家名单1至4月、省里派驻全年：8个月16000元", () =>
    expect(evaluateFacts(partly).results).toMatchObject([
      { status: "payable", amount: "16000.00", errors: ["DUPLICATE_SUBSIDY"] },
    ]));

  it("有一天在国家名单上的月份不补", () =>
    expect(amounts([secondment("a"), roster("医师a", { from: "2025-04-30", to: "2025-05-01" })])).toEqual([[2025, "20000.00"]]));

  it("名单后到，已下达24000元：应收回8000元", () => {
    const allocated = [{ line, subject: "a", year: 2025, amount: "24000.00" }];
    expect(evaluateFacts(partly, { allocated }).results).toMatchObject([
      { status: "not_payable", amount: "0.00", recovery: "8000.00" },
    ]);
    expect(evaluateFacts(partly.slice(0, 1), { allocated }).results).toMatchObject([{ amount: "0.00", recovery: "0.00" }]);
  });

  it("doctor.overlap=year：有重叠就扣全年", () =>
    expect(amounts(partly, { "doctor.overlap": "year" })).toEqual([[2025, "0.00"]]));
});

describe("第七条（三）4 三级医院中级以上医师到县级医院 [qiangyi-2024.art7.3.4.c]", () => {
  it.each([
    ["初级职称", { title: "junior" }, ["TITLE_NOT_ELIGIBLE"]],
    ["三级妇幼保健院的中级医师", { sender: "P-maternal", title: "intermediate", yearsInTitle: 6 }, []],
    ["受援单位是乡镇卫生院", { host: "T1" }, ["WRONG_INSTITUTION_TYPE"]],
    ["派出单位不是三级医院", { sender: "K2" }, ["WRONG_INSTITUTION_TYPE"]],
    ["受援单位是省级医院", { host: "P2" }, ["WRONG_INSTITUTION_TYPE"]],
  ])("%s", (_, rest, errors) =>
    expect(evaluateFacts([secondment("a", rest)]).results).toMatchObject([
      { status: errors.length === 0 ? "payable" : "not_payable", errors },
    ]),
  );
});

describe("第七条（三）4 每年1000名以上，按人计 [qiangyi-2024.art7.3.4.b]", () => {
  it("2025年980人，差20人；一人两次只计一人", () => {
    const people = numbers(980);
    const again = secondment("again", { person: "医师0001", from: "2025-06-01" });
    expect(evaluateFacts([...people.map((n) => secondment(n)), again]).quantities).toEqual([
      { line, kind: "floor", year: 2025, target: 1000, actual: 980, difference: -20 },
    ]);
  });
});

describe("第七条（三）4 补助拨给受援医院 [qiangyi-2024.art7.3.4.g]", () => {
  const proposed = [
    { id: "1", line, subject: "a", year: 2025, amount: "24000.00", payee: "P1" },
    { id: "2", line, subject: "a", year: 2025, amount: "24000.00", payee: "K1" },
  ];
  it("拟付派出医院：收款单位不符；拟付受援医院：通过", () => {
    const output = evaluateFacts([secondment("a")], { proposed });
    expect(output.results).toMatchObject([{ payee: "K1", splits: [{ institution: "K1", amount: "24000.00" }] }]);
    expect(output.checks).toMatchObject([
      { id: "1", accepted: false, errors: ["WRONG_PAYEE"], clauses: ["qiangyi-2024.art7.3.4.g"] },
      { id: "2", accepted: true, errors: [] },
    ]);
  });
});
