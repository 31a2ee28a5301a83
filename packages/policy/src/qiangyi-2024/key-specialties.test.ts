import { describe, expect, it } from "vitest";
import { evaluateFacts, numbers, type Row, resultOf, wan, wanTotal } from "./example-province.ts";

type Level = "national" | "provincial";

const specialty = (id: string, level: Level, rest: Row = {}): Row => ({
  id,
  type: "key-specialty",
  institution: "P1",
  specialty: `专科${id}`,
  level,
  selected: "2024-06-18",
  ...(level === "national" && { nationalSubsidy: "5000000.00" }),
  ...rest,
});

const many = (count: number, level: Level): readonly Row[] => numbers(count).map((n) => specialty(n, level));
const lines = { national: "national-key-specialty", provincial: "provincial-key-specialty" } as const;

describe("第七条（一）3 国家补助之外省里再补300万元 [qiangyi-2024.art7.1.3.c]", () => {
  it("国家补助500万元：省级300万元，合计800万元", () =>
    expect(evaluateFacts([specialty("s", "national")]).results).toMatchObject([
      { status: "payable", amount: "3000000.00", projectTotal: "8000000.00", payee: "P1" },
    ]));

  it.each([
    ["没有填", undefined],
    ["填为空", null],
    ["为零", "0.00"],
  ])("国家补助%s：不补", (_, nationalSubsidy) => {
    const { nationalSubsidy: _left, ...bare } = specialty("s", "national");
    const fact = nationalSubsidy === undefined ? bare : { ...bare, nationalSubsidy };
    expect(evaluateFacts([fact]).results).toMatchObject([
      { status: "not_payable", amount: "0.00", errors: ["NOT_NATIONALLY_RECOGNISED"], projectTotal: "0.00" },
    ]);
  });

  it("同一专科第二次申请重复", () => {
    const output = evaluateFacts([
      specialty("s", "national"),
      specialty("t", "national", { specialty: "专科s", selected: "2025-06-18" }),
    ]);
    expect(resultOf(output, "t")).toMatchObject({ status: "not_payable", amount: "0.00", errors: ["DUPLICATE_CLAIM"] });
  });

  it("25个专科合计7500万元", () => expect(wanTotal(evaluateFacts(many(25, "national")), lines.national)).toBe(7500));
});

describe("第七条（一）4 每个省级专科200万元 [qiangyi-2024.art7.1.4.c]", () => {
  it("100个专科合计20000万元；其中一个次年再申请重复", () => {
    const again = specialty("again", "provincial", { specialty: "专科0001", selected: "2025-06-18" });
    const output = evaluateFacts([...many(100, "provincial"), again]);
    expect(wanTotal(output, lines.provincial)).toBe(20_000);
    expect(resultOf(output, "again")).toMatchObject({ status: "not_payable", amount: "0.00", errors: ["DUPLICATE_CLAIM"] });
  });

  const both = [
    specialty("n", "national", { specialty: "心血管内科" }),
    specialty("p", "provincial", { specialty: "心血管内科" }),
  ];

  it("同一专科国家级已补300万元：省级200万元挂起", () => {
    const output = evaluateFacts(both);
    expect(resultOf(output, "n")).toMatchObject({ amount: "3000000.00" });
    expect(resultOf(output, "p")).toMatchObject({
      status: "decision_required",
      amount: "0.00",
      held: "2000000.00",
      readings: ["specialty.stacking=hold"],
    });
  });

  it.each([
    ["both", "payable", 200],
    ["higher-only", "not_payable", 0],
  ])("specialty.stacking=%s：%s", (value, status, amount) => {
    const result = resultOf(evaluateFacts(both, { readings: { "specialty.stacking": value } }), "p");
    expect([result.status, wan(result)]).toEqual([status, amount]);
  });

  it("国家级没有国家补助、没有补成的，省级照补", () => {
    const output = evaluateFacts([
      specialty("n", "national", { specialty: "心血管内科", nationalSubsidy: null }),
      ...both.slice(1),
    ]);
    expect(resultOf(output, "p")).toMatchObject({ status: "payable", amount: "2000000.00" });
  });

  it("国家级一笔上年已下达的，省级仍然挂起", () => {
    const allocated = [{ line: lines.national, subject: "n", year: 2024, amount: "3000000.00" }];
    expect(resultOf(evaluateFacts(both, { allocated }), "p")).toMatchObject({ status: "decision_required" });
  });

  it("国家级一笔属民营医院、按决定已下达的，省级同样挂起", () => {
    const facts = both.map((fact) => ({ ...fact, institution: "P-private" }));
    const allocated = [{ line: lines.national, subject: "n", year: 2024, amount: "3000000.00" }];
    expect(resultOf(evaluateFacts(facts, { allocated }), "p")).toMatchObject({
      status: "decision_required",
      readings: expect.arrayContaining(["specialty.stacking=hold"]),
    });
  });
});

describe.each([
  ["第七条（一）3 计划25个国家临床重点专科 [qiangyi-2024.art7.1.3.b]", "national", 25, "3000000.00"],
  ["第七条（一）4 计划100个省级临床重点专科 [qiangyi-2024.art7.1.4.b]", "provincial", 100, "2000000.00"],
] as const)("%s", (_, level, planned, standard) => {
  const line = lines[level];
  const beyond = `${planned + 1}`.padStart(4, "0");

  it("计划数以内都可补", () => {
    const output = evaluateFacts(many(planned, level));
    expect(output.results.every(({ status }) => status === "payable")).toBe(true);
    expect(output.quantities).toEqual([{ line, kind: "planned", target: planned, actual: planned, difference: 0 }]);
  });

  it("超出一个等待决定", () => {
    const output = evaluateFacts(many(planned + 1, level));
    expect(resultOf(output, beyond)).toMatchObject({
      status: "decision_required",
      amount: "0.00",
      held: standard,
      errors: ["QUOTA_EXCEEDED"],
    });
    expect(output.results.filter(({ status }) => status === "payable")).toHaveLength(planned);
  });

  it("有决定后可补，数量多一个", () => {
    const decisions = [
      { line, subject: beyond, year: 2024, amount: standard, by: "省卫生健康委", on: "2025-02-01", reason: "布局需要" },
    ];
    const output = evaluateFacts(many(planned + 1, level), { decisions });
    expect(resultOf(output, beyond)).toMatchObject({
      status: "payable",
      amount: standard,
      held: "0.00",
      errors: ["QUOTA_EXCEEDED"],
    });
    expect(output.quantities).toMatchObject([{ actual: planned + 1, difference: 1 }]);
  });

  it.each([
    ["target", "payable"],
    ["ceiling", "not_payable"],
  ])("planned.overrun=%s：%s", (value, status) =>
    expect(resultOf(evaluateFacts(many(planned + 1, level), { readings: { "planned.overrun": value } }), beyond)).toMatchObject({
      status,
    }),
  );
});

describe.each([
  ["第七条（一）3 列入年度预算 [qiangyi-2024.art7.1.3.d]", specialty("s", "national", { selected: "2026-05-01" }), "3000000.00"],
  [
    "第七条（一）4 列入年度预算 [qiangyi-2024.art7.1.4.d]",
    specialty("s", "provincial", { selected: "2026-05-01" }),
    "2000000.00",
  ],
  [
    "第七条（一）5 列入年度预算 [qiangyi-2024.art7.1.5.d]",
    { id: "s", type: "discipline", institution: "P1", discipline: "麻醉学", tier: "top", year: 2026 },
    "200000.00",
  ],
])("%s", (_, fact, amount) => {
  const inWindow = { readings: { programmeWindow: "2023-01-01/2026-12-31" } };
  const lineOf = () => evaluateFacts([fact], inWindow).results[0]?.line;

  it("2026年预算没有本项：提示没有预算", () =>
    expect(evaluateFacts([fact], { ...inWindow, budgets: [] }).warnings).toMatchObject([
      { code: "LINE_BUDGET_MISSING", line: lineOf(), year: 2026, subject: null, amount },
    ]));

  it("预算够用：没有提示", () =>
    expect(evaluateFacts([fact], { ...inWindow, budgets: [{ line: lineOf(), year: 2026, amount }] }).warnings).toEqual([]));

  it("预算少一分：提示超出的数额，结果不变", () => {
    const budgets = [{ line: lineOf(), year: 2026, amount: `${Number(amount) - 1}.99` }];
    const output = evaluateFacts([fact], { ...inWindow, budgets });
    expect(output.warnings).toMatchObject([{ code: "TOTAL_BUDGET_EXCEEDED", year: 2026, amount: "0.01" }]);
    expect(output.results).toMatchObject([{ status: "payable", amount }]);
  });

  it("没有给出预算：不检查", () => expect(evaluateFacts([fact], inWindow).warnings).toEqual([]));
});

describe("专科补助一次性还是每年", () => {
  const facts = [
    specialty("a", "provincial", { specialty: "儿科" }),
    specialty("b", "provincial", { specialty: "儿科", selected: "2025-06-18" }),
  ];

  it("specialty.frequency=yearly：次年再补一次，数量仍计一个", () => {
    const output = evaluateFacts(facts, { readings: { "specialty.frequency": "yearly" } });
    expect(wanTotal(output, lines.provincial)).toBe(400);
    expect(output.quantities).toMatchObject([{ actual: 1 }]);
  });

  it("实施期外的一条不挤掉实施期内的一条", () => {
    const output = evaluateFacts([
      specialty("a", "provincial", { specialty: "儿科", selected: "2022-06-18" }),
      ...facts.slice(1),
    ]);
    expect(resultOf(output, "b")).toMatchObject({ status: "payable", amount: "2000000.00" });
  });
});
