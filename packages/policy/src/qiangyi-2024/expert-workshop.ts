import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const expertWorkshop: FundingLine<"workshopYear"> = {
  id: "expert-workshop",
  name: "外聘专家工作室",
  shortName: "外聘专家工作室",
  group: "提能力",
  order: 12,
  ref: "第七条（三）5（1）",
  clause: articleId("7.3.5.1.d"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "建设期2年，每年",
  quantities: [{ kind: "approximate", target: 50, per: "batch", label: "每批建设的工作室", clause: articleId("7.3.5.1.b") }],
  standards: [standardOf("第七条（三）5（1）", { workshopYear: wanYuan(20) })],
  amountLabels: { workshopYear: "每个工作室每年" },
  mainUse: "差旅住宿、讲学指导、人员培训、会议交流、工作室硬件",
  payee: "建设单位",
  publicOnly: false,
  yearly: true,
};
