import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const maternalNewbornCentre: FundingLine<"centre"> = {
  id: "maternal-newborn-centre",
  name: "县级危重孕产妇、危重儿童和新生儿救治中心建设",
  shortName: "危重孕产妇、儿童和新生儿中心",
  group: "提能力",
  order: 10,
  ref: "第七条（三）3",
  clause: articleId("7.3.3.d"),
  modeClause: articleId("7.3.3.e"),
  mode: "REWARD_AFTER",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "aspiration", target: 30, per: "window", label: "三年内力争建设的达标中心", clause: articleId("7.3.3.b") },
  ],
  standards: [standardOf("第七条（三）3", { centre: wanYuan(50) })],
  amountLabels: { centre: "每个国家认定的达标中心" },
  mainUse: "县级公立医院医疗事业支出",
  payee: "中心所在医院",
  publicOnly: true,
  yearly: false,
};
