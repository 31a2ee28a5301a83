import { z } from "zod";
import { dateText, instantText } from "../common.ts";
import { route } from "../route.ts";

export const indicatorDirections = { up: "越高越好", down: "越低越好", monitor: "监测比较", qualitative: "定性" } as const;
export type IndicatorDirection = keyof typeof indicatorDirections;

/** How values of one year come together: amounts and ratios add up, of the others the latest counts, events are counted. */
export const indicatorKinds = {
  amount: "累计数",
  ratio: "比率或均值",
  stock: "期末数",
  share: "名册占比",
  level: "级别",
  rank: "名次",
  grade: "等级",
  events: "逐项登记",
} as const;
export type IndicatorKind = keyof typeof indicatorKinds;

export const indicatorCycles = { month: "月", quarter: "季", year: "年", day: "时点" } as const;
export type IndicatorCycle = keyof typeof indicatorCycles;

/** Whom an indicator is asked of beside those who have a target. */
export const askedKinds = {
  tertiary: "三级医院",
  secondary: "二级医院",
  primary: "一级医疗机构",
  province: "省",
  city: "市",
  county: "县",
} as const;
export type AskedKind = keyof typeof askedKinds;

const keysOf = <const Key extends string>(words: Readonly<Record<Key, string>>) => z.enum(Object.keys(words) as [Key, ...Key[]]);

export const indicatorCode = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, "代码由小写英文字母、数字和下划线组成，以字母开头");
/** Plain decimal notation: 8.4. */
export const decimalText = z.string().regex(/^-?(0|[1-9]\d{0,24})(\.\d{1,12})?$/, "请填写数字，例如8.4");

export const indicatorView = z.object({
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  direction: keysOf(indicatorDirections),
  kind: keysOf(indicatorKinds),
  /** A ratio is `per` × numerator / denominator: 100 for %. */
  per: z.string(),
  scale: z.array(z.string()).nullable(),
  category: z.string(),
  cycle: keysOf(indicatorCycles),
  partOfWhole: z.boolean(),
  plausible: z.object({ min: z.string(), max: z.string() }).nullable(),
  printedInTenThousands: z.boolean(),
  source: z.string(),
  sourceRegister: z.string().nullable(),
  askedOf: z.array(keysOf(askedKinds)),
  /** Of the definition in force on the day asked for. */
  formula: z.string(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  definition: z.number().int(),
  listName: z.string().nullable(),
});
export type IndicatorView = z.infer<typeof indicatorView>;

export const indicatorDefinitionView = z.object({
  version: z.number().int(),
  effectiveFrom: dateText,
  formula: z.string(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  isBreak: z.boolean(),
  listName: z.string().nullable(),
  category: z.string(),
  cycle: keysOf(indicatorCycles),
  source: z.string(),
  askedOf: z.array(keysOf(askedKinds)),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: instantText,
});

export const indicatorListView = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  institution: z.object({ id: z.string(), name: z.string() }).nullable(),
  effectiveFrom: dateText,
  items: z.array(z.string()),
  source: z.string(),
  recordedBy: z.string(),
});
export type IndicatorListView = z.infer<typeof indicatorListView>;

export const listIndicators = route({
  method: "GET",
  url: "/indicators",
  room: "indicators",
  summary: "指标词典：代码、名称、单位、方向、公式和现行定义版本",
  access: "indicators.read",
  query: z.object({
    text: z.string().max(64).optional(),
    category: z.string().max(40).optional(),
    kind: keysOf(indicatorKinds).optional(),
    asOf: dateText.optional(),
  }),
  answer: z.object({ items: z.array(indicatorView.extend({ targets: z.number().int() })), categories: z.array(z.string()) }),
});

export const readIndicator = route({
  method: "GET",
  url: "/indicators/:code",
  room: "indicators",
  summary: "一个指标：公式、分子、分母、各定义版本和所用清单",
  access: "indicators.read",
  params: z.object({ code: z.string().max(60) }),
  answer: z.object({
    indicator: indicatorView,
    definitions: z.array(indicatorDefinitionView),
    lists: z.array(indicatorListView),
    targets: z.array(
      z.object({ target: z.string(), subject: z.string(), subjectName: z.string(), wording: z.string(), by: z.string() }),
    ),
  }),
});

const parts = {
  formula: z.string().trim().min(2, "请填写公式").max(1000),
  numerator: z.string().trim().min(1).max(500).nullable(),
  denominator: z.string().trim().min(1).max(500).nullable(),
  listName: z.string().trim().min(1).max(60).nullable(),
};

export const defineIndicator = route({
  method: "POST",
  url: "/indicators",
  room: "indicators",
  summary: "新增指标，不需要改程序",
  access: "indicators.define",
  body: z.object({
    code: indicatorCode,
    title: z.string().trim().min(2, "请填写名称").max(80),
    unit: z.string().trim().max(20),
    direction: keysOf(indicatorDirections),
    kind: keysOf(indicatorKinds),
    per: decimalText.default("1"),
    scale: z.array(z.string().trim().min(1)).min(2).max(20).nullable(),
    category: z.string().trim().min(1, "请填写类别").max(40),
    cycle: keysOf(indicatorCycles),
    partOfWhole: z.boolean(),
    plausible: z.object({ min: decimalText, max: decimalText }).nullable(),
    source: z.string().trim().min(2, "请填写数据来源").max(200),
    askedOf: z.array(keysOf(askedKinds)).max(6),
    effectiveFrom: dateText,
    ...parts,
  }),
  status: 201,
  answer: z.object({ code: z.string() }),
});

export const defineIndicatorVersion = route({
  method: "POST",
  url: "/indicators/:code/definitions",
  room: "indicators",
  summary: "登记指标定义的新版本；口径变化的另起一段，不与以前的数值比较",
  access: "indicators.define",
  params: z.object({ code: z.string().max(60) }),
  body: z.object({
    effectiveFrom: dateText,
    ...parts,
    isBreak: z.boolean(),
    reason: z.string().trim().min(4, "请说明修改原因").max(500),
    document: z.string().trim().max(100).nullable(),
  }),
  status: 201,
  answer: z.object({ version: z.number().int() }),
});

export const recordIndicatorList = route({
  method: "POST",
  url: "/indicator-lists",
  room: "indicators",
  summary: "登记清单（疑难危重病种、核心技术等）的新版本，全省或一家医院",
  access: "indicators.define",
  body: z.object({
    name: z.string().trim().min(2, "请填写清单名称").max(60),
    institution: z.string().max(64).nullable(),
    effectiveFrom: dateText,
    items: z.array(z.string().trim().min(1).max(120)).min(1, "清单至少一项").max(2000),
    source: z.string().trim().min(2, "请填写来源").max(200),
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), version: z.number().int() }),
});
