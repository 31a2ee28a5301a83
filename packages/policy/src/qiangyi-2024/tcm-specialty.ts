import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const tcmSpecialty: FundingLine<"provincialTertiary" | "cityTertiary" | "other"> = {
  id: "tcm-specialty",
  name: "省级中医优势专科建设",
  shortName: "省级中医优势专科",
  group: "建高地",
  order: 6,
  ref: "第七条（一）6",
  clause: articleId("7.1.6.c"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "planned", target: 100, per: "window", label: "三年内建设的省级中医优势专科", clause: articleId("7.1.6.b") },
  ],
  standards: [standardOf("第七条（一）6", { provincialTertiary: wanYuan(100), cityTertiary: wanYuan(50), other: wanYuan(30) })],
  amountLabels: {
    provincialTertiary: "省级三级中医医院每个专科",
    cityTertiary: "市级三级中医医院每个专科",
    other: "各级综合医院和市、县级二级中医医院每个专科",
  },
  mainUse: "中医优势专科建设（条文未写明，默认理解）",
  payee: "承担医院",
  publicOnly: false,
  yearly: false,
};
