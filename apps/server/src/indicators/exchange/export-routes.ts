import { Readable } from "node:stream";
import { exportDataValueSets, exportMeasureReports, exportMeasures, exportValuesCsv, type RouteInput } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { streamCsv } from "../../documents/index.ts";
import { type Answers, type Download, handle, type Rooms } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { csvColumns, csvRowOf } from "./csv.ts";
import { dataValueSetOf } from "./data-value-sets.ts";
import { type Outgoing, outgoingOf } from "./export-values.ts";
import { type Bundle, type Measure, type MeasureReport, measureOf } from "./fhir.ts";
import type { At } from "./import-values.ts";
import { measureUrl } from "./measures.ts";
import { measureReportOf } from "./write-measure-report.ts";

type NotFound = Refusal<"subject-not-found">;
const answers: Answers<NotFound> = {
  "subject-not-found": [404, "没有这个单位，或不在您的查看范围"],
};

type Query = NonNullable<RouteInput<typeof exportMeasureReports>["query"]>;

/** Files go out of approved values only: what is still a draft is nobody else's business. */
const outgoing = async (
  { tx, actor, clock }: At,
  query: Query,
  fileOf: (outgoing: Outgoing) => Download,
): Promise<Result<Download, NotFound>> => {
  const found = await outgoingOf(tx, actor, query, clock.today());
  return found === undefined ? refuse({ code: "subject-not-found" }) : ok(fileOf(found));
};

export const exportRoutes = (rooms: Rooms): void => {
  handle(rooms, exportMeasureReports, (call) => outgoing(call, call.query, reportsFile), answers);
  handle(
    rooms,
    exportDataValueSets,
    (call) =>
      outgoing(call, call.query, (found) => ({
        name: fileName(found, "dataValueSets", "json"),
        contentType: "application/json",
        content: jsonBytes(dataValueSetOf(found.values)),
      })),
    answers,
  );
  handle(rooms, exportValuesCsv, (call) => outgoing(call, call.query, csvFile), answers);
  handle(rooms, exportMeasures, async ({ tx, actor, clock }) => {
    const dictionary = await dictionaryOf(tx, actor, { onDate: clock.today() });
    const reported = dictionary.filter(({ kind }) => kind !== "events");
    const measures = reported.map((indicator) => ({ fullUrl: measureUrl(indicator.code), resource: measureOf(indicator) }));
    const bundle: Bundle<Measure> = {
      resourceType: "Bundle",
      type: "collection",
      timestamp: clock.now().toISOString(),
      entry: measures,
    };
    return ok({ name: `Measure_${clock.today()}.json`, contentType: "application/fhir+json", content: jsonBytes(bundle) });
  });
};

const reportsFile = (found: Outgoing): Download => {
  const bundle: Bundle<MeasureReport> = {
    resourceType: "Bundle",
    type: "collection",
    timestamp: `${found.asOf}T00:00:00+08:00`,
    entry: found.values.flatMap((value) => {
      const indicator = found.indicators.get(value.indicator);
      if (indicator === undefined) return [];
      const resource = measureReportOf(value, indicator);
      return [{ fullUrl: `urn:qiangyi:observation:${resource.identifier[0]?.value ?? ""}`, resource }];
    }),
  };
  return {
    name: fileName(found, "MeasureReport", "json"),
    contentType: "application/fhir+json",
    content: jsonBytes(bundle),
  };
};

const csvFile = (found: Outgoing): Download => ({
  name: fileName(found, "指标数值", "csv"),
  contentType: "text/csv; charset=utf-8",
  content: Readable.from(
    streamCsv({
      columns: csvColumns.map((label) => ({ label, kind: "text" })),
      rows: found.values.map((value) => csvRowOf(value, found.indicators.get(value.indicator)?.title ?? "")),
    }),
  ),
});

const fileName = ({ name, asOf }: Outgoing, what: string, ending: string): string =>
  `${name}_${what}_${asOf.replaceAll("-", "")}.${ending}`;

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value, undefined, 2), "utf8");
