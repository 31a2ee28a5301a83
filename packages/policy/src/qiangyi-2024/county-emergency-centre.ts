import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const countyEmergencyCentre: FundingLine<"centre"> = {
  id: "county-emergency-centre",
  name: "县级卒中、胸痛、创伤中心建设",
  shortName: "卒中、胸痛、创伤中心",
  group: "提能力",
  order: 9,
  ref: "第七条（三）2",
  clause: articleId("7.3.2.d"),
  modeClause: articleId("7.3.2.e"),
  mode: "REWARD_AFTER",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "aspiration", target: 120, per: "window", label: "三年内力争建成的达标中心", clause: articleId("7.3.2.b") },
  ],
  standards: [standardOf("第七条（三）2", { centre: wanYuan(50) })],
  amountLabels: { centre: "每个国家认定的达标中心" },
  mainUse: "县级公立医院医疗事业支出",
  payee: "中心所在医院",
  publicOnly: true,
  yearly: false,
};
