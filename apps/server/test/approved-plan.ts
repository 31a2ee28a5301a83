import {
  approveProposal,
  buildPlan,
  countersignProposal,
  freezePlan,
  recordBudgets,
  recordInvestment,
  submitProposal,
} from "@qiangyi/api";
import { fundingLines } from "@qiangyi/policy";
import { addSampleProvince } from "../src/allocations/sample-province.ts";
import { actorAs, type TestApi } from "./api.ts";
import type { TestDatabase } from "./fresh-database.ts";

/** Persons of the tests: two of each desk, because nobody decides or issues what he put forward. */
export const people = {
  health: actorAs("prov_health_dept", { name: "业务处经办" }),
  planning: actorAs("prov_health_finance", { name: "规财处经办" }),
  finance: actorAs("prov_finance_social", { name: "社保处甲" }),
  finance2: actorAs("prov_finance_social", { name: "社保处乙", userId: "user-finance-2" }),
  auditor: actorAs("auditor"),
};

export const wan = (amount: number): string => String(BigInt(Math.round(amount * 100)) * 10_000n);

/** A province with a plan of 2025 worth 4,452.4万元 by the rules, budgets and an investment plan that carry it. */
export const setUpProvince = async (database: TestDatabase, api: TestApi, budgetWan = 3000): Promise<void> => {
  await addSampleProvince(database);
  const rows = fundingLines.map(({ id }) => ({
    line: id,
    year: 2025,
    amountFen: wan(budgetWan),
    source: "省级预算",
    documentNumber: "晋财预〔2025〕1号",
  }));
  const budgets = await api.call(people.finance, recordBudgets, { body: { rows } });
  if (budgets.status !== 201) throw new Error(JSON.stringify(budgets.problem));
  const plans = fundingLines.map(({ id }) => ({
    line: id,
    year: 2025,
    quantity: 10,
    standardFen: wan(100),
    sourceMix: "省级专项资金",
    approvedOn: "2025-01-20",
    documentNumber: "晋卫规财〔2025〕2号",
  }));
  const investment = await api.call(people.health, recordInvestment, { body: { rows: plans } });
  if (investment.status !== 201) throw new Error(JSON.stringify(investment.problem));
};

export const frozenPlanOf = async (api: TestApi): Promise<string> => {
  const built = await api.call(people.health, buildPlan, { body: { year: 2025 } });
  const planId = built.answer.id;
  const frozen = await api.call(people.health, freezePlan, {
    params: { planId },
    body: { title: "2025年分配建议", acceptStale: true },
  });
  if (frozen.status !== 200) throw new Error(JSON.stringify(frozen.problem));
  return planId;
};

/** Submitted, countersigned and approved. */
export const approvedPlanOf = async (api: TestApi): Promise<string> => {
  const proposalId = await frozenPlanOf(api);
  const params = { proposalId };
  const steps = [
    await api.call(people.health, submitProposal, { params, body: {} }),
    await api.call(people.planning, countersignProposal, { params, body: {} }),
    await api.call(people.finance, approveProposal, { params, body: { documentNumber: "省财政厅党组会议纪要〔2025〕3号" } }),
  ];
  const wrong = steps.find(({ status }) => status !== 201);
  if (wrong) throw new Error(JSON.stringify(wrong.problem));
  return proposalId;
};
