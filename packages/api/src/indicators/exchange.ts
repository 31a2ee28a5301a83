import { z } from "zod";
import { dateText } from "../common.ts";
import { route } from "../route.ts";

const room = "exchange";

/** 数据交换: what other systems send into a unit's draft and fetch of approved values. Machines use ordinary accounts. */
export const exchangeFormats = {
  fhir: "FHIR R4 MeasureReport",
  dhis2: "DHIS2 dataValueSets",
  csv: "CSV",
} as const;
export type ExchangeFormat = keyof typeof exchangeFormats;
const format = z.enum(["fhir", "dhis2", "csv"]);

export const exchangeOutcomes = { new: "新增", changed: "更改", unchanged: "无变化", refused: "拒绝" } as const;

const flag = z.enum(["true", "false"]).default("false");
const importQuery = z.object({
  /** Judges everything and writes nothing. */
  dryRun: flag,
  /** all: one refused value keeps everything out; valid: what is right is taken, the rest is told. */
  mode: z.enum(["all", "valid"]).default("all"),
});

const valueProblem = z.object({ code: z.string(), message: z.string(), remedy: z.string() });

const imported = z.object({
  /** Where it stands in what was sent: entry[2].resource, dataValues[5], 第7行. */
  place: z.string(),
  subject: z.string(),
  period: z.string(),
  indicator: z.string(),
  value: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  outcome: z.enum(["new", "changed", "unchanged", "refused"]),
  problems: z.array(valueProblem),
  /** What a person will have to explain or confirm before the report can be handed in. */
  remarks: z.array(z.string()),
});
export type ImportedValue = z.infer<typeof imported>;

const importAnswer = z.object({
  format,
  isDryRun: z.boolean(),
  counts: z.object({
    imported: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    ignored: z.number().int(),
  }),
  values: z.array(imported),
  /** Drafts that hold the values now. */
  reports: z.array(z.object({ id: z.string(), subject: z.string(), period: z.string() })),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

const into = "写入本单位的填报草稿，由人核对后报送；dryRun=true只校验，mode=valid只收正确的值";

export const importMeasureReports = route({
  method: "POST",
  url: "/exchange/measure-reports",
  room,
  summary: `数据交换：接收FHIR R4 MeasureReport（summary）或其Bundle，${into}`,
  access: "indicators.report",
  query: importQuery,
  body: z.unknown(),
  answer: importAnswer,
});

export const importDataValueSets = route({
  method: "POST",
  url: "/exchange/data-value-sets",
  room,
  summary: `数据交换：接收DHIS2 dataValueSets（JSON），${into}`,
  access: "indicators.report",
  query: importQuery,
  body: z.unknown(),
  answer: importAnswer,
});

export const importExchangeFile = route({
  method: "POST",
  url: "/exchange/files",
  room,
  summary: `数据交换：接收一个文件（FHIR、DHIS2的JSON或CSV），${into}`,
  access: "indicators.report",
  query: importQuery.extend({ format }),
  upload: { maxBytes: 20 * 1024 * 1024 },
  answer: importAnswer,
});

const exportQuery = z.object({
  subject: z.string().min(1).max(64),
  indicator: z.string().max(60).optional(),
  /** Only periods that end on this day or later. */
  from: dateText.optional(),
  /** Approved by this day; today when left out. */
  asOf: dateText.optional(),
});

export const exportMeasureReports = route({
  method: "GET",
  url: "/exchange/measure-reports",
  room,
  summary: "数据交换：已审定数值的FHIR R4 MeasureReport（summary），一家一期一项一份",
  access: "indicators.read",
  query: exportQuery,
  download: true,
});

export const exportDataValueSets = route({
  method: "GET",
  url: "/exchange/data-value-sets",
  room,
  summary: "数据交换：已审定数值的DHIS2 dataValueSets（JSON），分子、分母各为一个dataElement",
  access: "indicators.read",
  query: exportQuery,
  download: true,
});

export const exportValuesCsv = route({
  method: "GET",
  url: "/exchange/values.csv",
  room,
  summary: "数据交换：已审定数值的CSV",
  access: "indicators.read",
  query: exportQuery,
  download: true,
});

export const exportMeasures = route({
  method: "GET",
  url: "/exchange/measures",
  room,
  summary: "数据交换：指标词典的FHIR R4 Measure",
  access: "indicators.read",
  download: true,
});

const mapped = z.object({
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  definition: z.number().int(),
  measure: z.string(),
  scoring: z.string(),
  improvement: z.string().nullable(),
  dataElements: z.array(z.object({ id: z.string(), means: z.string() })),
  cycle: z.string(),
});
export type MappedIndicator = z.infer<typeof mapped>;

export const showExchangeMapping = route({
  method: "GET",
  url: "/exchange/mapping",
  room,
  summary: "数据交换：指标和机构的对照表",
  access: "indicators.read",
  answer: z.object({
    indicators: z.array(mapped),
    orgUnits: z.array(z.object({ id: z.string(), name: z.string(), orgUnit: z.string() })),
    mayImport: z.boolean(),
    /** For whom the actor may send values; null: for nobody. */
    ownSubject: z.object({ id: z.string(), name: z.string(), orgUnit: z.string() }).nullable(),
  }),
});
