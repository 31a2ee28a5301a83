import { z } from "zod";
import { dateText, fenText, instantText, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { documentNumber, enteredFen, room } from "./shared.ts";

/** By whose hands the money of a project goes: who bears a share is asked of these alone. */
export const shareRoutes = {
  county: "县级项目（市管县）",
  "direct-county": "县级项目（省直管县）",
  city: "市级项目",
} as const;
export type ShareRoute = keyof typeof shareRoutes;
const shareRoute = z.enum(Object.keys(shareRoutes) as [ShareRoute, ...ShareRoute[]]);

/** Percent with two decimals as text, so that no fraction is lost on the way. */
const percentText = z.string().regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, "应为0至100的百分数，至多两位小数");

export const sharingMethod = z.object({
  id: z.uuid(),
  line: z.string(),
  lineName: z.string(),
  route: shareRoute,
  fromYear: z.number().int(),
  provincePercent: z.string(),
  cityPercent: z.string(),
  countyPercent: z.string(),
  source: z.string(),
  by: z.string(),
  recordedAt: instantText,
});

export const listSharingMethods = route({
  method: "GET",
  url: "/allotments/sharing-methods",
  room,
  summary: "负担办法：各级负担比例及其来源",
  access: "books.read",
  answer: z.object({
    items: z.array(sharingMethod),
    lines: z.array(z.object({ value: z.string(), label: z.string() })),
    mayRecord: z.boolean(),
  }),
});

export const recordSharingMethod = route({
  method: "POST",
  url: "/allotments/sharing-methods",
  room,
  summary: "登记负担办法",
  access: "budgets.write",
  body: z.object({
    line: z.string().min(1, "请选择支持项目"),
    route: shareRoute,
    fromYear: yearNumber,
    provincePercent: percentText,
    cityPercent: percentText,
    countyPercent: percentText,
    source: z.string().trim().min(2, "请写明来源文件").max(200),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

const shareItem = z.object({
  line: z.string(),
  lineName: z.string(),
  clause: z.string().nullable(),
  subject: z.string(),
  /** Where the project stands; null for one of the city itself. */
  county: regionCode.nullable(),
  title: z.string(),
  place: z.string(),
  /** What the province has fixed for the project as a whole. */
  wholeFen: fenText,
  /** Percent of the own level; null where no method is recorded and the province bears it all. */
  percent: z.string().nullable(),
  source: z.string().nullable(),
  shareFen: fenText,
  /** In the version saved last; null where that version does not know the project. */
  budgetedFen: fenText.nullable(),
});

export const readBudgetShares = route({
  method: "GET",
  url: "/allotments/budget-shares",
  room,
  summary: "本级预算编列：省定项目、标准与本级应负担数",
  access: "books.read",
  query: z.object({ year: yearNumber, region: regionCode.optional() }),
  answer: z.object({
    region: regionCode.nullable(),
    regionName: z.string(),
    year: z.number().int(),
    /** Day on which the projects were published; null while none are. */
    publishedOn: dateText.nullable(),
    items: z.array(shareItem),
    shareFen: fenText,
    sheet: z
      .object({
        version: z.number().int(),
        documentNumber: z.string(),
        budgetedFen: fenText,
        savedBy: z.string(),
        savedAt: instantText,
        state: z.enum(["unsigned", "signed"]),
        stateName: z.string(),
        signedBy: z.string().nullable(),
        signedAt: instantText.nullable(),
      })
      .nullable(),
    /** Projects that lack money against the methods and publications of today. */
    shortages: z.array(z.object({ title: z.string(), expectedFen: fenText, budgetedFen: fenText })),
    maySave: z.boolean(),
    mayCountersign: z.boolean(),
  }),
});

export const saveBudgetShares = route({
  method: "POST",
  url: "/allotments/budget-shares/:year",
  room,
  summary: "保存本级预算编列",
  access: "notices.draft",
  params: z.object({ year: yearNumber }),
  body: z.object({
    documentNumber,
    /** Version that was seen; 0 while there is none. */
    base: z.number().int().min(0),
    rows: z
      .array(z.object({ line: z.string(), subject: z.string(), county: regionCode.nullable(), budgetedFen: enteredFen }))
      .max(5_000),
  }),
  status: 201,
  answer: z.object({ version: z.number().int(), stateName: z.string() }),
});

export const countersignBudgetShares = route({
  method: "POST",
  url: "/allotments/budget-shares/:year/countersignature",
  room,
  summary: "会签本级预算编列",
  access: "notices.countersign",
  params: z.object({ year: yearNumber }),
  body: z.object({ version: z.number().int().min(1) }),
  status: 201,
  answer: z.object({ signedAt: instantText }),
});
