import { date } from "@qiangyi/kernel";
import type { Budget } from "../budget.ts";
import type { AnswerContext, Answers, Attached, DeclaringInstitution } from "./answer-problems.ts";
import { templateOf } from "./templates/index.ts";

/* A complete declaration of the 5G pilot, for tests that spoil one thing at a time. */

export const countyHospital: DeclaringInstitution = {
  id: "141002-001",
  name: "某县人民医院",
  ownership: "public",
  affiliation: "county",
  tier: "secondary",
  class: "general",
  region: "141002",
  marks: [],
};

export const sampleContext: AnswerContext = {
  institution: countyHospital,
  dates: { opensOn: date("2022-03-01"), closesOn: date("2022-06-30"), referenceOn: date("2022-06-30") },
};

export const sampleDefinition = templateOf("5g-pilot", 2022);

const row = (id: string, amountWan: number): Budget["rows"][number] => ({
  id,
  year: 2022,
  economicClass: "31003",
  source: "province",
  task: `购置设备${id}`,
  targets: ["t1"],
  amountFen: `${amountWan}000000`,
  reckoning: "按询价",
});

export const sampleBudget: Budget = {
  rows: [row("a", 30), row("b", 20), row("c", 10)],
  statedTotals: [{ year: 2022, amountFen: "60000000" }],
};

export const sampleAnswers: Answers = {
  title: "县域5G远程会诊",
  basics: "全县十二个乡镇，距市区一百公里。",
  feasibility: { state: "yes", note: "见附件" },
  approvals: { state: "yes", note: "县发改局批复" },
  startsOn: "2022-09-01",
  endsOn: "2023-08-31",
  matching: { state: "yes", note: "自筹资金已到账" },
  safeguards: { state: "yes", note: "成立专班" },
  estimate: [
    { item: "会诊终端", quantity: 6, unit: "套", amount: "40000000" },
    { item: "室分站", quantity: 1, unit: "点位", amount: "20000000" },
  ],
  estimateTotal: "60000000",
  pledge: true,
  targets: [{ id: "t1", year: 2022, level: "output", name: "远程会诊例数", operator: ">=", value: "300", unit: "例" }],
  budget: sampleBudget,
};

export const sampleAttachments: readonly Attached[] = ["feasibility", "approvals", "matching"].map((material) => ({ material }));
