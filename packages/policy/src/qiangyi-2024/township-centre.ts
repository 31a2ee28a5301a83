import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const townshipCentre: FundingLine<"centre"> = {
  id: "township-centre",
  name: "中心乡镇卫生院（县域医疗次中心）建设",
  shortName: "中心乡镇卫生院",
  group: "兜网底",
  order: 7,
  ref: "第七条（二）",
  clause: articleId("7.2.e"),
  modeClause: articleId("7.2.f"),
  mode: "REWARD_AFTER",
  frequency: "一次性（默认理解）",
  quantities: [{ kind: "floor", target: 91, per: "window", label: "三年内支持的中心卫生院", clause: articleId("7.2.d") }],
  standards: [standardOf("第七条（二）", { centre: wanYuan(100) })],
  amountLabels: { centre: "每所卫生院" },
  mainUse: "乡镇卫生院医疗事业支出",
  payee: "中心乡镇卫生院",
  publicOnly: false,
  yearly: false,
};
