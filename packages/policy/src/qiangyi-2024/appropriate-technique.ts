import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const appropriateTechnique: FundingLine<"projectYear"> = {
  id: "appropriate-technique",
  name: "基层适宜性技术推广应用项目",
  shortName: "基层适宜技术",
  group: "提能力",
  order: 13,
  ref: "第七条（三）5（2）",
  clause: articleId("7.3.5.2.c"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "每年",
  quantities: [{ kind: "approximate", target: 50, per: "year", label: "每年遴选的适宜技术项目", clause: articleId("7.3.5.2.b") }],
  standards: [standardOf("第七条（三）5（2）", { projectYear: wanYuan(5) })],
  amountLabels: { projectYear: "每个项目每年" },
  mainUse: "差旅住宿、基层带教、宣讲培训、手术演示、技术服务、会议交流",
  payee: "立项单位",
  publicOnly: false,
  yearly: true,
};
