import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const top100Reward: FundingLine<"first" | "second" | "third"> = {
  id: "top100-reward",
  name: "三级综合医院进入国家绩效考核前100名奖励",
  shortName: "百强奖励",
  group: "建高地",
  order: 1,
  ref: "第七条（一）1",
  clause: articleId("7.1.1.b"),
  modeClause: articleId("7.1.1.c"),
  mode: "REWARD_AFTER",
  frequency: "分三个考核年度",
  quantities: [],
  standards: [standardOf("第七条（一）1", { first: wanYuan(3000), second: wanYuan(3000), third: wanYuan(4000) })],
  amountLabels: { first: "第一年", second: "第二年", third: "第三年" },
  mainUse: "公立医院医疗事业支出",
  payee: "上榜医院",
  publicOnly: true,
  yearly: true,
};
