import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const provincialDiscipline: FundingLine<"top" | "key"> = {
  id: "provincial-discipline",
  name: "省级医学重点学科建设",
  shortName: "省级医学重点学科",
  group: "建高地",
  order: 5,
  ref: "第七条（一）5",
  clause: articleId("7.1.5.b"),
  modeClause: articleId("7.1.5.d"),
  mode: "ANNUAL_BUDGET",
  frequency: "每年",
  quantities: [
    { kind: "yearly", target: 10, per: "year", group: "top", label: "每年补助的省级拔尖学科", clause: articleId("7.1.5.b") },
    { kind: "yearly", target: 50, per: "year", group: "key", label: "每年补助的省级医学重点学科", clause: articleId("7.1.5.c") },
  ],
  standards: [standardOf("第七条（一）5", { top: wanYuan(20), key: wanYuan(15) })],
  amountLabels: { top: "每个拔尖学科每年", key: "每个重点学科每年" },
  mainUse: "医学重点学科建设",
  payee: "承担医院",
  publicOnly: false,
  yearly: true,
};
