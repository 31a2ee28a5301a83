import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const provincialKeySpecialty: FundingLine<"specialty"> = {
  id: "provincial-key-specialty",
  name: "省级临床重点专科建设项目",
  shortName: "省级临床重点专科",
  group: "建高地",
  order: 4,
  ref: "第七条（一）4",
  clause: articleId("7.1.4.c"),
  modeClause: articleId("7.1.4.d"),
  mode: "ANNUAL_BUDGET",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "planned", target: 100, per: "window", label: "三年内建设的省级临床重点专科", clause: articleId("7.1.4.b") },
  ],
  standards: [standardOf("第七条（一）4", { specialty: wanYuan(200) })],
  amountLabels: { specialty: "每个专科" },
  mainUse: "临床重点专科建设",
  payee: "承担医院",
  publicOnly: false,
  yearly: false,
};
