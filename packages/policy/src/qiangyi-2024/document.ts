import { date, type Fen, type PlainDate } from "@qiangyi/kernel";
import type { DatedStandard } from "../funding-line.ts";

/** 晋财规社〔2024〕1号. The issue date (2024-03-04) plays no part in any rule: rules key on the day of effect. */
export const qiangyi2024 = {
  id: "qiangyi-2024",
  number: "晋财规社〔2024〕1号",
  title: "山西省“建高地 兜网底 提能力”强医工程补助资金管理办法",
  version: "2024-04-01",
  issued: date("2024-03-04"),
  effectiveFrom: date("2024-04-01"),
  effectiveTo: date("2028-12-31"),
} as const;

/** 第十三条: in force from 1 April 2024 to 31 December 2028, both days included. */
export const isInForce = (day: PlainDate): boolean => day >= qiangyi2024.effectiveFrom && day <= qiangyi2024.effectiveTo;

/** "7.3.1.d" → "qiangyi-2024.art7.3.1.d". */
export const articleId = (article: string): string => `${qiangyi2024.id}.art${article}`;

export const standardOf = <Key extends string>(article: string, amounts: Readonly<Record<Key, Fen>>): DatedStandard<Key> => ({
  effectiveFrom: qiangyi2024.effectiveFrom,
  effectiveTo: qiangyi2024.effectiveTo,
  basisDoc: qiangyi2024.number,
  basisArticle: article,
  amounts,
});
