import { z } from "zod";
import { dateText, fenText, instantText, positiveFen, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { room, sentence } from "./shared.ts";

/** What the 1% is for (qiangyi-2024.art5.d), and what is refused by name. */
export const reviewExpenseKinds = {
  "expert-review": "专家评审",
  "project-assessment": "项目评估",
  "performance-evaluation": "绩效评价",
  "other-direct": "其他直接支出",
} as const;
export const refusedExpenseKinds = { equipment: "设备购置", salary: "人员工资", "study-tour": "考察培训" } as const;

const kinds = ["expert-review", "project-assessment", "performance-evaluation", "other-direct"] as const;
const refused = ["equipment", "salary", "study-tour"] as const;

const expense = z.object({
  id: z.uuid(),
  line: z.string(),
  year: z.number().int(),
  kind: z.enum(kinds),
  amountFen: fenText,
  purpose: z.string(),
  /** How it belongs to the project, in words; the project itself where there is one. */
  link: z.string().nullable(),
  voucher: z.string(),
  spentOn: dateText,
  /** The booking that this one takes back. */
  reverses: z.uuid().nullable(),
  isReversed: z.boolean(),
  by: z.string(),
  at: instantText,
});
export type ReviewExpense = z.infer<typeof expense>;

export const listReviewExpenses = route({
  method: "GET",
  url: "/reviews/expenses",
  room,
  summary: "评审评估支出与1%上限",
  access: "projects.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    lines: z.array(
      z.object({
        line: z.string(),
        name: z.string(),
        budgetFen: fenText.nullable(),
        capFen: fenText.nullable(),
        bookedFen: fenText,
        overFen: fenText,
        availableFen: fenText,
        explanation: z.array(z.string()),
      }),
    ),
    items: z.array(expense),
  }),
});

export const bookReviewExpense = route({
  method: "POST",
  url: "/reviews/expenses",
  room,
  summary: "列支评审评估支出",
  access: "reviews.organise",
  body: z.object({
    line: z.string().min(1, "请选择支持项目").max(60),
    year: yearNumber,
    kind: z.enum([...kinds, ...refused]),
    amountFen: positiveFen,
    purpose: sentence,
    link: z.string().trim().max(500).nullable(),
    voucher: z.string().trim().min(2, "请填写凭证号或合同号").max(100),
    spentOn: dateText,
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), bookedFen: fenText, availableFen: fenText }),
});

export const reverseReviewExpense = route({
  method: "POST",
  url: "/reviews/expenses/:expenseId/reversal",
  room,
  summary: "冲回一笔列支；原记录保留",
  access: "reviews.organise",
  params: z.object({ expenseId: z.uuid() }),
  body: z.object({ reason: sentence }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});
