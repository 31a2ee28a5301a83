import {
  exportDataValueSets,
  exportMeasureReports,
  exportMeasures,
  exportValuesCsv,
  importDataValueSets,
  importExchangeFile,
  importMeasureReports,
  readReport,
  showExchangeMapping,
} from "@qiangyi/api";
import type * as r4 from "fhir/r4.js";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import { addSubjects, bethune, goodQuarter, people, reportingBy, taiyuanCentre } from "../reports/sample-reports.ts";

const clock = fixedClock("2026-04-08T02:00:00Z");
const database = await freshDatabase();
const server = await testApi(database, clock);
const { ready, submit, decide } = reportingBy(server);
const creditCode = "121401004057400017";

beforeAll(async () => {
  await addSubjects(database, clock);
  await database.query("update institution set credit_code = $1 where id = $2", [creditCode, taiyuanCentre]);
  await database.query("update institution set credit_code = '121400004057400026' where id = $1", [bethune]);
});

const written = async () =>
  (
    await database.query<{ n: string }>(
      `select concat_ws('/', (select count(*) from indicator_report), (select count(*) from indicator_report_value),
        (select count(*) from indicator_report_step), (select coalesce(sum(version), 0) from indicator_report_value), (select count(*) from observation)) as n`,
    )
  )[0]?.n;

/** As another hospital system would write it, by the public types alone. */
const measureReport = (
  code: string,
  numerator: number,
  denominator: number,
  more: Partial<r4.MeasureReport> = {},
): r4.MeasureReport => ({
  resourceType: "MeasureReport",
  status: "complete",
  type: "summary",
  measure: `urn:qiangyi:measure:${code}|1`,
  date: "2026-04-02",
  reporter: { identifier: { system: "urn:qiangyi:credit-code", value: creditCode } },
  period: { start: "2026-01-01", end: "2026-03-31" },
  group: [
    {
      population: [
        {
          code: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/measure-population", code: "numerator" }] },
          count: numerator,
        },
        {
          code: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/measure-population", code: "denominator" }] },
          count: denominator,
        },
      ],
    },
  ],
  ...more,
});
const bundleOf = (...reports: r4.MeasureReport[]): r4.Bundle => ({
  resourceType: "Bundle",
  type: "collection",
  entry: reports.map((resource) => ({ resource })),
});
type Options = { dryRun?: "true"; mode?: "valid" };
const send = (body: unknown, query: Options = {}, actor: Actor = people.clerk) =>
  server.call(actor, importMeasureReports, { query, body });
const sendFile = (format: "fhir" | "dhis2" | "csv", content: string | Uint8Array, query: Options = {}) =>
  server.call(
    people.clerk,
    importExchangeFile,
    { query: { ...query, format } },
    { file: { name: "f", content: typeof content === "string" ? Buffer.from(content) : content } },
  );

describe("先试后收", () => {
  it("试收只校验:逐值说明新增或拒绝,什么也没有写,报表也没有建立", async () => {
    const before = await written();
    const bundle = bundleOf(measureReport("avg_los", 170_100, 21_000), measureReport("cmi", 24_360, 0, { status: "pending" }));
    const { status, answer } = await send(bundle, { dryRun: "true" });
    expect(status).toBe(200);
    expect(answer.counts).toEqual({ imported: 1, updated: 0, unchanged: 0, ignored: 1 });
    expect(answer.values).toMatchObject([
      { place: "entry[0].resource", subject: taiyuanCentre, period: "2026-Q1", indicator: "avg_los", outcome: "new" },
      { place: "entry[1].resource", outcome: "refused", problems: [{ code: "STATUS_NOT_COMPLETE" }] },
    ]);
    expect(answer.reports).toEqual([]);
    expect(await written()).toBe(before);
  });

  it("有一个值被拒,默认一个也不写,每个错误写明位置和办法", async () => {
    const before = await written();
    const { status, problem } = await send(bundleOf(measureReport("avg_los", 170_100, 21_000), measureReport("nothing", 1, 2)));
    expect([status, problem.code]).toEqual([422, "values-refused"]);
    expect(problem.problems).toMatchObject([{ path: "entry[1].resource", message: expect.stringContaining("见对照表") }]);
    expect(await written()).toBe(before);
  });

  it("mode=valid只收正确的值,其余逐一说明", async () => {
    const { answer } = await send(bundleOf(measureReport("avg_los", 170_100, 21_000), measureReport("nothing", 1, 2)), {
      mode: "valid",
    });
    expect(answer.counts).toEqual({ imported: 1, updated: 0, unchanged: 0, ignored: 1 });
    const report = answer.reports[0]?.id ?? expect.fail("no report");
    const rows = (await server.call(people.clerk, readReport, { params: { reportId: report } })).answer.rows;
    expect(rows.find(({ code }) => code === "avg_los")).toMatchObject({ numerator: "170100", denominator: "21000" });
  });

  it("FHIR客户端以application/fhir+json发送,与application/json相同;不是JSON的照样拒绝", async () => {
    const before = await written();
    const sent = (contentType: string) =>
      server.call(
        people.clerk,
        importMeasureReports,
        { query: { dryRun: "true" }, body: measureReport("avg_los", 170_100, 21_000) },
        { contentType },
      );
    const plain = await sent("application/json");
    for (const contentType of ["application/fhir+json", "application/fhir+json; fhirVersion=4.0; charset=utf-8"]) {
      const { status, answer } = await sent(contentType);
      expect([status, answer]).toEqual([200, plain.answer]);
    }
    for (const contentType of ["application/fhir+xml", "text/plain+json"]) {
      const { status, problem } = await sent(contentType);
      expect([status, problem.code]).toEqual([415, "unsupported-media-type"]);
    }
    expect(await written()).toBe(before);
  });

  it("再发同样的值为无变化,改了的为更改", async () => {
    expect((await send(measureReport("avg_los", 170_100, 21_000))).answer.counts).toMatchObject({ unchanged: 1 });
    expect((await send(measureReport("avg_los", 170_110, 21_000))).answer.counts).toMatchObject({ updated: 1 });
    expect((await send(measureReport("avg_los", 170_100, 21_000))).answer.counts).toMatchObject({ updated: 1 });
  });
});

describe("拒绝,什么也没有写", () => {
  const refusedAs = async (code: string, body: unknown, actor: Actor = people.clerk) => {
    const before = await written();
    const dry = (await send(body, { dryRun: "true" }, actor)).answer;
    expect(dry.values.flatMap(({ problems }) => problems.map((each) => each.code))).toContain(code);
    expect((await send(body, {}, actor)).problem.code).toBe("values-refused");
    expect((await send(body, { mode: "valid" }, actor)).problem.code).toBe("values-refused");
    expect(await written()).toBe(before);
  };

  it.each<[string, string, r4.MeasureReport]>([
    [
      "别的医院的值",
      "SUBJECT_NOT_YOURS",
      measureReport("avg_los", 1, 2, { reporter: { identifier: { value: "121400004057400026" } } }),
    ],
    ["不认识的机构", "SUBJECT_NOT_YOURS", measureReport("avg_los", 1, 2, { reporter: { identifier: { value: "X" } } })],
    ["没有的期间", "PERIOD_MISFIT", measureReport("avg_los", 1, 2, { period: { start: "2026-01-01", end: "2026-02-28" } })],
    [
      "还没有结束的期间",
      "PERIOD_NOT_ENDED",
      measureReport("avg_los", 1, 2, { period: { start: "2026-04-01", end: "2026-06-30" } }),
    ],
    ["负的分子", "VALUE_MISFIT", measureReport("rate_surgery_l4", -1, 9_000)],
    ["按旧定义统计", "DEFINITION_DIFFERS", measureReport("avg_los", 1, 2, { measure: "urn:qiangyi:measure:avg_los|9" })],
    [
      "这一期不要求的指标",
      "INDICATOR_NOT_ASKED",
      measureReport("outpatient_visits", 1, 2, { group: [{ measureScore: { value: 350_000 } }] }),
    ],
  ])("%s:%s", (_, code, body) => refusedAs(code, body));

  it("数里有文字;同一指标给了两次", async () => {
    const text = measureReport("avg_los", 1, 2);
    const group = [{ population: [{ code: { coding: [{ code: "numerator" }] }, count: "十七万" }] }];
    await refusedAs("VALUE_MISFIT", { ...text, group });
    await refusedAs("REPEATED", bundleOf(measureReport("cmi", 24_360, 21_000), measureReport("cmi", 24_361, 21_000)));
  });

  it("没有填报职责的人不能发送;空的Bundle、不是JSON的文件", async () => {
    expect((await send(measureReport("avg_los", 1, 2), {}, people.head)).status).toBe(403);
    expect((await send(bundleOf())).problem.code).toBe("nothing-sent");
    expect((await sendFile("fhir", "{")).problem.code).toBe("not-json");
  });

  it("一次至多五千个值", async () => {
    const dataValues = Array.from({ length: 5001 }, (_, at) => ({ dataElement: `x${at}`, value: "1" }));
    const body = { period: "2026Q1", orgUnit: creditCode, dataValues };
    expect((await server.call(people.clerk, importDataValueSets, { query: {}, body })).problem.code).toBe("too-many");
  });
});

describe("DHIS2、CSV和文件", () => {
  it("DHIS2的分子分母合成一个值", async () => {
    const dataValues = [
      { dataElement: "cmi.numerator", value: "24360" },
      { dataElement: "cmi.denominator", value: "21000", categoryOptionCombo: "default" },
    ];
    const body = { dataSet: "qiangyi-indicators", period: "2026Q1", orgUnit: creditCode, dataValues };
    const dry = await server.call(people.clerk, importDataValueSets, { query: { dryRun: "true" }, body });
    expect(dry.answer).toMatchObject({ isDryRun: true, counts: { imported: 1, ignored: 0 } });
    const { answer } = await server.call(people.clerk, importDataValueSets, { query: {}, body });
    expect(answer.values).toMatchObject([{ place: "dataValues[0]、dataValues[1]", indicator: "cmi", outcome: "new" }]);
  });

  it("CSV按国标编码保存的也认", async () => {
    const text = `机构代码,期间,指标代码,分子,分母\n${creditCode},2026-Q1,rate_surgery_l4,2500,9000\n`;
    const gb = Uint8Array.from([...text].flatMap((character) => [...(gb18030.get(character) ?? Buffer.from(character))]));
    expect((await sendFile("csv", gb, { dryRun: "true" })).answer.values).toMatchObject([
      { place: "第2行", indicator: "rate_surgery_l4", outcome: "new" },
    ]);
    expect((await sendFile("csv", text)).answer.counts.imported).toBe(1);
  });

  it("文件里的MeasureReport带小数分子,一位不丢", async () => {
    const report = measureReport("difficult_cure", 0, 1000);
    const text = JSON.stringify(report).replace('"count":0', '"count":900.50');
    const { answer } = await sendFile("fhir", text, { dryRun: "true" });
    expect(answer.values[0]).toMatchObject({ numerator: "900.50", outcome: "new" });
  });
});

describe("收进来、审定、再发出去", () => {
  it("公开类型写成的MeasureReport走完一圈,内容一样;审定后再发被锁住", async () => {
    const parts = Object.entries(goodQuarter);
    const sent = parts.map(([code, { numerator, denominator }]) => measureReport(code, Number(numerator), Number(denominator)));
    const { answer } = await send(bundleOf(...sent));
    const id = answer.reports[0]?.id ?? expect.fail("no report");
    expect(answer.reports).toHaveLength(1);
    expect((await ready(id)).status).toBe(200);
    expect((await submit(id)).status).toBe(200);
    await decide(id);
    await decide(id, people.province);

    const file = await server.call(people.province, exportMeasureReports, { query: { subject: taiyuanCentre } });
    expect(file.headers["content-type"]).toContain("application/fhir+json");
    const received = JSON.parse(file.bytes.toString()) as r4.Bundle<r4.MeasureReport>;
    const essence = ({ measure, period, type, status, reporter, group }: r4.MeasureReport) => ({
      measure,
      period,
      type,
      status,
      reporter: reporter?.identifier?.value,
      population: group?.[0]?.population?.map(({ code, count }) => [code?.coding?.[0]?.code, count]),
    });
    const byMeasure = (a: { measure: string }, b: { measure: string }) => (a.measure < b.measure ? -1 : 1);
    const out = (received.entry ?? []).flatMap(({ resource }) => (resource ? [essence(resource)] : []));
    expect(out.toSorted(byMeasure)).toEqual(sent.map(essence).toSorted(byMeasure));

    const before = await written();
    expect((await send(bundleOf(...sent))).problem).toMatchObject({ code: "values-refused" });
    const dry = (await send(measureReport("cmi", 1, 2), { dryRun: "true" })).answer;
    expect(dry.values[0]?.problems[0]?.code).toBe("REPORT_LOCKED");
    expect(await written()).toBe(before);
  });

  it("DHIS2和CSV发出同样的数;审定日以前看不到", async () => {
    const dhis2 = await server.call(people.province, exportDataValueSets, {
      query: { subject: taiyuanCentre, indicator: "avg_los" },
    });
    expect(JSON.parse(dhis2.bytes.toString())).toEqual({
      dataSet: "qiangyi-indicators",
      dataValues: [
        { dataElement: "avg_los.numerator", period: "2026Q1", orgUnit: creditCode, value: "170100" },
        { dataElement: "avg_los.denominator", period: "2026Q1", orgUnit: creditCode, value: "21000" },
      ],
    });
    const csv = await server.call(people.clerk, exportValuesCsv, { query: { subject: taiyuanCentre, indicator: "avg_los" } });
    expect(csv.bytes.toString()).toContain("2026-Q1,avg_los,平均住院日,,170100,21000,");
    const earlier = await server.call(people.province, exportDataValueSets, {
      query: { subject: taiyuanCentre, asOf: "2026-04-07" },
    });
    expect(JSON.parse(earlier.bytes.toString())).toMatchObject({ dataValues: [] });
  });

  it("别的医院、别的市取不到", async () => {
    for (const actor of [people.bethuneClerk, people.linfen])
      for (const route of [exportMeasureReports, exportDataValueSets, exportValuesCsv])
        expect((await server.call(actor, route, { query: { subject: taiyuanCentre } })).problem.code).toBe("subject-not-found");
  });

  it("对照表和Measure覆盖词典里的每项指标", async () => {
    const { answer } = await server.call(people.clerk, showExchangeMapping, {});
    expect(answer.ownSubject).toMatchObject({ id: taiyuanCentre, orgUnit: creditCode });
    const bundle = JSON.parse((await server.call(people.clerk, exportMeasures, {})).bytes.toString()) as r4.Bundle<r4.Measure>;
    const measures = (bundle.entry ?? []).map(({ resource }) => `${resource?.url ?? ""}|${resource?.version ?? ""}`);
    expect(answer.indicators.map(({ measure }) => measure)).toEqual(measures);
    expect(answer.indicators.find(({ code }) => code === "avg_los")?.dataElements.map(({ id }) => id)).toEqual([
      "avg_los.numerator",
      "avg_los.denominator",
    ]);
    expect((await server.call(people.head, showExchangeMapping, {})).answer.ownSubject).toBeNull();
  });
});

/** The heading of the file in GB 18030; the platform decodes it and does not encode. */
const gb18030 = new Map([
  ["机", [0xbb, 0xfa]],
  ["构", [0xb9, 0xb9]],
  ["代", [0xb4, 0xfa]],
  ["码", [0xc2, 0xeb]],
  ["期", [0xc6, 0xda]],
  ["间", [0xbc, 0xe4]],
  ["指", [0xd6, 0xb8]],
  ["标", [0xb1, 0xea]],
  ["分", [0xb7, 0xd6]],
  ["子", [0xd7, 0xd3]],
  ["母", [0xc4, 0xb8]],
]);
