import { wanYuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const countyTertiary: FundingLine<"one" | "two" | "three"> = {
  id: "county-tertiary",
  name: "县级医院三级医疗服务能力建设",
  shortName: "县级医院三级能力",
  group: "提能力",
  order: 8,
  ref: "第七条（三）1",
  clause: articleId("7.3.1.d"),
  modeClause: articleId("7.3.1.e"),
  mode: "REWARD_AFTER",
  frequency: "达标机构数增加时",
  quantities: [
    {
      kind: "floor",
      target: 37,
      per: "window",
      group: "general",
      label: "三年内达标的县级综合医院",
      clause: articleId("7.3.1.c"),
    },
    { kind: "floor", target: 10, per: "window", group: "tcm", label: "三年内达标的县级中医医院", clause: articleId("7.3.1.c") },
    {
      kind: "floor",
      target: 3,
      per: "window",
      group: "maternal-child",
      label: "三年内达标的县级妇幼保健院",
      clause: articleId("7.3.1.c"),
    },
  ],
  standards: [standardOf("第七条（三）1", { one: wanYuan(1000), two: wanYuan(1500), three: wanYuan(1800) })],
  amountLabels: { one: "每县一所达标，累计", two: "每县两所达标，累计", three: "每县三所达标，累计" },
  mainUse: "县级公立医院医疗事业支出",
  payee: "新达标的县级医院",
  publicOnly: true,
  yearly: false,
};
