import { describe, expect, it } from "vitest";
import { evaluated, happened, judged, parts, problemsOf, type Row, reported } from "./example-facts.ts";

/** The clauses of 晋政办函〔2023〕19号 by their own acceptance: figures and boundaries of each. */
const id = (name: string): string => `regional-centres-2023.${name}`;
const after = (year: number): string => `${year + 1}-03-31`;

const ofYear = (name: string, year: number, reading: Row | string) =>
  judged(id(name), { asOf: after(year), observations: [reported(id(name), String(year), reading)] });

const upTo = (name: string, year: number, days: readonly (string | Row)[]) =>
  judged(id(name), {
    asOf: after(year),
    events: days.map((each) => (typeof each === "string" ? happened(id(name), each) : { target: id(name), ...each })),
  });

const noReport = (name: string, year: number) => judged(id(name), { asOf: after(year) });

describe("门诊、住院量区间:达到下限即达标,超过上限只作提示", () => {
  const ranges = [
    ["task1.outpatient", 2024, 1_500_000, 2_000_000, 1_350_000, "人次"],
    ["task1.surgery", 2024, 50_000, 60_000, 45_000, "例次"],
    ["task2.outpatient", 2026, 650_000, 700_000, 585_000, "人次"],
    ["task3.outpatient", 2026, 750_000, 800_000, 675_000, "人次"],
    ["task3.inpatient", 2026, 22_000, 23_000, 19_800, "人次"],
  ] as const;
  it.each(ranges.map(([name, ...rest]) => [id(name), name, ...rest] as const))(
    "[%s] 下限、上限、上限加一和九成",
    (_, name, year, min, max, ninetyPercent, unit) => {
      expect(ofYear(name, year, String(min))).toMatchObject({ verdict: "met", completion: "100.0", rangePosition: "0.0" });
      expect(ofYear(name, year, String(min - 1))).toMatchObject({ verdict: "not-met", completion: "99.9" });
      expect(ofYear(name, year, String(max))).toMatchObject({ verdict: "met", rangePosition: "100.0", flags: [] });
      expect(ofYear(name, year, String(max + 1))).toMatchObject({ verdict: "met", flags: ["above-range"], rangePosition: null });
      expect(ofYear(name, year, String((min + max) / 2))).toMatchObject({ verdict: "met", rangePosition: "50.0" });
      expect(ofYear(name, year, String(ninetyPercent))).toMatchObject({
        verdict: "not-met",
        completion: "90.0",
        gap: { value: String(min - ninetyPercent), unit, strict: false },
      });
    },
  );

  it("缺12月:累计未到下限为待定,已过下限为已达下限(待年报确认) [regional-centres-2023.task1.outpatient]", () => {
    const eleven = (totalVisits: number) =>
      judged(id("task1.outpatient"), {
        asOf: "2025-03-31",
        observations: Array.from({ length: 11 }, (_, index) =>
          reported(
            id("task1.outpatient"),
            `2024-${String(index + 1).padStart(2, "0")}`,
            index === 0 ? String(totalVisits - 1_000_000) : "100000",
          ),
        ),
      });
    expect(eleven(1_400_000)).toMatchObject({ verdict: "pending", value: "1400000", flags: [] });
    expect(eleven(1_520_000)).toMatchObject({ verdict: "pending", value: "1520000", flags: ["floor-reached"] });
  });

  it("1,662,500人次处在150-200万区间的32.5%", () =>
    expect(ofYear("task1.outpatient", 2024, "1662500")).toMatchObject({
      verdict: "met",
      rangePosition: "32.5",
      display: "166.25万人次",
    }));
});

describe("住院量须多于:等于不算,零是数据,没有报告是无数据", () => {
  it.each(
    (
      [
        ["task1.inpatient", 2024, 100_000, 90_000],
        ["task2.inpatient", 2026, 120_000, 108_000],
        ["task4.inpatient", 2027, 80_000, 72_000],
      ] as const
    ).map(([name, ...rest]) => [id(name), name, ...rest] as const),
  )("[%s]", (_, name, year, threshold, ninetyPercent) => {
    expect(ofYear(name, year, String(threshold))).toMatchObject({
      verdict: "not-met",
      completion: "99.9",
      rawRatio: "100.00",
      gap: { value: "0", strict: true },
    });
    expect(ofYear(name, year, String(threshold + 1))).toMatchObject({ verdict: "met", completion: "100.0", gap: null });
    expect(ofYear(name, year, String(ninetyPercent))).toMatchObject({
      verdict: "not-met",
      completion: "90.0",
      gap: { value: String(threshold - ninetyPercent), unit: "人次", strict: true },
    });
    expect(noReport(name, year)).toMatchObject({ verdict: "no-data", value: null, completion: null, display: "—" });
    expect(ofYear(name, year, "0")).toMatchObject({ verdict: "not-met", completion: "0.0" });
  });
});

describe("门诊、手术、日间手术量达到:等于即达标", () => {
  it.each(
    (
      [
        ["task1.day-surgery", 2024, 3_000, 2_700],
        ["task2.surgery", 2026, 30_000, 27_000],
        ["task4.outpatient", 2027, 1_500_000, 1_350_000],
        ["task4.surgery", 2027, 40_000, 36_000],
      ] as const
    ).map(([name, ...rest]) => [id(name), name, ...rest] as const),
  )("[%s]", (_, name, year, threshold, ninetyPercent) => {
    expect(ofYear(name, year, String(threshold))).toMatchObject({ verdict: "met", completion: "100.0" });
    expect(ofYear(name, year, String(threshold - 1))).toMatchObject({ verdict: "not-met", completion: "99.9" });
    expect(ofYear(name, year, String(ninetyPercent))).toMatchObject({
      verdict: "not-met",
      completion: "90.0",
      gap: { value: String(threshold - ninetyPercent), strict: false },
    });
    expect(noReport(name, year)).toMatchObject({ verdict: "no-data", completion: null });
    expect(ofYear(name, year, "0")).toMatchObject({ verdict: "not-met", completion: "0.0" });
  });
});

describe("比例须高于:按未舍入的比值判定,差距以百分点计", () => {
  it.each(
    (
      [
        ["task1.level4-surgery", 2024, 17_500, 50_000, 14_000, "28.0%", "80.0", "7"],
        ["task1.out-of-province", 2024, 1_000, 100_000, 800, "0.8%", "80.0", "0.2"],
        ["task1.difficult-coverage", 2024, 120, 200, 96, "48.0%", "80.0", "12"],
        ["task1.difficult-cure", 2024, 4_500, 5_000, 3_600, "72.0%", "80.0", "18"],
        ["task1.core-tech", 2024, 272, 400, 218, "54.5%", "80.1", "13.5"],
        ["task2.level4-surgery", 2026, 18_000, 30_000, 14_400, "48.0%", "80.0", "12"],
        ["task2.minimally-invasive", 2026, 7_500, 30_000, 6_000, "20.0%", "80.0", "5"],
        ["task2.difficult-coverage", 2026, 120, 150, 96, "64.0%", "80.0", "16"],
        ["task2.difficult-cure", 2026, 3_200, 8_000, 2_560, "32.0%", "80.0", "8"],
        ["task2.core-tech", 2026, 210, 300, 168, "56.0%", "80.0", "14"],
        ["task3.level4-surgery", 2026, 600, 4_000, 480, "12.0%", "80.0", "3"],
        ["task3.out-of-province", 2026, 220, 22_000, 176, "0.8%", "80.0", "0.2"],
        ["task3.difficult-coverage", 2026, 50, 100, 40, "40.0%", "80.0", "10"],
        ["task3.difficult-cure", 2026, 100, 1_000, 80, "8.0%", "80.0", "2"],
        ["task3.core-tech", 2026, 20, 400, 16, "4.0%", "80.0", "1"],
        ["task3.tcm-nondrug-outpatient", 2026, 175_000, 700_000, 140_000, "20.0%", "80.0", "5"],
        ["task3.tcm-pieces-outpatient", 2026, 350_000, 700_000, 280_000, "40.0%", "80.0", "10"],
        ["task3.tcm-nondrug-discharge", 2026, 19_400, 20_000, 15_520, "77.6%", "80.0", "19.4"],
        ["task3.tcm-pieces-discharge", 2026, 19_000, 20_000, 15_200, "76.0%", "80.0", "19"],
        ["task3.tcm-led-discharge", 2026, 14_000, 20_000, 11_200, "56.0%", "80.0", "14"],
        ["task4.level4-surgery", 2027, 11_200, 40_000, 8_960, "22.4%", "80.0", "5.6"],
        ["task4.minimally-invasive", 2027, 10_000, 40_000, 8_000, "20.0%", "80.0", "5"],
        ["task4.surgical-discharge", 2027, 21_000, 30_000, 16_800, "56.0%", "80.0", "14"],
        ["task4.difficult-coverage", 2027, 120, 200, 96, "48.0%", "80.0", "12"],
        ["task4.difficult-cure", 2027, 3_400, 4_000, 2_720, "68.0%", "80.0", "17"],
        ["task4.core-tech", 2027, 260, 400, 208, "52.0%", "80.0", "13"],
      ] as const
    ).map(([name, ...rest]) => [id(name), name, ...rest] as const),
  )("[%s]", (_, name, year, at, denominator, below, display, completion, gap) => {
    expect(ofYear(name, year, parts(at, denominator))).toMatchObject({
      verdict: "not-met",
      completion: "99.9",
      gap: { value: "0" },
    });
    expect(ofYear(name, year, parts(at + 1, denominator))).toMatchObject({ verdict: "met", completion: "100.0" });
    expect(ofYear(name, year, parts(below, denominator))).toMatchObject({
      verdict: "not-met",
      display,
      completion,
      gap: { value: gap, unit: "百分点", strict: true },
    });
    expect(ofYear(name, year, parts(0, 0)).verdict).toBe("no-data");
    expect(ofYear(name, year, parts(1, null)).verdict).toBe("no-data");
    const entry = reported(id(name), String(year), parts(denominator + 1, denominator));
    expect(problemsOf({ asOf: after(year), targets: [id(name)], observations: [entry] })).toEqual([
      "$.observations[0].numerator 分子大于分母，请核对后重报",
    ]);
  });
});

describe("平均住院日须低于:等于不算,月度均值不再平均", () => {
  it.each(
    (
      [
        ["task1.alos", 2024, 800_000, 100_000, 840_000, "8.4", "0.4"],
        ["task2.alos", 2026, 1_080_000, 120_000, 1_134_000, "9.45", "0.45"],
        ["task3.alos", 2026, 264_000, 22_000, 277_200, "12.6", "0.6"],
        ["task4.alos", 2027, 680_000, 80_000, 714_000, "8.925", "0.425"],
      ] as const
    ).map(([name, ...rest]) => [id(name), name, ...rest] as const),
  )("[%s]", (_, name, year, at, discharges, above, value, gap) => {
    expect(ofYear(name, year, parts(at, discharges))).toMatchObject({ verdict: "not-met", completion: "99.9" });
    expect(ofYear(name, year, parts(at - 1, discharges)).verdict).toBe("met");
    expect(ofYear(name, year, parts(above, discharges))).toMatchObject({
      verdict: "not-met",
      value,
      completion: "95.2",
      gap: { value: gap, unit: "天", strict: true },
    });
    const months = [parts(6_000, 1_000), parts(30_000, 3_000)];
    expect(
      judged(id(name), {
        asOf: `${year}-03-31`,
        observations: months.map((month, index) => reported(id(name), `${year}-0${index + 1}`, month)),
      }),
    ).toMatchObject({ verdict: "pending", value: "9", display: "9.0天" });
  });
});

it.each(
  (
    [
      ["task1.referral-out", 2024, 100, 200_000, 120, "0.05%"],
      ["task2.referral-out", 2026, 100, 500_000, 120, "0.02%"],
      ["task4.referral-out", 2027, 200, 100_000, 240, "0.2%"],
    ] as const
  ).map((row) => row),
)("%s 外转率须低于:显示与限值相同也按未舍入的比值判定", (name, year, at, discharges, above, display) => {
  expect(ofYear(name, year, parts(at, discharges))).toMatchObject({ verdict: "not-met", completion: "99.9" });
  expect(ofYear(name, year, parts(at - 1, discharges))).toMatchObject({ verdict: "met", display });
  expect(ofYear(name, year, parts(above, discharges))).toMatchObject({ verdict: "not-met", completion: "83.3" });
  expect(ofYear(name, year, parts(0, discharges))).toMatchObject({ verdict: "met", completion: "100.0" });
  expect(noReport(name, year).verdict).toBe("no-data");
});

describe("CMI须高于:显示两位,按原值判定,不可能的数值不予受理", () => {
  it.each(
    (
      [
        ["task1.cmi", 2024, "1.3", "1.300", "1.3001", "1.30", "1.17"],
        ["task2.cmi", 2026, "1", "1.000", "1.0001", "1.00", "0.9"],
        ["task4.cmi", 2027, "1.16", "1.160", "1.1601", "1.16", "1.044"],
      ] as const
    ).map(([name, ...rest]) => [id(name), name, ...rest] as const),
  )("[%s]", (_, name, year, at, alsoAt, above, display, below) => {
    for (const text of [at, alsoAt]) expect(ofYear(name, year, text)).toMatchObject({ verdict: "not-met", value: at });
    expect(ofYear(name, year, above)).toMatchObject({ verdict: "met", display });
    expect(ofYear(name, year, below)).toMatchObject({ verdict: "not-met", completion: "90.0" });
    for (const text of ["-0.1", "11"])
      expect(
        problemsOf({ asOf: after(year), targets: [id(name)], observations: [reported(id(name), String(year), text)] }),
      ).toEqual(["$.observations[0].value 数值应在0至10之间，请核对后重报"]);
  });
});

describe("每百名卫技人员科研经费达到", () => {
  it.each(
    (
      [
        ["task1.research-funding", 2024, "7500", "3000", "7499.99", "249.9996666667", "6000", "200", "80.0"],
        ["task2.research-funding", 2026, "6000", "2000", "5999.9", "299.995", "4500", "225", "75.0"],
        ["task3.research-funding", 2026, "680", "1000", "679.9", "67.99", "510", "51", "75.0"],
        ["task4.research-funding", 2027, "504", "1800", "503.9", "27.9944444444", "378", "21", "75.0"],
      ] as const
    ).map(([name, ...rest]) => [id(name), name, ...rest] as const),
  )("[%s]", (_, name, year, at, people, justBelow, value, below, lower, completion) => {
    const money = (numerator: string | null, denominator: string | null = people) =>
      ofYear(name, year, { numerator, denominator });
    expect(money(at)).toMatchObject({ verdict: "met", completion: "100.0" });
    expect(money(justBelow)).toMatchObject({ verdict: "not-met", value, completion: "99.9" });
    expect(money(below)).toMatchObject({ verdict: "not-met", value: lower, completion });
    expect(money("0")).toMatchObject({ verdict: "not-met", value: "0", completion: "0.0" });
    expect(money(null).verdict).toBe("no-data");
    for (const none of ["0", null]) expect(money(at, none).verdict).toBe("no-data");
  });
});

describe("存量与增量以年末有效的为准", () => {
  it("省级重点实验室2至4个:逐个数,次年的和已撤销的不算", () => {
    const days = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-12-31", "2020-06-01"];
    const held = (count: number) => upTo("task1.provincial-labs", 2024, [...days.slice(0, count), "2025-01-05"]);
    expect([0, 1, 2, 3, 4, 5].map((count) => [held(count).verdict, held(count).completion, held(count).rangePosition])).toEqual([
      ["not-met", "0.0", null],
      ["not-met", "50.0", null],
      ["met", "100.0", "0.0"],
      ["met", "100.0", "50.0"],
      ["met", "100.0", "100.0"],
      ["met", "100.0", null],
    ]);
    expect(held(5).flags).toEqual(["above-range"]);
    expect(held(1).flags).toEqual(["met-late"]);
    expect(upTo("task1.provincial-labs", 2024, [{ on: "2020-01-01", withdrawnOn: "2024-12-31" }])).toMatchObject({ value: "0" });
  });

  it("获批3个:至少3个,年中撤销的不算 [regional-centres-2023.task1.provincial-crc]", () => {
    const days = ["2022-01-01", "2023-05-01", "2024-06-01", "2024-07-01"];
    expect(upTo("task1.provincial-crc", 2024, days.slice(0, 3)).verdict).toBe("met");
    expect(upTo("task1.provincial-crc", 2024, days).verdict).toBe("met");
    expect(upTo("task1.provincial-crc", 2024, days.slice(0, 2))).toMatchObject({ verdict: "not-met", completion: "66.7" });
    const revoked = { on: "2022-03-01", withdrawnOn: "2024-06-01" };
    expect(upTo("task1.provincial-crc", 2024, [...days.slice(0, 2), revoked])).toMatchObject({ value: "2", verdict: "not-met" });
  });

  it("新增3至5个:基线当日及以前获批的不算新增 [regional-centres-2023.task2.new-national-specialties]", () => {
    const days = ["2023-03-14", "2024-01-01", "2025-01-01", "2026-01-01", "2026-06-01", "2026-12-31"];
    const added = (count: number) => upTo("task2.new-national-specialties", 2026, days.slice(0, count));
    expect(added(2)).toMatchObject({ verdict: "not-met", completion: "66.7" });
    expect(added(3).verdict).toBe("met");
    expect(added(4)).toMatchObject({ verdict: "met", rangePosition: "50.0" });
    expect(added(5)).toMatchObject({ verdict: "met", flags: [] });
    expect(added(6)).toMatchObject({ verdict: "met", flags: ["above-range"] });
    expect(upTo("task2.new-national-specialties", 2026, ["2013-05-01", "2013-06-01"]).value).toBe("0");
    expect(upTo("task2.new-national-specialties", 2026, ["2023-03-13"]).value).toBe("0");
    expect(upTo("task2.new-national-specialties", 2026, ["2023-03-14"]).value).toBe("1");
  });

  it("五个列名专科:第六个不能顶替,也不增加目标数 [regional-centres-2023.task4.specialties-all]", () => {
    const four = ["泌尿外科", "肾脏内科", "皮肤性病科", "心血管内科"].map((name) => ({ on: "2026-05-01", name }));
    const other = { on: "2026-05-01", name: "骨科" };
    const short = { verdict: "not-met", value: "4", completion: "80.0", missing: ["辅助生殖科"] };
    expect(upTo("task4.specialties-all", 2027, four)).toMatchObject(short);
    expect(upTo("task4.specialties-all", 2027, [...four, other])).toMatchObject(short);
    expect(upTo("task4.specialties-all", 2027, [...four, { on: "2027-12-31", name: "辅助生殖科" }])).toMatchObject({
      verdict: "met",
      missing: [],
    });
    expect(evaluated({ asOf: "2028-01-01", targets: [id("task4.specialties-all"), id("task4.emr")] }).subjects).toMatchObject([
      { targets: 1 },
    ]);
  });

  it("专科水平:次年获批为逾期达到,差一级", () => {
    const target = id("task4.specialty-urology");
    const level = (day: string, asOf = "2028-03-31") =>
      judged(target, { asOf, observations: [reported(target, "2024", "省级"), reported(target, day, "国家临床重点专科")] });
    expect(level("2027-12-31").verdict).toBe("met");
    expect(level("2028-01-01")).toMatchObject({
      verdict: "not-met",
      value: "省级",
      completion: null,
      gap: { value: "1", unit: "级" },
      flags: ["met-late"],
    });
  });
});

describe("电子病历分级", () => {
  const cases = [
    ["task2.emr", 2026, 6, "83.3", "7"],
    ["task3.emr", 2026, 5, "80.0", "6"],
    ["task4.emr", 2027, 6, "83.3", "8"],
  ] as const;
  it.each(cases.map(([name, ...rest]) => [id(name), name, ...rest] as const))(
    "[%s]",
    (_, name, year, level, completion, above) => {
      expect(ofYear(name, year, String(level)).verdict).toBe("met");
      expect(ofYear(name, year, above).verdict).toBe("met");
      expect(ofYear(name, year, String(level - 1))).toMatchObject({
        verdict: "not-met",
        display: `${level - 1}级/${level}级`,
        completion,
        gap: { value: "1", unit: "级" },
      });
      expect(ofYear(name, year, "3").completion).toBe(level === 6 ? "50.0" : "60.0");
      expect(noReport(name, year).verdict).toBe("no-data");
      const entry = reported(id(name), String(year), "5.5");
      expect(problemsOf({ asOf: after(year), targets: [id(name)], observations: [entry] })).toHaveLength(1);
    },
  );

  it("次年才公布的等级:当年不算,逾期达到", () => {
    const target = id("task1.emr");
    expect(
      judged(target, {
        asOf: "2025-03-31",
        observations: [reported(target, "2023-06-01", "4"), reported(target, "2025-02-10", "5")],
      }),
    ).toMatchObject({ verdict: "not-met", display: "4级/5级", completion: "80.0", flags: ["met-late"] });
  });
});

describe("名次与等级以考核年度为准", () => {
  it.each([
    ["task1.performance-rank", 2024, "100", "met", "100.0"],
    ["task1.performance-rank", 2024, "101", "not-met", "99.0"],
    ["task1.performance-rank", 2024, "125", "not-met", "80.0"],
    ["task1.performance-rank", 2024, "1", "met", "100.0"],
    ["task2.oncology-rank", 2026, "8", "met", "100.0"],
    ["task2.oncology-rank", 2026, "9", "not-met", "88.9"],
    ["task2.oncology-rank", 2026, "16", "not-met", "50.0"],
  ] as const)("%s %i年第%s名", (name, year, rank, verdict, completion) =>
    expect(ofYear(name, year, rank)).toMatchObject({ verdict, completion, display: rank }),
  );

  it("上一考核年度的名次只供参考,不结束本年度的判定", () => {
    const target = id("task1.performance-rank");
    expect(judged(target, { asOf: "2025-06-30", observations: [reported(target, "2023", "96")] })).toMatchObject({
      verdict: "pending",
      value: "96",
      flags: ["met-early"],
      used: ["2023"],
    });
    expect(judged(target, { asOf: "2030-01-01" })).toMatchObject({ verdict: "pending", value: null });
  });

  it("A等含A、A+、A++ [regional-centres-2023.task4.performance-grade]", () => {
    for (const grade of ["A", "A+", "A++"]) expect(ofYear("task4.performance-grade", 2027, grade).verdict).toBe("met");
    expect(ofYear("task4.performance-grade", 2027, "B++")).toMatchObject({
      verdict: "not-met",
      completion: null,
      rawRatio: null,
      gap: { value: "1", unit: "级", strict: false },
    });
    expect(ofYear("task4.performance-grade", 2026, "A")).toMatchObject({ verdict: "pending", value: "A" });
    const unknown = reported(id("task3.performance-grade"), "2026", "E");
    expect(problemsOf({ asOf: "2027-01-01", targets: [id("task3.performance-grade")], observations: [unknown] })).toHaveLength(1);
  });
});

describe("每年5项:逐年判定,不结转", () => {
  const grants = (counts: Readonly<Record<string, string>>, asOf = "2025-03-31") =>
    evaluated({
      asOf,
      targets: [id("task1.nsfc")],
      observations: Object.entries(counts).map(([year, count]) => reported(id("task1.nsfc"), year, count)),
    }).evaluations.map(({ year, verdict, completion }) => [year, verdict, completion]);
  it.each([
    [
      { "2023": "5", "2024": "5" },
      [
        [2023, "met", "100.0"],
        [2024, "met", "100.0"],
        [null, "met", null],
      ],
    ],
    [
      { "2023": "9", "2024": "4" },
      [
        [2023, "met", "100.0"],
        [2024, "not-met", "80.0"],
        [null, "not-met", null],
      ],
    ],
    [
      { "2023": "5" },
      [
        [2023, "met", "100.0"],
        [2024, "no-data", null],
        [null, "pending", null],
      ],
    ],
  ])("%j", (counts, expected) => expect(grants(counts)).toEqual(expected));
  it("年度未结束时只有已结束的年度", () =>
    expect(grants({ "2023": "5" }, "2024-12-31")).toEqual([
      [2023, "met", "100.0"],
      [null, "pending", null],
    ]));
});
