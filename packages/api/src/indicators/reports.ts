import { z } from "zod";
import { dateText, instantText, page, pageQuery, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { indicatorDirections, indicatorKinds } from "./dictionary.ts";

const room = "indicators";
const keysOf = <const Key extends string>(words: Readonly<Record<Key, string>>) => z.enum(Object.keys(words) as [Key, ...Key[]]);

/** Where a report stands. `ready`: the clerk is done, the head has not sent it yet. Approved values are in the observations and locked. */
export const reportStates = {
  draft: "填报中",
  ready: "待负责人报送",
  submitted: "已报送",
  "county-passed": "县级已审核",
  "city-passed": "市级已审核",
  approved: "已审定",
  returned: "已退回",
} as const;
export type ReportState = keyof typeof reportStates;
const state = keysOf(reportStates);

export const reportCycle = z.enum(["month", "quarter", "year"]);
export type ReportCycleName = z.infer<typeof reportCycle>;
export const deskLevels = { county: "县卫健局", city: "市卫健委", province: "省卫健委" } as const;
const desk = keysOf(deskLevels);

const period = z.string().regex(/^(\d{4}|\d{4}-Q[1-4]|\d{4}-(0[1-9]|1[0-2]))$/, "期间写作2026、2026-Q1或2026-03");
const reportParams = z.object({ reportId: z.uuid() });
const reportId = z.object({ id: z.uuid() });

/** One report, or one that is due and not begun: `id` is null then. */
const listed = z.object({
  id: z.uuid().nullable(),
  subject: z.string(),
  subjectName: z.string(),
  cycle: reportCycle,
  period: z.string(),
  dueOn: dateText.nullable(),
  state: state.nullable(),
  /** Who has it now: 太原市卫健委, or the reporting unit. */
  holder: z.string(),
  isCorrection: z.boolean(),
  asked: z.number().int(),
  filled: z.number().int(),
  round: z.number().int(),
  submittedOn: dateText.nullable(),
  approvedOn: dateText.nullable(),
  /** Days after the due day: of the first submission, or until today where there is none. */
  lateDays: z.number().int(),
  daysLeft: z.number().int().nullable(),
  returnedBecause: z.string().nullable(),
  version: z.number().int(),
});
export type ListedReport = z.infer<typeof listed>;

export const listReports = route({
  method: "GET",
  url: "/indicator-reports",
  room,
  summary: "本单位或本级应报的指标报表：到期的每一期，含尚未填报的",
  access: "indicators.read",
  query: z.object({ year: yearNumber.optional() }),
  answer: z.object({
    today: dateText,
    year: z.number().int(),
    subjects: z.array(z.object({ id: z.string(), name: z.string() })),
    mayFill: z.boolean(),
    items: z.array(listed),
  }),
});

export const openReport = route({
  method: "POST",
  url: "/indicator-reports",
  room,
  summary: "打开一期报表；第一次打开时建立",
  access: "indicators.report",
  body: z.object({ subject: z.string().min(1).max(64), period }),
  answer: reportId,
});

const past = z.object({
  period: z.string(),
  value: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  isComparable: z.boolean(),
});

const file = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  indicator: z.string().nullable(),
  addedBy: z.string(),
  addedAt: instantText,
});
export type ReportFile = z.infer<typeof file>;

const row = z.object({
  code: z.string(),
  title: z.string(),
  category: z.string(),
  unit: z.string(),
  kind: z
    .enum(Object.keys(indicatorKinds) as [keyof typeof indicatorKinds, ...(keyof typeof indicatorKinds)[]])
    .exclude(["events"]),
  direction: keysOf(indicatorDirections),
  per: z.string(),
  scale: z.array(z.string()).nullable(),
  isPartOfWhole: z.boolean(),
  /** Reported by its two counts alone. */
  isCountsOnly: z.boolean().optional(),
  plausibleMin: z.string().nullable(),
  plausibleMax: z.string().nullable(),
  quantities: z.partialRecord(z.enum(["value", "numerator", "denominator"]), z.enum(["level4-surgery", "surgery", "discharges"])),
  formula: z.string(),
  numeratorName: z.string().nullable(),
  denominatorName: z.string().nullable(),
  definition: z.number().int(),
  /** 超过35%（2024年）; null where the indicator is only watched. */
  target: z.object({ id: z.string(), wording: z.string(), by: z.string(), clause: z.string() }).nullable(),
  threshold: z.string().nullable(),
  lastPeriod: past.nullable(),
  lastYear: past.nullable(),
  value: z.string(),
  numerator: z.string(),
  denominator: z.string(),
  note: z.string(),
  isConfirmed: z.boolean(),
  version: z.number().int(),
  enteredBy: z.string().nullable(),
  enteredAt: instantText.nullable(),
  /** Of a correction: what stands now. */
  approved: z.object({ value: z.string(), numerator: z.string(), denominator: z.string() }).nullable(),
});
export type ReportRow = z.infer<typeof row>;

const finding = z.object({
  code: z.string(),
  severity: z.enum(["malformed", "error", "hold", "warning"]),
  indicator: z.string(),
  field: z.enum(["value", "numerator", "denominator", "note"]),
  message: z.string(),
});

const step = z.object({
  seq: z.number().int(),
  act: z.string(),
  title: z.string(),
  by: z.string(),
  office: z.string(),
  at: instantText,
  opinion: z.string().nullable(),
});

const detail = listed.extend({
  beginsOn: dateText,
  endsOn: dateText,
  /** The way up: 县卫健局 → 市卫健委 → 省卫健委. */
  route: z.array(z.object({ level: desk, office: z.string(), isNow: z.boolean(), isDone: z.boolean() })),
  /** Values of a draft are the reporting unit's own until it hands them in. */
  isHidden: z.boolean(),
  correctionOf: z.object({ id: z.uuid(), reason: z.string() }).nullable(),
  /** Correction of this approved report that is under way. */
  correctedBy: z.uuid().nullable(),
  /** The year is closed: the authority has to agree in writing. */
  isAfterClose: z.boolean(),
  rows: z.array(row),
  findings: z.array(finding),
  files: z.array(file),
  trail: z.array(step),
  may: z.object({
    fill: z.boolean(),
    makeReady: z.boolean(),
    takeBack: z.boolean(),
    submit: z.boolean(),
    refuse: z.boolean(),
    withdraw: z.boolean(),
    check: z.boolean(),
    correct: z.boolean(),
  }),
  /** Why the reader may not check although it lies on his desk. */
  notMine: z.string().nullable(),
});
export type ReportDetail = z.infer<typeof detail>;

export const readReport = route({
  method: "GET",
  url: "/indicator-reports/:reportId",
  room,
  summary: "一期报表：各项指标、上期和上年同期、目标、核对结果、附件和轨迹",
  access: "indicators.read",
  params: reportParams,
  answer: detail,
});

const entry = z.object({
  value: z.string().trim().max(60),
  numerator: z.string().trim().max(60),
  denominator: z.string().trim().max(60),
  note: z.string().trim().max(500),
  isConfirmed: z.boolean(),
});
export type ReportEntry = z.infer<typeof entry>;

export const saveReportValue = route({
  method: "PUT",
  url: "/indicator-reports/:reportId/values/:indicator",
  room,
  summary: "保存一项指标；版本不符时拒绝并给出现在的内容",
  access: "indicators.report",
  params: reportParams.extend({ indicator: z.string().max(60) }),
  body: entry.extend({ version: z.number().int().min(0) }),
  answer: entry.extend({ version: z.number().int(), savedAt: instantText, filled: z.number().int() }),
});

export const makeReportReady = route({
  method: "POST",
  url: "/indicator-reports/:reportId/readiness",
  room,
  summary: "检查整份报表，提交本单位负责人",
  access: "indicators.report",
  params: reportParams,
  answer: reportId,
});

export const takeBackReport = route({
  method: "POST",
  url: "/indicator-reports/:reportId/return-to-draft",
  room,
  summary: "负责人报送之前取回修改",
  access: "indicators.report",
  params: reportParams,
  answer: reportId,
});

export const submitReport = route({
  method: "POST",
  url: "/indicator-reports/:reportId/submission",
  room,
  summary: "负责人报送",
  access: "indicators.submit",
  params: reportParams,
  body: z.object({ version: z.number().int() }),
  answer: reportId,
});

export const refuseReport = route({
  method: "POST",
  url: "/indicator-reports/:reportId/refusal",
  room,
  summary: "负责人退给经办修改",
  access: "indicators.submit",
  params: reportParams,
  body: z.object({ reason: z.string().trim().min(2, "请写明原因").max(500) }),
  answer: reportId,
});

export const withdrawReport = route({
  method: "POST",
  url: "/indicator-reports/:reportId/withdrawal",
  room,
  summary: "上级阅看之前撤回已报送的报表",
  access: "indicators.submit",
  params: reportParams,
  answer: reportId,
});

export const markReportRead = route({
  method: "POST",
  url: "/indicator-reports/:reportId/reading",
  room,
  summary: "审核部门开始阅看；此后报送单位不能自行撤回",
  access: "indicators.check",
  params: reportParams,
  answer: z.object({ isMarked: z.boolean() }),
});

export const decideReports = route({
  method: "POST",
  url: "/indicator-reports/decisions",
  room,
  summary: "审核通过或退回一份或多份报表，逐份给出结果",
  access: "indicators.check",
  body: z.object({
    act: z.enum(["pass", "return"]),
    rows: z
      .array(z.object({ id: z.uuid(), version: z.number().int() }))
      .min(1)
      .max(200),
    opinion: z.string().trim().max(500).default(""),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        title: z.string().nullable(),
        isDone: z.boolean(),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  }),
});
export type ReportDecisionRow = z.infer<typeof decideReports.answer>["rows"][number];

export const correctReport = route({
  method: "POST",
  url: "/indicator-reports/:reportId/corrections",
  room,
  summary: "对已审定的报表提出更正；原数值保留",
  access: "indicators.report",
  params: reportParams,
  body: z.object({ reason: z.string().trim().min(4, "请说明更正原因").max(500) }),
  status: 201,
  answer: reportId,
});

const reviewed = listed.extend({
  city: z.string().nullable(),
  regionName: z.string(),
  /** Values that a reader should look at first: explained jumps, confirmed slips, unequal twins. */
  flagged: z.number().int(),
  isMine: z.boolean(),
  notMine: z.string().nullable(),
});
export type ReviewedReport = z.infer<typeof reviewed>;

/** On one's own desk; with those below; passed on; approved; sent back. */
export const reviewViews = {
  waiting: "待本级审核",
  below: "下级办理中",
  passed: "已转上级",
  approved: "已审定",
  returned: "已退回",
} as const;
export type ReviewView = keyof typeof reviewViews;
const reviewView = keysOf(reviewViews);

export const listReportsToReview = route({
  method: "GET",
  url: "/indicator-reports/review",
  room,
  summary: "待本级审核的报表，和所辖各单位报表的去向",
  access: "indicators.check",
  query: pageQuery.extend({
    show: reviewView.default("waiting"),
    year: yearNumber.optional(),
    cycle: reportCycle.optional(),
  }),
  answer: page(reviewed).extend({ counts: z.record(reviewView, z.number().int()) }),
});

const completenessRow = z.object({
  subject: z.string(),
  subjectName: z.string(),
  kind: z.enum(["institution", "region"]),
  regionName: z.string(),
  /** Reports whose due day has passed, or that came before it. */
  due: z.number().int(),
  submitted: z.number().int(),
  approved: z.number().int(),
  onTime: z.number().int(),
  late: z.number().int(),
  missing: z.number().int(),
  lateDays: z.number().int(),
  asked: z.number().int(),
  given: z.number().int(),
  /** Per cent with one decimal; null without a base. */
  completeness: z.string().nullable(),
  timeliness: z.string().nullable(),
  periods: z.array(
    z.object({
      period: z.string(),
      id: z.uuid().nullable(),
      state: state.nullable(),
      lateDays: z.number().int(),
      dueOn: dateText,
      isEnded: z.boolean(),
    }),
  ),
});
export type CompletenessRow = z.infer<typeof completenessRow>;

const completenessQuery = z.object({ year: yearNumber.optional(), cycle: reportCycle.default("quarter") });

export const showCompleteness = route({
  method: "GET",
  url: "/indicator-reports/completeness",
  room,
  summary: "各单位报表的完整率和及时率",
  access: "indicators.read",
  query: completenessQuery,
  answer: z.object({
    today: dateText,
    year: z.number().int(),
    cycle: reportCycle,
    periods: z.array(z.string()),
    rows: z.array(completenessRow),
    total: completenessRow.pick({
      due: true,
      submitted: true,
      approved: true,
      onTime: true,
      late: true,
      missing: true,
      asked: true,
      given: true,
      completeness: true,
      timeliness: true,
    }),
  }),
});

export const exportCompleteness = route({
  method: "GET",
  url: "/indicator-reports/completeness/workbook",
  room,
  summary: "完整率和及时率导出为xlsx",
  access: "indicators.read",
  query: completenessQuery,
  download: true,
});

const schedule = z.object({
  cycle: reportCycle,
  effectiveFrom: dateText,
  dueDays: z.number().int(),
  source: z.string(),
  by: z.string().nullable(),
  at: instantText.nullable(),
});

export const readReportSchedule = route({
  method: "GET",
  url: "/indicator-reports/schedule",
  room,
  summary: "各周期报表的报送期限及依据，已关账的年度",
  access: "indicators.read",
  answer: z.object({
    items: z.array(schedule),
    closedYears: z.array(z.object({ year: z.number().int(), closedOn: dateText, document: z.string(), by: z.string() })),
    mayDefine: z.boolean(),
  }),
});

export const recordReportSchedule = route({
  method: "POST",
  url: "/indicator-reports/schedule",
  room,
  summary: "登记报送期限：自某日开始的期间起适用",
  access: "indicators.define",
  body: z.object({
    cycle: reportCycle,
    effectiveFrom: dateText,
    dueDays: z.number().int().min(1, "期限至少1天").max(180, "期限至多180天"),
    source: z.string().trim().min(4, "请填写依据的文件或说明").max(200),
  }),
  status: 201,
  answer: reportId,
});

export const closeReportYear = route({
  method: "POST",
  url: "/indicator-reports/closed-years",
  room,
  summary: "年度关账：此后的补报和更正须主管部门书面同意",
  access: "indicators.define",
  body: z.object({ year: yearNumber, document: z.string().trim().min(4, "请填写依据的文件或说明").max(200) }),
  status: 201,
  answer: z.object({ year: z.number().int() }),
});

const mostBytes = 20 * 1024 * 1024;

export const addReportFile = route({
  method: "POST",
  url: "/indicator-reports/:reportId/files",
  room,
  summary: "上传报表或一项指标的佐证附件",
  access: "indicators.report",
  params: reportParams,
  query: z.object({ indicator: z.string().max(60).optional() }),
  upload: { maxBytes: mostBytes },
  status: 201,
  answer: file,
});

export const downloadReportFile = route({
  method: "GET",
  url: "/indicator-reports/:reportId/files/:file",
  room,
  summary: "下载报表附件",
  access: "indicators.read",
  params: reportParams.extend({ file: z.uuid() }),
  download: true,
});

export const removeReportFile = route({
  method: "DELETE",
  url: "/indicator-reports/:reportId/files/:file",
  room,
  summary: "移除报送之前上传的附件",
  access: "indicators.report",
  params: reportParams.extend({ file: z.uuid() }),
  answer: reportId,
});
