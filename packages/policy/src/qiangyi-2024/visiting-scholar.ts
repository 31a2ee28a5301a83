import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const visitingScholar: FundingLine<never> = {
  id: "visiting-scholar",
  name: "国内访问学者",
  shortName: "国内访问学者",
  group: "提能力",
  order: 14,
  ref: "第七条（三）5（3）",
  clause: articleId("7.3.5.3.f"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "按录取名单",
  quantities: [{ kind: "approximate", target: 450, per: "year", label: "每年录取的访问学者", clause: articleId("7.3.5.3.e") }],
  standards: [standardOf("第七条（三）5（3）", {})],
  amountLabels: {},
  mainUse: "学费",
  payee: "培养单位",
  publicOnly: false,
  yearly: true,
};
