import type { IndicatorView } from "@qiangyi/api";
import fc from "fast-check";
import type * as r4 from "fhir/r4.js";
import { describe, expect, it } from "vitest";
import { cellsOf, readCsv } from "./csv.ts";
import { dataValueSetOf, readDataValueSets } from "./data-value-sets.ts";
import { exactJson } from "./exact-json.ts";
import { numberText, periodOfDays } from "./exchanged-value.ts";
import { measureOf } from "./fhir.ts";
import type { OutgoingValue } from "./outgoing-value.ts";
import { readMeasureReports } from "./read-measure-report.ts";
import { measureReportOf } from "./write-measure-report.ts";

const indicator = (more: Partial<IndicatorView> = {}): IndicatorView => ({
  code: "avg_los",
  title: "平均住院日",
  unit: "天",
  direction: "down",
  kind: "ratio",
  per: "1",
  scale: null,
  category: "效率",
  cycle: "quarter",
  partOfWhole: false,
  plausible: null,
  printedInTenThousands: false,
  source: "病案首页",
  sourceRegister: null,
  askedOf: [],
  formula: "出院者占用总床日数÷出院人次",
  numerator: "出院者占用总床日数",
  denominator: "出院人次",
  definition: 2,
  listName: null,
  ...more,
});
const share = indicator({ code: "rate_surgery_l4", kind: "ratio", per: "100", unit: "%", direction: "up", partOfWhole: true });
const amount = indicator({
  code: "outpatient_visits",
  kind: "amount",
  unit: "人次",
  direction: "up",
  numerator: null,
  denominator: null,
});
const grade = indicator({
  code: "national_grade",
  kind: "grade",
  unit: "等",
  direction: "up",
  numerator: null,
  denominator: null,
});
const known = new Map([indicator(), share, amount, grade].map((each) => [each.code, each]));

const outgoing = (more: Partial<OutgoingValue> = {}): OutgoingValue => ({
  subject: "140100-C04",
  orgUnit: { system: "urn:qiangyi:credit-code", code: "121400004057400001", name: "太原市中心医院" },
  indicator: "avg_los",
  period: "2026-Q1",
  version: 1,
  value: null,
  label: null,
  numerator: "170100",
  denominator: "21000",
  definition: 2,
  approvedOn: "2026-04-09",
  ...more,
});
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const readBack = (value: OutgoingValue) => {
  const of = known.get(value.indicator) ?? expect.fail(value.indicator);
  return readMeasureReports(plain(measureReportOf(value, of)), (code) => known.get(code))[0] ?? expect.fail("nothing");
};

describe("FHIR R4 的 MeasureReport 和 Measure", () => {
  it("写出的资源就是公开类型的 MeasureReport 和 Measure", () => {
    const report: r4.MeasureReport = measureReportOf(outgoing(), indicator());
    const measure: r4.Measure = plain(measureOf(indicator())) satisfies object as r4.Measure;
    expect(report).toMatchObject({
      resourceType: "MeasureReport",
      status: "complete",
      type: "summary",
      measure: "urn:qiangyi:measure:avg_los|2",
      period: { start: "2026-01-01", end: "2026-03-31" },
      improvementNotation: { coding: [{ code: "decrease" }] },
      group: [
        {
          population: [
            { code: { coding: [{ code: "numerator" }] }, count: 170_100 },
            { code: { coding: [{ code: "denominator" }] }, count: 21_000 },
          ],
          measureScore: { value: 8.1, unit: "天" },
        },
      ],
    });
    expect(JSON.stringify(report)).not.toContain("subjectResults");
    expect(measure).toMatchObject({
      url: "urn:qiangyi:measure:avg_los",
      version: "2",
      scoring: { coding: [{ code: "ratio" }] },
      group: [{ population: [{ criteria: { expression: "出院者占用总床日数" } }, { criteria: { expression: "出院人次" } }] }],
    });
  });

  it.each([
    ["占比", share, "proportion", "increase"],
    ["均值", indicator(), "ratio", "decrease"],
    ["数量", amount, "continuous-variable", "increase"],
    ["监测比较", indicator({ direction: "monitor" }), "ratio", undefined],
  ])("%s的计分和方向", (_, of, scoring, improvement) => {
    const measure = measureOf(of);
    expect(measure.scoring.coding?.[0]?.code).toBe(scoring);
    expect(measure.improvementNotation?.coding?.[0]?.code).toBe(improvement);
  });

  it.each<[string, Partial<OutgoingValue>]>([
    ["分子分母", {}],
    ["半床日", { numerator: "170100.5" }],
    ["分母为零照原样", { numerator: "0", denominator: "0" }],
    ["缺分母照原样", { denominator: null }],
    ["数量", { indicator: "outpatient_visits", numerator: null, denominator: null, value: "350000" }],
    ["长数", { indicator: "outpatient_visits", numerator: null, denominator: null, value: "12345678901234567890.12" }],
    ["等级", { indicator: "national_grade", numerator: null, denominator: null, label: "A+" }],
  ])("%s写出再读回,一字不差", (_, more) => {
    const value = outgoing(more);
    expect(readBack(value)).toMatchObject({
      orgUnit: "121400004057400001",
      period: "2026-Q1",
      indicator: value.indicator,
      value: value.label ?? value.value,
      numerator: value.numerator,
      denominator: value.denominator,
      definition: 2,
      problems: [],
    });
  });

  it("任意分子分母写出再读回都一样,比值的四舍五入不被当作不一致", () => {
    const counts = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String);
    fc.assert(
      fc.property(counts, counts, (numerator, denominator) => {
        expect(readBack(outgoing({ numerator, denominator }))).toMatchObject({ numerator, denominator, problems: [] });
      }),
    );
  });

  const sent = (): r4.MeasureReport => plain(measureReportOf(outgoing(), indicator()));
  const codesOf = (resource: unknown) =>
    readMeasureReports(resource, (code) => known.get(code)).flatMap(({ problems }) => problems.map(({ code }) => code));

  it.each<[string, (report: r4.MeasureReport) => unknown, readonly string[]]>([
    ["名单", (report) => ({ ...report, type: "subject-list" }), ["TYPE_NOT_SUMMARY"]],
    ["没有完成", (report) => ({ ...report, status: "pending" }), ["STATUS_NOT_COMPLETE"]],
    ["个人明细", (report) => ({ ...report, evaluatedResource: [{ reference: "Bundle/1" }] }), ["PERSONAL_DATA"]],
    ["不认识的指标", (report) => ({ ...report, measure: "urn:qiangyi:measure:nothing" }), ["MEASURE_UNKNOWN"]],
    ["没有报告机构", (report) => ({ ...report, reporter: {} }), ["REPORTER_MISSING"]],
    ["半个月", (report) => ({ ...report, period: { start: "2026-01-01", end: "2026-01-15" } }), ["PERIOD_MISFIT"]],
    ["没有的日子", (report) => ({ ...report, period: { start: "2026-02-01", end: "2026-02-30" } }), ["PERIOD_MISFIT"]],
    ["两个group", (report) => ({ ...report, group: [...(report.group ?? []), {}] }), ["NOT_A_REPORT"]],
    ["病人", () => ({ resourceType: "Patient" }), ["NOT_A_REPORT"]],
    ["空的", () => null, ["NOT_A_REPORT"]],
    [
      "比值与分子分母不一致",
      (report) => ({ ...report, group: [{ ...report.group?.[0], measureScore: { value: 8.2 } }] }),
      ["SCORE_DIFFERS"],
    ],
    [
      "排除人群",
      (report) => ({ ...report, group: [{ population: [{ code: { coding: [{ code: "denominator-exclusion" }] }, count: 1 }] }] }),
      ["POPULATION_UNKNOWN"],
    ],
  ])("%s:写明是什么问题", (_, change, codes) => {
    const found = codesOf(change(sent()));
    expect([...new Set(found)]).toEqual(codes);
  });

  it("一个Bundle里每份报告各报各的错,位置写明", () => {
    const bundle: r4.Bundle<r4.MeasureReport> = {
      resourceType: "Bundle",
      type: "collection",
      entry: [{ resource: sent() }, { resource: { ...sent(), status: "error" } }],
    };
    const read = readMeasureReports(bundle, (code) => known.get(code));
    expect(read.map(({ place, problems }) => [place, problems.length])).toEqual([
      ["entry[0].resource", 0],
      ["entry[1].resource", 1],
    ]);
  });
});

describe("DHIS2 的 dataValueSets", () => {
  it("分子、分母各为一个dataElement,期间写作2026Q1,机构写信用代码;读回一样", () => {
    const set = dataValueSetOf([
      outgoing(),
      outgoing({ indicator: "outpatient_visits", period: "2026-03", numerator: null, denominator: null, value: "350000" }),
    ]);
    expect(set.dataValues).toEqual([
      { dataElement: "avg_los.numerator", period: "2026Q1", orgUnit: "121400004057400001", value: "170100" },
      { dataElement: "avg_los.denominator", period: "2026Q1", orgUnit: "121400004057400001", value: "21000" },
      { dataElement: "outpatient_visits", period: "202603", orgUnit: "121400004057400001", value: "350000" },
    ]);
    expect(readDataValueSets(set)).toMatchObject([
      { indicator: "avg_los", period: "2026-Q1", numerator: "170100", denominator: "21000", value: null, problems: [] },
      { indicator: "outpatient_visits", period: "2026-03", value: "350000", problems: [] },
    ]);
  });

  it("整份的期间和机构写一次也认;年写作2026", () =>
    expect(
      readDataValueSets({ period: "2026", orgUnit: "X", dataValues: [{ dataElement: "cmi.numerator", value: 12.5 }] }),
    ).toMatchObject([{ period: "2026", orgUnit: "X", numerator: "12.5", problems: [] }]));

  it.each([
    [{ dataElement: "a", value: "1", period: "2026Q5", orgUnit: "X" }, "PERIOD_MISFIT"],
    [{ dataElement: "a", value: "1", period: "202613", orgUnit: "X" }, "PERIOD_MISFIT"],
    [{ dataElement: "a", value: "1", period: "2026" }, "REPORTER_MISSING"],
    [{ dataElement: "a", value: "1", period: "2026", orgUnit: "X", categoryOptionCombo: "male" }, "COMBINATION_UNKNOWN"],
    [{ dataElement: "a", value: 1.2345678901234567e20, period: "2026", orgUnit: "X" }, "NUMBER_MISFIT"],
    [{ value: "1", period: "2026", orgUnit: "X" }, "ROW_MISFIT"],
    [{ dataElement: "a", value: "1", period: "2026", orgUnit: "X", deleted: true }, "ROW_MISFIT"],
  ])("%j → %s", (value, code) =>
    expect(readDataValueSets({ dataValues: [value] })[0]?.problems.map((each) => each.code)).toContain(code),
  );

  it("不是dataValueSets的说明不是", () => expect(readDataValueSets([])[0]?.problems[0]?.code).toBe("NOT_A_REPORT"));
});

describe("CSV", () => {
  const head = "机构代码,机构名称,期间,指标代码,指标名称,数值,分子,分母,说明";
  it("引号、换行、字节序标记都认;空行跳过,行号照文件", () => {
    const read = readCsv(
      `\uFEFF${head}\r\nX,"甲,乙",2026-Q1,avg_los,,,170100,21000,"说了""两""遍\n第二行"\r\n\r\nX,,2026-03,a,,'-5,,,\r\n`,
    );
    expect(read).toMatchObject([
      { place: "第2行", numerator: "170100", denominator: "21000", value: null, note: '说了"两"遍\n第二行', problems: [] },
      { place: "第4行", value: "-5", problems: [] },
    ]);
  });

  it.each([
    ["期间,指标代码,数值\n", "ROW_MISFIT"],
    [`${head}\nX,,2026-Q5,a,,1,,,\n`, "PERIOD_MISFIT"],
    [`${head}\n,,2026,a,,1,,,\n`, "REPORTER_MISSING"],
    [`${head}\nX,,2026,a,,1,234,,,\n`, "ROW_MISFIT"],
  ])("%j → %s", (text, code) => expect(readCsv(text)[0]?.problems.map((each) => each.code)).toContain(code));

  it("任意单元格写出再读回都一样", () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const cell = fc.string().map((text) => text.replaceAll("\r", ""));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        expect(cellsOf(rows.map((row) => row.map(quoted).join(",")).join("\r\n"))).toEqual(rows);
      }),
    );
  });
});

describe("数与期间", () => {
  it("文件里的数一位不丢,0.10还是0.10", () =>
    expect(exactJson('{"a":0.10,"b":12345678901234567890.5,"c":"x","d":1e3}')?.value).toEqual({
      a: "0.10",
      b: "12345678901234567890.5",
      c: "x",
      d: 1000,
    }));
  it("不是JSON的不读", () => expect(exactJson("{")).toBeUndefined());
  it.each([
    [12.5, true],
    ["12.50", true],
    [1e21, false],
    [0.1 + 0.2, false],
    [Number.NaN, false],
    [{}, false],
  ])("%j是否可用:%s", (given, isFine) => expect("text" in numberText(given)).toBe(isFine));
  it.each([
    ["2026-01-01", "2026-12-31", "2026"],
    ["2026-04-01", "2026-06-30", "2026-Q2"],
    ["2028-02-01", "2028-02-29", "2028-02"],
    ["2026-02-01", "2026-02-29", undefined],
    ["2026-01-01", "2026-06-30", undefined],
  ])("%s至%s是%s", (begins, ends, period) => expect(periodOfDays(begins, ends)).toBe(period));
});
