import { z } from "zod";
import { dateText } from "../common.ts";
import { route } from "../route.ts";

export const promiseVerdicts = { met: "达到", short: "未达到", above: "超过", "not-evaluable": "无法判断" } as const;
export type PromiseVerdict = keyof typeof promiseVerdicts;

export const promiseLights = { green: "绿灯", yellow: "黄灯", red: "红灯", grey: "灰灯", none: "不设灯" } as const;
export type PromiseLight = keyof typeof promiseLights;

export const promiseStrengths = {
  binding: "约束性",
  progressive: "逐步推进",
  aspirational: "力争",
  encouraged: "鼓励",
} as const;

const keysOf = <const Key extends string>(words: Readonly<Record<Key, string>>) => z.enum(Object.keys(words) as [Key, ...Key[]]);

/** Several values are never merged: 选定 and 建成 are two figures. */
const figure = z.object({ label: z.string(), value: z.string().nullable(), unit: z.string() });
export type PromiseFigure = z.infer<typeof figure>;

const row = z.object({
  name: z.string(),
  figures: z.array(figure),
  light: keysOf(promiseLights),
  remark: z.string().nullable(),
});
export type PromiseRowView = z.infer<typeof row>;

const finding = z.object({
  figures: z.array(figure),
  verdict: keysOf(promiseVerdicts).nullable(),
  shortBy: z.string().nullable(),
  remark: z.string().nullable(),
  light: keysOf(promiseLights),
  because: z.string(),
  open: z.array(z.string()),
  rows: z.array(row),
});
export type PromiseFindingView = z.infer<typeof finding>;

export const promiseCard = z.object({
  clause: z.string(),
  /** 二（一）1. */
  ref: z.string(),
  title: z.string(),
  unit: z.string(),
  asked: z.string(),
  lead: z.array(z.string()),
  strength: keysOf(promiseStrengths),
  due: dateText.nullable(),
  /** The plan prints no date; the first horizon was taken. */
  isInferredDate: z.boolean(),
  /** Null where the results are not the reader's to see. */
  finding: finding.nullable(),
});
export type PromiseCard = z.infer<typeof promiseCard>;

export const showPromises = route({
  method: "GET",
  url: "/indicators/promises",
  room: "indicators",
  summary: "省规划指标：每条指标和数量要求按名册算到哪一步，差多少，差在谁",
  access: "indicators.read",
  query: z.object({ asOf: dateText.optional() }),
  answer: z.object({
    asOf: dateText,
    today: dateText,
    /** The results of the province are the province's to see. */
    isVisible: z.boolean(),
    parts: z.array(z.object({ part: z.string(), title: z.string(), cards: z.array(promiseCard) })),
  }),
});
export type PromiseBoard = z.infer<typeof showPromises.answer>;
