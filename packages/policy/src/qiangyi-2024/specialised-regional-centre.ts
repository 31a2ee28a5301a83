import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const specialisedRegionalCentre: FundingLine<"centre"> = {
  id: "specialised-regional-centre",
  name: "创建专业类别国家区域医疗中心",
  shortName: "专业类别国家区域医疗中心",
  group: "建高地",
  order: 2,
  ref: "第七条（一）2",
  clause: articleId("7.1.2.b"),
  modeClause: articleId("7.1.2.c"),
  mode: "REWARD_AFTER",
  frequency: "一次性",
  quantities: [],
  standards: [standardOf("第七条（一）2", { centre: wanYuan(1000) })],
  amountLabels: { centre: "每个中心" },
  mainUse: "公立医院医疗事业支出",
  payee: "国家命名文件所列医院",
  publicOnly: true,
  yearly: false,
};
