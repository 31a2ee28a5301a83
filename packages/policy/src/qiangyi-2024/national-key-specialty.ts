import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const nationalKeySpecialty: FundingLine<"specialty"> = {
  id: "national-key-specialty",
  name: "国家临床重点专科建设项目",
  shortName: "国家临床重点专科",
  group: "建高地",
  order: 3,
  ref: "第七条（一）3",
  clause: articleId("7.1.3.c"),
  modeClause: articleId("7.1.3.d"),
  mode: "ANNUAL_BUDGET",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "planned", target: 25, per: "window", label: "三年内建设的国家临床重点专科", clause: articleId("7.1.3.b") },
  ],
  standards: [standardOf("第七条（一）3", { specialty: wanYuan(300) })],
  amountLabels: { specialty: "每个专科，在国家补助之外" },
  mainUse: "临床重点专科建设",
  payee: "承担医院",
  publicOnly: false,
  yearly: false,
};
