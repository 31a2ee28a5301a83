import { yuan } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { articleId, standardOf } from "./document.ts";

export const doctorSecondment: FundingLine<"personYear"> = {
  id: "doctor-secondment",
  name: "千名医师下基层",
  shortName: "千名医师下基层",
  group: "提能力",
  order: 11,
  ref: "第七条（三）4",
  clause: articleId("7.3.4.e"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "每年",
  quantities: [{ kind: "floor", target: 1000, per: "year", label: "每年从三级医院抽调的医师", clause: articleId("7.3.4.b") }],
  standards: [standardOf("第七条（三）4", { personYear: yuan(24_000) })],
  amountLabels: { personYear: "每人每年" },
  mainUse: "派出人员食宿、差旅",
  payee: "受援医院",
  publicOnly: false,
  yearly: true,
};
