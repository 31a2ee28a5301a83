import {
  bookReviewExpense,
  listReviewExpenses,
  type ReviewExpense,
  type RouteAnswer,
  refusedExpenseKinds,
  reverseReviewExpense,
} from "@qiangyi/api";
import { type Fen, fen, formatYuan, inWanYuan, ok, parseYuan, type Refusal, type Result, refuse, zero } from "@qiangyi/kernel";
import { type ReviewCostCap, reviewCostCap } from "@qiangyi/policy";
import { type LineBudget, lineBudgets } from "../allocations/index.ts";
import { type Actor, type Answers, type Call, handle, newId, type Rooms } from "../platform/index.ts";
import {
  bookedOn,
  type ExpenseDraft,
  findExpense,
  insertExpense,
  listExpenses,
  lockCap,
  type StoredExpense,
} from "./expenses.store.ts";

type ExpenseRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"REVIEW_COST_NOT_DIRECT", { readonly kind: string; readonly clause: string }>
  | Refusal<"LINE_BUDGET_MISSING", { readonly clause: string }>
  | Refusal<
      "REVIEW_COST_CAP_EXCEEDED",
      { readonly cap: Fen; readonly booked: Fen; readonly requested: Fen; readonly clause: string }
    >
  | Refusal<"link-required">
  | Refusal<"expense-not-found">
  | Refusal<"expense-reversed">;

type CapFacts = { readonly cap: Fen; readonly booked: Fen; readonly requested: Fen };

const forbidden = [403, "评审评估支出由省卫生健康委登记", "列支的是各支持项目的省级预算"] as const;

const answers: Answers<ExpenseRefusal> = {
  FORBIDDEN_ROLE: forbidden,
  REVIEW_COST_NOT_DIRECT: [
    422,
    ({ kind }: { readonly kind: string }) => `“${kind}”不是与项目直接相关的评审评估支出，不能在1%中列支`,
    "只列专家评审、项目评估、绩效评价；其他直接支出须写明与项目的联系",
  ],
  LINE_BUDGET_MISSING: [409, "该支持项目当年没有登记年度预算，无法核定1%上限，没有列支", "请先在“预算与历年”登记年度预算"],
  REVIEW_COST_CAP_EXCEEDED: [
    409,
    ({ cap, booked, requested }: CapFacts) =>
      `超过年度预算1%的上限：上限${inWanYuan(cap)}，已列${inWanYuan(booked)}，本次${inWanYuan(requested)}（${formatYuan(requested)}元）`,
    "当年未用的额度不结转下年",
  ],
  "link-required": [422, "其他直接支出须写明与项目的直接联系", "写明用于哪个项目的哪项评审评估工作"],
  "expense-not-found": [404, "没有这笔列支"],
  "expense-reversed": [409, "这笔列支已经冲回，或本身是一笔冲回"],
};

/** 评审评估支出 (qiangyi-2024.art5.c, art5.d): within 1% of the yearly budget of a line, for what belongs to its projects. */
export const expensesRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listReviewExpenses,
    async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listReviewExpenses>, Refusal<"FORBIDDEN_ROLE">>> => {
      if (actor.level !== "province") return refuse({ code: "FORBIDDEN_ROLE" });
      const budgets = await lineBudgets(tx, actor.province, query.year);
      const booked = await bookedOn(tx, actor.province, query.year);
      const items = await listExpenses(tx, actor.province, query.year);
      const reversed = new Set(items.map(({ reverses }) => reverses));
      return ok({
        lines: budgets.map((budget) => capView(budget, booked.get(budget.line) ?? zero)),
        items: items.map((item) => shownExpense(item, reversed.has(item.id))),
      });
    },
    { FORBIDDEN_ROLE: forbidden },
  );
  handle(rooms, bookReviewExpense, book, answers);
  handle(rooms, reverseReviewExpense, reverse, answers);
};

const book = async ({
  tx,
  actor,
  clock,
  body,
}: Call<typeof bookReviewExpense>): Promise<Result<RouteAnswer<typeof bookReviewExpense>, ExpenseRefusal>> => {
  if (actor.level !== "province") return refuse({ code: "FORBIDDEN_ROLE" });
  const { kind, amountFen, spentOn, ...rest } = body;
  if (kind === "equipment" || kind === "salary" || kind === "study-tour")
    return refuse({ code: "REVIEW_COST_NOT_DIRECT", kind: refusedExpenseKinds[kind], clause: "qiangyi-2024.art5.d" });
  if (kind === "other-direct" && (body.link?.length ?? 0) < 2) return refuse({ code: "link-required" });
  // From here on one booking at a time for this line and year: two together can never pass the limit.
  await lockCap(tx, actor.province, body.line, body.year);
  const budget = (await lineBudgets(tx, actor.province, body.year)).find(({ line }) => line === body.line);
  if (budget?.amount === undefined) return refuse({ code: "LINE_BUDGET_MISSING", clause: "qiangyi-2024.art5.c" });
  const booked = (await bookedOn(tx, actor.province, body.year)).get(body.line) ?? zero;
  const requested = fen(BigInt(amountFen));
  const cap = capOf(budget.amount, booked, requested);
  if (!cap.accepted)
    return refuse({ code: "REVIEW_COST_CAP_EXCEEDED", cap: yuanOf(cap.cap), booked, requested, clause: "qiangyi-2024.art5.c" });
  const id = newId();
  await insertExpense(tx, {
    ...draftBy(actor, clock.now()),
    ...rest,
    id,
    kind,
    amount_fen: requested,
    spent_on: spentOn,
    link: body.link === "" ? null : body.link,
    reverses: null,
  });
  return ok({ id, bookedFen: String(booked + requested), availableFen: String(yuanOf(cap.available) - requested) });
};

const reverse = async ({
  tx,
  actor,
  clock,
  params,
  body,
}: Call<typeof reverseReviewExpense>): Promise<Result<RouteAnswer<typeof reverseReviewExpense>, ExpenseRefusal>> => {
  if (actor.level !== "province") return refuse({ code: "FORBIDDEN_ROLE" });
  const held = await findExpense(tx, actor.province, params.expenseId);
  if (!held) return refuse({ code: "expense-not-found" });
  await lockCap(tx, actor.province, held.line, held.year);
  const isReversed = (await listExpenses(tx, actor.province, held.year)).some(({ reverses }) => reverses === held.id);
  if (isReversed || held.reverses !== null) return refuse({ code: "expense-reversed" });
  const id = newId();
  await insertExpense(tx, {
    ...draftBy(actor, clock.now()),
    id,
    line: held.line,
    year: held.year,
    kind: held.kind,
    amount_fen: -held.amount_fen,
    purpose: `冲回：${body.reason}`,
    link: held.link,
    voucher: held.voucher,
    spent_on: held.spent_on,
    reverses: held.id,
  });
  return ok({ id });
};

const draftBy = (
  { province, userId, name }: Actor,
  at: Date,
): Pick<ExpenseDraft, "province" | "booked_by" | "by_name" | "at"> => ({
  province,
  booked_by: userId,
  by_name: name,
  at,
});

/** The policy contract counts in 元 with two decimals; no digit is lost on the way. */
const capOf = (budget: Fen, booked: Fen, requested: Fen): ReviewCostCap =>
  reviewCostCap({ budget: formatYuan(budget), booked: formatYuan(booked), requested: formatYuan(requested) });

const yuanOf = (text: string): Fen => parseYuan(text) ?? zero;

const capView = ({ line, name, amount }: LineBudget, booked: Fen) => {
  const cap = amount === undefined ? undefined : capOf(amount, booked, zero);
  return {
    line,
    name,
    budgetFen: amount === undefined ? null : String(amount),
    capFen: cap ? String(yuanOf(cap.cap)) : null,
    bookedFen: String(booked),
    overFen: cap ? String(yuanOf(cap.over)) : "0",
    availableFen: cap ? String(yuanOf(cap.available)) : "0",
    explanation: cap ? cap.explanation.map(({ text }) => text) : [],
  };
};

const shownExpense = (row: StoredExpense, isReversed: boolean): ReviewExpense => ({
  id: row.id,
  line: row.line,
  year: row.year,
  kind: row.kind,
  amountFen: String(row.amount_fen),
  purpose: row.purpose,
  link: row.link,
  voucher: row.voucher,
  spentOn: row.spent_on,
  reverses: row.reverses,
  isReversed,
  by: row.by_name,
  at: row.at.toISOString(),
});
