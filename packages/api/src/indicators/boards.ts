import { z } from "zod";
import { dateText, page, pageQuery, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { boardCell, flagWords, signalWords, verdictWords } from "./board-cell.ts";
import { evaluatedView, goalLight, goalResult, nodeView, toldNode } from "./goal-node.ts";

export * from "./board-cell.ts";
export * from "./goal-node.ts";

const boardQuery = z.object({
  /** Results as they stood at the end of this day; today when absent. */
  asOf: dateText.optional(),
});

/** What every board says about itself: the day it is drawn for, and the newest report that its figures rest on. */
const standing = { asOf: dateText, today: dateText, newestReport: dateText.nullable() };

/** Met ratio of a subject: 待定 and 无数据 stay in the denominator. */
export const subjectSummary = z.object({
  targets: z.number().int(),
  met: z.number().int(),
  notMet: z.number().int(),
  pending: z.number().int(),
  noData: z.number().int(),
  /** Per cent with one decimal, of `targets`. */
  metRatio: z.string(),
  completeness: z.string(),
});
export type SubjectSummaryView = z.infer<typeof subjectSummary>;

export const boardSubject = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["institution", "region"]),
  city: regionCode.nullable(),
  /** One of the four hospitals of 晋政办函〔2023〕19号. */
  isCentre: z.boolean(),
  targets: z.number().int(),
});
export type BoardSubject = z.infer<typeof boardSubject>;

export const listBoardSubjects = route({
  method: "GET",
  url: "/boards/subjects",
  room: "indicators",
  summary: "可以查看结果的机构和地区，以及各自的目标数",
  access: "indicators.read",
  answer: z.object({ items: z.array(boardSubject) }),
});

/** A year's value beside the required path; `value` is exact decimal text. */
const trendPoint = z.object({ year: z.number().int(), value: z.string(), display: z.string(), isComplete: z.boolean() });

export const boardTrend = z.object({
  points: z.array(trendPoint),
  /** From the baseline to the threshold, or through approved 阶段目标. */
  path: z.array(z.object({ year: z.number().int(), value: z.string() })),
  forecast: z.object({ year: z.number().int(), value: z.string() }).nullable(),
  threshold: z.object({ min: z.string(), max: z.string().nullable() }).nullable(),
  year: z.number().int(),
});
export type BoardTrend = z.infer<typeof boardTrend>;

/** A change against an earlier period, or the reason why there is none to show. */
export const comparison = z.object({ text: z.string(), note: z.string().nullable() });
export type ComparisonView = z.infer<typeof comparison>;

export const subjectRow = boardCell.extend({
  trend: boardTrend.nullable(),
  yearOnYear: comparison,
  lastPeriod: comparison,
});
export type SubjectRow = z.infer<typeof subjectRow>;

export const showSubjectBoard = route({
  method: "GET",
  url: "/boards/subjects/:subject",
  room: "indicators",
  summary: "一个机构或地区的看板：每项目标的数值、结论、完成率、差距、信号、标记、趋势和下一步",
  access: "indicators.read",
  params: z.object({ subject: z.string().min(1).max(64) }),
  query: boardQuery,
  answer: z.object({
    ...standing,
    subject: boardSubject,
    summary: subjectSummary.nullable(),
    rows: z.array(subjectRow),
    /** Indicators that no document sets a target for: values only, as they stand today. */
    others: z.array(
      z.object({
        indicator: z.string(),
        title: z.string(),
        unit: z.string(),
        year: z.number().int(),
        display: z.string(),
        months: z.number().int(),
      }),
    ),
  }),
});

export const showCentresBoard = route({
  method: "GET",
  url: "/boards/centres",
  room: "indicators",
  summary: "国家区域医疗中心并列对比：指标乘医院，每格是结论、数值和目标值",
  access: "indicators.read",
  query: boardQuery,
  answer: z.object({
    ...standing,
    hospitals: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        shortName: z.string(),
        targetYear: z.number().int(),
        /** Null: outside the reader's scope; its targets are public, its results are not. */
        summary: subjectSummary.nullable(),
        isVisible: z.boolean(),
      }),
    ),
    /** Cells in the order of the hospitals; null where the document sets this hospital no such target. */
    rows: z.array(z.object({ title: z.string(), cells: z.array(boardCell.nullable()) })),
  }),
});

const rankedSubject = z.object({
  subject: z.string(),
  name: z.string(),
  city: regionCode.nullable(),
  cityName: z.string(),
  rank: z.number().int().nullable(),
  /** Reported in the year before and not in this one: at the end, without a rank. */
  isMissing: z.boolean(),
  display: z.string(),
  value: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  /** Months of the year that the value covers. */
  months: z.number().int(),
  yearOnYear: comparison,
});
export type RankedSubject = z.infer<typeof rankedSubject>;

const regionFigure = z.object({
  code: regionCode,
  name: z.string(),
  subjects: z.number().int(),
  display: z.string(),
  value: z.string().nullable(),
  yearOnYear: comparison,
});
export type RegionFigure = z.infer<typeof regionFigure>;

const boardIndicator = z.object({
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  category: z.string(),
  direction: z.string(),
});

export const showProvinceBoard = route({
  method: "GET",
  url: "/boards/province",
  room: "indicators",
  summary: "全省按指标：合计、分市、同比，附可比性说明；机构排名另取",
  access: "indicators.read",
  query: z.object({ indicator: z.string().max(80).optional(), year: yearNumber.optional() }),
  answer: z.object({
    ...standing,
    year: z.number().int(),
    years: z.array(z.number().int()),
    indicators: z.array(boardIndicator),
    indicator: boardIndicator
      .extend({
        formula: z.string().nullable(),
        definition: z.number().int().nullable(),
        isAdded: z.boolean(),
        /** Its values have a numerator and a denominator. */
        hasParts: z.boolean(),
      })
      .nullable(),
    /** Why two years are not compared: a new definition, other months. Null: comparable. */
    comparability: z.string().nullable(),
    /** Null where the reader's place is not the province. */
    total: regionFigure.nullable(),
    cities: z.array(regionFigure),
  }),
});

export const listProvinceRanking = route({
  method: "GET",
  url: "/boards/province/subjects",
  room: "indicators",
  summary: "全省按指标的机构排名：从名次靠前或靠后的起，逐页；没有数值的列在最后",
  access: "indicators.read",
  query: pageQuery.extend({
    indicator: z.string().max(80),
    year: yearNumber,
    order: z.enum(["best", "worst"]).default("best"),
  }),
  answer: page(rankedSubject),
});

export const coverageStates = {
  built: "已建成",
  building: "在建",
  none: "未建",
  unknown: "未填报",
  hidden: "不在查看范围",
} as const;
export type CoverageState = keyof typeof coverageStates;

const coverageCell = z.object({
  state: z.enum(Object.keys(coverageStates) as [CoverageState, ...CoverageState[]]),
  /** How many stand there, beds or centres, as text. */
  display: z.string(),
  /** What is open, or who carries it: one short sentence each. */
  details: z.array(z.string()),
  target: z.string().nullable(),
});
export type CoverageCell = z.infer<typeof coverageCell>;

export const coverageMatrices = { linfen: "临汾市六大中心", counties: "全省五大中心" } as const;
export type CoverageMatrix = keyof typeof coverageMatrices;
const matrixName = z.enum(Object.keys(coverageMatrices) as [CoverageMatrix, ...CoverageMatrix[]]);

export const showCoverageBoard = route({
  method: "GET",
  url: "/boards/coverage/:matrix",
  room: "indicators",
  summary: "覆盖矩阵：临汾六大中心乘17县，全省五大中心乘117县，可只看缺的",
  access: "indicators.read",
  params: z.object({ matrix: matrixName }),
  query: boardQuery,
  answer: z.object({
    ...standing,
    title: z.string(),
    note: z.string(),
    columns: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        clause: z.string(),
        built: z.number().int(),
        of: z.number().int(),
        /** Per cent of `of`, one decimal. */
        share: z.string().nullable(),
        missing: z.array(z.string()),
      }),
    ),
    /** Rows of the level above: the city's own centres. */
    upper: z.array(z.object({ name: z.string(), cells: z.array(coverageCell.nullable()) })),
    groups: z.array(
      z.object({
        code: regionCode,
        name: z.string(),
        covered: z.number().int(),
        rows: z.array(
          z.object({
            code: regionCode,
            name: z.string(),
            cells: z.array(coverageCell),
            isCovered: z.boolean(),
            missing: z.array(z.string()),
          }),
        ),
      }),
    ),
    /** Counties with everything, of all that the reader may see. */
    covered: z.number().int(),
    of: z.number().int(),
    share: z.string().nullable(),
  }),
});

const goalMeasure = z.object({
  title: z.string(),
  kind: z.enum(["target", "count", "milestones", "trend", "judgement"]),
  /** Fulfilled parts of all: 1 of 1 for a target. */
  done: z.number().int(),
  of: z.number().int(),
  verdict: z.enum(Object.keys(verdictWords) as [keyof typeof verdictWords, ...(keyof typeof verdictWords)[]]).nullable(),
  signal: z.enum(Object.keys(signalWords) as [keyof typeof signalWords, ...(keyof typeof signalWords)[]]).nullable(),
  flags: z.array(z.enum(Object.keys(flagWords) as [keyof typeof flagWords, ...(keyof typeof flagWords)[]])),
  asked: z.string().nullable(),
  baseline: z.string(),
  display: z.string(),
  missing: z.array(z.string()),
  target: z.string().nullable(),
  clause: z.string().nullable(),
});
export type GoalMeasureView = z.infer<typeof goalMeasure>;

const goalView = z.object({
  clause: z.string(),
  title: z.string(),
  horizon: z.number().int(),
  result: goalResult,
  /** 到期前按今天的数据看 is a preview, never a result. */
  isPreview: z.boolean(),
  done: z.number().int(),
  of: z.number().int(),
  /** Per cent of `of`, one decimal. */
  share: z.string().nullable(),
  because: z.string(),
  measures: z.array(goalMeasure),
  /** Grey before the horizon; of the vision for 2035 until an evaluation gives it a result. */
  light: goalLight,
  /** What the latest approved evaluation says of it. */
  evaluated: evaluatedView.nullable(),
  /** Figures beside the measures: the stages of life. */
  told: toldNode.nullable(),
});
export type GoalView = z.infer<typeof goalView>;

export const showGoalsBoard = route({
  method: "GET",
  url: "/boards/goals",
  room: "indicators",
  summary: "目标节点2023、2025、2027、2035：每个总体目标由哪些指标实现，到期结果和目前进度",
  access: "indicators.read",
  query: boardQuery,
  answer: z.object({
    ...standing,
    /** The results of the province are the province's to see. */
    isVisible: z.boolean(),
    /** Task groups 二（一）至（五）: met targets at the end of 2025 and of 2027, or today. */
    groups: z.array(
      z.object({
        group: z.string(),
        title: z.string(),
        of: z.number().int(),
        earlier: z.number().int(),
        later: z.number().int(),
        hasFallen: z.boolean(),
      }),
    ),
    horizons: z.array(
      z.object({
        year: z.number().int(),
        title: z.string(),
        goals: z.array(goalView),
        /** Targets that fall due in this horizon's years, by document. */
        due: z.array(z.object({ document: z.string(), ...subjectSummary.shape })),
      }),
    ),
    /** Goals of the parts of the plan: figures, and what evaluations said in writing. */
    nodes: z.array(nodeView),
  }),
});

const lateItem = z.object({
  subject: z.string(),
  subjectName: z.string(),
  reason: z.enum(["missed", "no-data", "behind"]),
  cell: boardCell,
});
export type LateItem = z.infer<typeof lateItem>;

export const showOverviewBoard = route({
  method: "GET",
  url: "/boards/overview",
  room: "indicators",
  summary: "总览：四个数、一张图、一份滞后清单",
  access: "indicators.read",
  query: boardQuery,
  answer: z.object({
    ...standing,
    figures: z.array(z.object({ key: z.string(), label: z.string(), value: z.string(), base: z.string(), path: z.string() })),
    map: z.object({
      title: z.string(),
      quantity: z.string(),
      unit: z.string(),
      /** A city official's map shows the counties of the city. */
      within: regionCode.nullable(),
      values: z.array(z.object({ code: regionCode, label: z.string(), value: z.number().nullable() })),
    }),
    late: z.array(lateItem),
    subjects: z.array(boardSubject.extend({ summary: subjectSummary })),
  }),
});

export const boardSheets = {
  subject: "机构看板",
  centres: "四家中心对比",
  province: "全省按指标",
  coverage: "覆盖矩阵",
  goals: "目标节点",
  promises: "省规划指标",
  late: "滞后清单",
} as const;
export type BoardSheet = keyof typeof boardSheets;

export const exportBoard = route({
  method: "GET",
  url: "/boards/sheets/:sheet",
  room: "indicators",
  summary: "看板导出为工作簿，与屏幕同一批数，表头注明截止日期和单位",
  access: "indicators.read",
  params: z.object({ sheet: z.enum(Object.keys(boardSheets) as [BoardSheet, ...BoardSheet[]]) }),
  query: boardQuery.extend({
    subject: z.string().max(64).optional(),
    indicator: z.string().max(80).optional(),
    year: yearNumber.optional(),
    matrix: matrixName.optional(),
    missing: z.enum(["true", "false"]).optional(),
  }),
  download: true,
});
