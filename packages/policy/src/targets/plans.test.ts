import { describe, expect, it } from "vitest";
import { evaluated, happened, judged, parts, type Row, reported } from "./example-facts.ts";
import { registerTarget } from "./register/index.ts";

/** Quotas and coverage of 临政办发〔2020〕35号 and 晋政发〔2023〕15号. */
const closed = "2026-03-31";

const counted = (id: string, events: readonly Row[]) =>
  judged(id, { asOf: closed, events: events.map((each) => ({ target: id, on: "2024-05-01", ...each })) });
const times = (count: number): readonly Row[] => Array.from({ length: count }, () => ({}));
const stock = (id: string, value: string) => judged(id, { asOf: closed, observations: [reported(id, "2025", value)] });

const departments = ["clinical", "nursing", "laboratory", "imaging", "pathology"];
describe("每个部门至少一人即覆盖,唯一的一人退出即不再覆盖", () => {
  it.each(
    ["hundredleaders", "thousandstaff"].flatMap((programme) =>
      departments.map((department) => `linfen-2020.${programme}.department-${department}`),
    ),
  )("[%s]", (id) => {
    const one = { on: "2024-05-01" };
    const left = { on: "2024-05-01", withdrawnOn: "2025-12-31" };
    expect(stock(id, "0").verdict).toBe("not-met");
    expect(counted(id, [one])).toMatchObject({ verdict: "met", value: "1" });
    expect(counted(id, [left])).toMatchObject({ verdict: "not-met", value: "0" });
  });
});

describe("市级中心", () => {
  it.each(["chestpain", "stroke", "neonatal"].map((kind) => `linfen-2020.centres.${kind}.city`))(
    "未写数量的至少一个 [%s]",
    (id) => {
      expect(stock(id, "0").verdict).toBe("not-met");
      expect(stock(id, "1")).toMatchObject({ verdict: "met", display: "1个" });
      expect(stock(id, "2")).toMatchObject({ verdict: "met", display: "2个" });
    },
  );
  it.each(["trauma", "maternal"].map((kind) => `linfen-2020.centres.${kind}.city`))(
    "写明两个的为两个,第三个提示超出 [%s]",
    (id) => {
      expect(stock(id, "1")).toMatchObject({ verdict: "not-met", completion: "50.0", gap: { value: "1" } });
      expect(stock(id, "2").verdict).toBe("met");
      expect(stock(id, "3")).toMatchObject({ flags: ["over", "inferred"], completion: "99.9", gap: { value: "1" } });
    },
  );
});

describe("17个县按名单计,一县两个不能顶替另一县", () => {
  const kinds = ["chestpain", "stroke", "trauma", "maternal", "neonatal"];
  it.each(kinds.map((kind) => `linfen-2020.centres.${kind}.counties`))("[%s]", (id) => {
    const roster = registerTarget(id)?.roster ?? expect.fail("no roster");
    const named = (names: readonly string[]) => names.map((name) => ({ name }));
    expect(counted(id, named(roster))).toMatchObject({ verdict: "met", value: "17", missing: [] });
    expect(counted(id, named(roster.filter((name) => name !== "隰县")))).toMatchObject({
      verdict: "not-met",
      value: "16",
      completion: "94.1",
      missing: ["隰县"],
    });
    expect(counted(id, named([...roster.filter((name) => name !== "古县"), "洪洞县"]))).toMatchObject({
      verdict: "not-met",
      value: "16",
      missing: ["古县"],
    });
  });
});

it.each([
  ["centres.infectious.county.yaodu", "29", "not-met", ["short", "inferred"], "1"],
  ["centres.infectious.county.yaodu", "30", "met", ["inferred"], undefined],
  ["centres.infectious.county.yaodu", "50", "met", ["inferred"], undefined],
  ["centres.infectious.county.yaodu", "51", "not-met", ["over", "inferred"], "1"],
  ["centres.infectious.county.guxian", "16", "not-met", ["over", "inferred"], "1"],
  ["centres.infectious.zone-people", "19", "not-met", ["short", "inferred"], "1"],
] as const)("%s床位%s张:两端都是限值", (name, beds, verdict, flags, gap) => {
  const evaluation = stock(`linfen-2020.${name}`, beds);
  expect(evaluation).toMatchObject({ verdict, flags });
  expect(evaluation.gap?.value).toBe(gap);
});

it("综合医院三成以上设治未病科,没有医院为无数据 [linfen-2020.tcm.prevention-dept-general]", () => {
  const id = "linfen-2020.tcm.prevention-dept-general";
  const share = (part: number, all: number) =>
    judged(id, { asOf: closed, observations: [reported(id, "2025", parts(part, all))] });
  expect(
    [share(9, 30), share(8, 30), share(12, 37), share(11, 37), share(0, 0)].map(({ verdict, display }) => [verdict, display]),
  ).toEqual([
    ["met", "30.0%"],
    ["not-met", "26.7%"],
    ["met", "32.4%"],
    ["not-met", "29.7%"],
    ["no-data", "—"],
  ]);
});

it("村卫生室覆盖率89.97%显示为90.0%,仍未达标", () => {
  const id = "linfen-2020.grassroots.village-clinics";
  const share = (part: number) => judged(id, { asOf: closed, observations: [reported(id, "2025", parts(part, 3_000))] });
  expect(share(2_700)).toMatchObject({ verdict: "met", display: "90.0%" });
  expect(share(2_699)).toMatchObject({ verdict: "not-met", display: "90.0%", completion: "99.9" });
});

it("基层目标到2025年6月15日判定", () => {
  const id = "linfen-2020.grassroots.community-basic";
  const reachedOn = (on: string, asOf: string) =>
    judged(id, { asOf, events: Array.from({ length: 20 }, () => happened(id, on)) });
  expect(reachedOn("2025-06-15", "2025-06-16").verdict).toBe("met");
  expect(reachedOn("2025-06-15", "2025-06-15")).toMatchObject({ verdict: "pending", completion: "100.0" });
  expect(reachedOn("2025-06-16", "2025-06-20")).toMatchObject({ verdict: "not-met", value: "0", flags: ["met-late"] });
});

it("适宜技术每年50至60项 [service-system-2023.s1.1.appropriate-tech]", () => {
  const id = "service-system-2023.s1.1.appropriate-tech";
  const in2024 = (count: string) =>
    evaluated({ asOf: "2025-01-01", targets: [id], observations: [reported(id, "2024", count)] }).evaluations.find(
      ({ year }) => year === 2024,
    );
  expect(in2024("55")?.verdict).toBe("met");
  expect(in2024("48")).toMatchObject({ verdict: "not-met", gap: { value: "2" } });
  expect(in2024("63")).toMatchObject({ verdict: "met", flags: ["above-range", "inferred"] });
});

it("村医招录逐年判定:三年合计不能抵补2024年的缺口", () => {
  const id = "service-system-2023.s1.3.village-doctor-enrolment";
  const observations = ["1010", "980", "1020"].map((count, index) => reported(id, String(2023 + index), count));
  const { evaluations } = evaluated({ asOf: closed, targets: [id], observations });
  expect(evaluations.map(({ year, verdict, gap }) => [year, verdict, gap?.value])).toEqual([
    [2023, "met", undefined],
    [2024, "not-met", "20"],
    [2025, "met", undefined],
    [null, "not-met", undefined],
  ]);
});

it("约50个:上下一成以内算达到,并提示近似 [service-system-2023.s2.7.county-tcm-50]", () => {
  const id = "service-system-2023.s2.7.county-tcm-50";
  expect(stock("service-system-2023.s2.7.provincial-tcm-100", "98")).toMatchObject({ verdict: "not-met", gap: { value: "2" } });
  expect(stock(id, "46")).toMatchObject({ verdict: "met", flags: ["approximate", "inferred"] });
  expect(stock(id, "50").flags).toEqual(["inferred"]);
  expect([45, 44, 55, 56].map((count) => stock(id, String(count)).verdict)).toEqual(["met", "not-met", "met", "not-met"]);
});

it("公卫科室人员收入不低于本机构平均 [service-system-2023.s5.4.internal-distribution]", () => {
  const id = "service-system-2023.s5.4.internal-distribution";
  const pay = (department: number) =>
    judged(id, { asOf: closed, observations: [reported(id, "2025", parts(department, 90_000))] });
  expect(pay(82_000)).toMatchObject({ verdict: "not-met", display: "0.91倍" });
  expect(pay(95_000)).toMatchObject({ verdict: "met", display: "1.06倍" });
});

it("候选12个一个不能多、一个不能少", () =>
  expect([11, 12, 13].map((count) => counted("linfen-2020.tenspecialties.candidates", times(count)).verdict)).toEqual([
    "not-met",
    "met",
    "not-met",
  ]));
