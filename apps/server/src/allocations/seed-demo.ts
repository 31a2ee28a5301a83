import { wholeFund } from "@qiangyi/api";
import { date, type Fen, fen, parseYuan, wanYuan, zero } from "@qiangyi/kernel";
import { type EvaluateInput, type EvaluateOutput, evaluate, type FundingLineId, fundingLines } from "@qiangyi/policy";
import { type Actor, type Clock, newId, systemActor, type Tx } from "../platform/index.ts";
import { insertAllocated } from "./allocated.store.ts";
import { currentBudgets, insertBudgets } from "./budgets.store.ts";
import { compute } from "./compute.ts";
import { insertInvestment } from "./investment.store.ts";
import { closePlan } from "./plans.store.ts";
import { publish } from "./publish-plan.ts";
import type { Recorded } from "./recorded-row.ts";
import { gatherInput, revisionsNow } from "./sources.ts";
import { createPlan } from "./store-plan.ts";

/** Allocated in the demonstration's 2024; the other lines of that year are still open, so that a plan of 2024 has something to say. */
const allocatedIn2024 = new Set<FundingLineId>(["top100-reward", "provincial-discipline", "expert-workshop"]);

/** Whose budget is cut in the course of a year of the demonstration. */
const shortLines: Readonly<Record<number, FundingLineId>> = { 2024: "provincial-key-specialty", 2026: "township-centre" };

/**
 * Budgets and investment plans of 2024 to 2026 and what was allocated for 2023 and 2024, derived from the demonstration's own facts;
 * for 2024 and 2026 a published version. Call it after the facts are seeded.
 */
export const seedDemoAllocations = async (tx: Tx, clock: Clock): Promise<void> => {
  const by = recordedAt(clock.now());
  const { input } = await gatherInput(tx, systemActor, 2026, clock.today());
  await seedAllocated(tx, input, by);
  for (const year of [2024, 2025, 2026]) {
    const output = evaluate({ ...input, years: [year] });
    // Known in the autumn before, because that is when the first of it is issued.
    await seedBudgets(tx, output, year, recordedAt(earlier(clock, `${year - 1}-10-20`).now()));
    await seedInvestment(tx, output, year, by);
  }
  for (const year of [2024, 2026]) await seedPublishedPlan(tx, year === 2026 ? earlier(clock, "2026-03-02") : clock, year);
};

/** Budgets that were cut in the course of the year and the drafts that stand over them. After the money, because what is issued makes every earlier draft stale. */
export const seedDemoDrafts = async (tx: Tx, clock: Clock): Promise<void> => {
  const by = recordedAt(clock.now());
  // Both before the drafts: any change of a budget makes every earlier draft stale.
  for (const year of [2024, 2026]) await cutBudget(tx, year, by);
  for (const year of [2024, 2026]) await seedPlan(tx, clock, year, `${year}年资金分配建议方案（演示，预算调减后）`);
  await seedPlan(tx, clock, 2025, "2025年资金分配建议方案（演示）");
};

const recordedAt = (at: Date): Recorded => ({ recordedBy: systemActor.userId, recordedName: "演示数据", recordedAt: at });

/** The clock on a day of the story, unless that lies ahead. */
const earlier = (clock: Clock, day: string): Clock => {
  const told = new Date(`${day}T09:00:00+08:00`);
  return told < clock.now() ? { now: () => told, today: () => date(day) } : clock;
};

const demoActor: Actor = { ...systemActor, name: "演示数据" };

/** A draft to look at from the first minute. */
const seedPlan = async (tx: Tx, clock: Clock, year: number, title: string): Promise<string> => {
  const id = newId();
  const decisionDate = clock.today();
  const revisions = await revisionsNow(tx, systemActor.province, decisionDate);
  const { input, outside } = await gatherInput(tx, systemActor, year, decisionDate);
  const computed = compute(input, null);
  await createPlan(tx, { id, kind: "plan", basePlanId: null, year, title, decisionDate }, computed, {
    actor: demoActor,
    at: clock.now(),
    revisions,
    standards: null,
    outside,
  });
  return id;
};

/** What cities, counties and units read from the first minute: a first version, frozen while the budget still sufficed. */
const seedPublishedPlan = async (tx: Tx, clock: Clock, year: number): Promise<void> => {
  const [title, note, at] = [`${year}年资金分配建议方案（演示）`, "演示：预算调减前的第一版", clock.now()];
  const id = await seedPlan(tx, clock, year, title);
  await closePlan(tx, systemActor.province, id, { state: "frozen", version: 1, title, note, at });
  const published = await publish(tx, demoActor, id, { note: "请各地核对本级的部分（演示）", at });
  if (!published.ok) throw new Error(`the demonstration's plan was not published: ${published.refusal.code}`);
};

/** The year's budget of one line is cut after the first version, so that the next draft stands over it. */
const cutBudget = async (tx: Tx, year: number, by: Recorded): Promise<void> => {
  const { province } = systemActor;
  const [before] = (await currentBudgets(tx, province, year)).filter(({ line }) => line === shortLines[year]);
  // Started before that year, the demonstration has nothing to pay in it yet.
  if (!before) return;
  const amount = fen(before.amount - (before.amount > wanYuan(400) ? wanYuan(400) : wanYuan(100)));
  const changed = { documentNumber: `晋财预〔${year}〕9号（演示）`, reason: "年中调减预算", corrections: before.corrections + 1 };
  await insertBudgets(tx, province, [{ ...before, id: newId(), amount, ...changed, ...by }]);
};

const seedAllocated = async (tx: Tx, input: EvaluateInput, by: Recorded): Promise<void> => {
  const { results } = evaluate({ ...input, years: [2023, 2024] });
  const paid = results.filter(({ status, year, line }) => status === "payable" && (year === 2023 || allocatedIn2024.has(line)));
  await insertAllocated(
    tx,
    systemActor.province,
    paid.map(({ line, subject, year, amount }) => ({
      id: newId(),
      line,
      subject,
      year,
      amount: amountOf(amount),
      documentNumber: `晋财社〔${year + 1}〕1号（演示）`,
      reason: null,
      corrections: 0,
      ...by,
    })),
  );
};

const amountOf = (text: string): Fen => parseYuan(text) ?? zero;

const totalsOf = (output: EvaluateOutput): ReadonlyMap<string, Fen> =>
  new Map(output.totals.map(({ line, amount }) => [line, amountOf(amount)]));

const million = 100_000_000n;
/** Budgets are round: up to the next 100万元. */
const roundedUp = (amount: Fen): Fen => fen(((amount + million - 1n) / million) * million);

const budgetOf = (line: FundingLineId, total: Fen, year: number): Fen | undefined => {
  if (year === 2025 && line === "provincial-discipline") return undefined;
  if (year === 2025 && line === "provincial-key-specialty" && total > wanYuan(400)) return fen(total - wanYuan(400));
  return roundedUp(total);
};

const seedBudgets = async (tx: Tx, output: EvaluateOutput, year: number, by: Recorded): Promise<void> => {
  const totals = totalsOf(output);
  const amounts = fundingLines.flatMap(({ id }) => {
    const total = totals.get(id) ?? zero;
    const amount = total > 0n ? budgetOf(id, total, year) : undefined;
    return amount === undefined ? [] : [{ line: id as string, amount }];
  });
  const fund = { line: wholeFund, amount: fen(amounts.reduce((sum, { amount }) => sum + amount, 10n * million)) };
  await insertBudgets(
    tx,
    systemActor.province,
    [fund, ...amounts].map(({ line, amount }) => ({
      id: newId(),
      line,
      year,
      amount,
      source: "省级财政预算",
      documentNumber: `晋财预〔${year}〕1号（演示）`,
      reason: null,
      corrections: 0,
      ...by,
    })),
  );
};

const seedInvestment = async (tx: Tx, output: EvaluateOutput, year: number, by: Recorded): Promise<void> => {
  const totals = totalsOf(output);
  const planned = fundingLines.filter(({ id }) => (totals.get(id) ?? 0n) > 0n);
  await insertInvestment(
    tx,
    systemActor.province,
    planned.map(({ id }) => {
      const quantity = output.results.filter(({ line, status }) => line === id && status === "payable").length;
      return {
        id: newId(),
        line: id,
        year,
        quantity,
        standard: fen((totals.get(id) ?? 0n) / BigInt(Math.max(1, quantity))),
        sourceMix: "省级强医工程专项资金",
        approvedOn: date(`${year}-01-20`),
        documentNumber: `晋卫规财〔${year}〕2号（演示）`,
        reason: null,
        corrections: 0,
        ...by,
      };
    }),
  );
};
