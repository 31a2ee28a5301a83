import { listPlans, readPlan, wholeFund } from "@qiangyi/api";
import { type Fen, minus, ok, type PlainDate, parseYuan, zero } from "@qiangyi/kernel";
import { claimCodes, type FundingLine, fundingLines, type Quantity, type Warning } from "@qiangyi/policy";
import type { Rooms, Tx } from "../platform/index.ts";
import { lineName } from "../policy/index.ts";
import { budgetCodeOf, type Obstacle, obstaclesOf } from "./budget-check.ts";
import { currentBudgets } from "./budgets.store.ts";
import { type Cell, groupCells, noCounts, noSums } from "./cells.ts";
import { allocatedBefore } from "./comparison.ts";
import { handleAtDesk } from "./desk.ts";
import { currentInvestment } from "./investment.store.ts";
import { type Revisions, staleOf } from "./plan.ts";
import { allCells } from "./plan-cells.store.ts";
import { openPlan } from "./plan-memory.ts";
import { planAnswers, readablePlan } from "./plan-refusals.ts";
import { findPlans, outsideOf } from "./plans.store.ts";
import { publicationsOf } from "./publications.store.ts";
import { revisionsNow } from "./sources.ts";
import { countsView, planView, sumsView } from "./views.ts";

export const readPlanRoutes = (rooms: Rooms): void => {
  handleAtDesk(rooms, listPlans, async ({ tx, actor, query }) => {
    const { year, kind, after, limit } = query;
    const plans = await findPlans(tx, actor.province, { year, kind, after, limit });
    const items = plans.slice(0, limit);
    const revisions = new Map<PlainDate, Revisions>();
    for (const { decisionDate, state } of items) {
      if (state === "draft" && !revisions.has(decisionDate)) {
        revisions.set(decisionDate, await revisionsNow(tx, actor.province, decisionDate));
      }
    }
    const published = await publicationsOf(
      tx,
      actor.province,
      items.map(({ id }) => id),
    );
    return ok({
      items: items.map((plan) =>
        planView(plan, staleOf(plan, revisions.get(plan.decisionDate) ?? plan.revisions), published.get(plan.id)),
      ),
      next: plans.length > limit ? (items.at(-1)?.id ?? null) : null,
      total: null,
    });
  });

  handleAtDesk(
    rooms,
    readPlan,
    async ({ tx, actor, params }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      const plan = found.value;
      const cells = await allCells(tx, actor.province, plan.id);
      const frame = await budgetFrame(tx, actor.province, plan.year);
      const opened = await openPlan(tx, actor.province, plan);
      const output = await opened.storedOutput();
      const before = allocatedBefore(opened);
      const allocated = new Map<string, bigint>();
      for (const claim of output.results) allocated.set(claim.line, (allocated.get(claim.line) ?? 0n) + before(claim));
      const stale = staleOf(plan, await revisionsNow(tx, actor.province, plan.decisionDate));
      return ok({
        ...planView(plan, stale, (await publicationsOf(tx, actor.province, [plan.id])).get(plan.id)),
        lines: budgetRows(cells, frame, allocated),
        fundBudgetFen: frame.fundBudget === undefined ? null : String(frame.fundBudget),
        quantities: output.quantities.map(quantityView),
        warnings: output.warnings.map(warningView),
        obstacles: plan.state === "draft" && plan.kind === "plan" ? planObstacles(cells, frame) : [],
        codes: claimCodes.map(({ code, title, remedy }) => ({ code, title, remedy })),
        note: plan.note,
        outside: await outsideOf(tx, actor.province, plan.id),
      });
    },
    planAnswers,
  );
};

/** Budgets and investment plan of a year as they are recorded now. */
export interface BudgetFrame {
  readonly budgets: ReadonlyMap<string, Fen>;
  readonly fundBudget: Fen | undefined;
  readonly planned: ReadonlySet<string>;
}

export const budgetFrame = async (tx: Tx, province: string, year: number): Promise<BudgetFrame> => {
  const budgets = new Map((await currentBudgets(tx, province, year)).map(({ line, amount }) => [line, amount]));
  const investment = await currentInvestment(tx, province, year);
  return {
    budgets,
    fundBudget: budgets.get(wholeFund),
    planned: new Set(investment.filter(({ total }) => total > 0n).map(({ line }) => line)),
  };
};

export const planObstacles = (cells: readonly Cell[], frame: BudgetFrame): Obstacle[] => {
  const byLine = groupCells(cells, ({ line }) => line);
  return obstaclesOf(
    fundingLines.map((line) => ({ line, proposed: byLine.get(line.id)?.proposed ?? zero })),
    frame,
  );
};

const budgetRows = (cells: readonly Cell[], { budgets }: BudgetFrame, allocated: ReadonlyMap<string, bigint>) => {
  const byLine = groupCells(cells, ({ line }) => line);
  return fundingLines
    .filter(({ id }) => byLine.has(id) || budgets.has(id))
    .map((line: FundingLine) => {
      const sums = byLine.get(line.id) ?? { ...noCounts, ...noSums };
      const budget = budgets.get(line.id);
      return {
        line: line.id,
        name: line.shortName,
        group: line.group,
        clause: line.clause,
        counts: countsView(sums),
        sums: sumsView(sums),
        allocatedFen: String(allocated.get(line.id) ?? 0n),
        budgetFen: budget === undefined ? null : String(budget),
        differenceFen: budget === undefined ? null : String(minus(budget, sums.proposed)),
        code: budgetCodeOf(line, sums.proposed, budget) ?? null,
      };
    });
};

const quantityView = (quantity: Quantity) => ({
  line: quantity.line,
  name: lineName(quantity.line),
  kind: quantity.kind,
  group: quantity.group ?? null,
  year: "year" in quantity ? (quantity.year ?? null) : null,
  target: "target" in quantity ? quantity.target : null,
  actual: "actual" in quantity ? quantity.actual : null,
  difference: "difference" in quantity ? quantity.difference : null,
  part: "part" in quantity ? quantity.part : null,
  whole: "whole" in quantity ? quantity.whole : null,
  percent: "percent" in quantity ? quantity.percent : null,
});

const warningView = ({ amount, ...warning }: Warning) => ({ ...warning, amountFen: String(parseYuan(amount) ?? zero) });
