import { bookReviewExpense, listReviewExpenses, recordBudgets, reverseReviewExpense } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { addRegions } from "../allocations/sample-province.ts";

const database = await freshDatabase();
// A budget is entered in the books of 省财政厅, which stand for a region.
await addRegions(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");
const finance = actorAs("prov_finance_social");
const wan = (amount: number) => String(BigInt(Math.round(amount * 100)) * 10_000n);
const count = async (where = "true") =>
  (await database.query<{ n: number }>(`select count(*)::int as n from review_expense where ${where}`))[0]?.n;

const setBudget = (line: string, amountFen: string, reason?: string) =>
  api.call(finance, recordBudgets, {
    body: {
      rows: [{ line, year: 2025, amountFen, source: "省级预算", documentNumber: "晋财预〔2025〕1号", ...(reason && { reason }) }],
    },
  });
const book = (line: string, amountFen: string, change: object = {}) =>
  api.call(health, bookReviewExpense, {
    body: {
      line,
      year: 2025,
      kind: "expert-review",
      amountFen,
      purpose: "专家评审费",
      link: null,
      voucher: "记-0012",
      spentOn: "2025-03-01",
      ...change,
    },
  });
const lineOf = async (line: string) =>
  (await api.call(health, listReviewExpenses, { query: { year: 2025 } })).answer.lines.find((row) => row.line === line);

describe("评审评估支出不超过年度预算的1%", () => {
  it("预算20000万元：150、50万元可列，再列0.01元拒绝并写明三个数 [qiangyi-2024.art5.c]", async () => {
    await setBudget("township-centre", wan(20_000));
    expect((await book("township-centre", wan(150))).status).toBe(201);
    expect((await book("township-centre", wan(50))).answer).toMatchObject({ bookedFen: wan(200), availableFen: "0" });
    const refused = await book("township-centre", "1");
    expect(refused).toMatchObject({ status: 409, problem: { code: "REVIEW_COST_CAP_EXCEEDED", clause: "qiangyi-2024.art5.c" } });
    expect(refused.problem.detail).toContain("上限200万元，已列200万元");
    expect(refused.problem.detail).toContain("0.01元");
    expect(await count("line = 'township-centre'")).toBe(2);
  });

  it("预算1234567.89元：上限12345.67元 [qiangyi-2024.art5.c]", async () => {
    await setBudget("tcm-specialty", "123456789");
    const { lines } = (await api.call(health, listReviewExpenses, { query: { year: 2025 } })).answer;
    expect(lines.find(({ budgetFen }) => budgetFen === "123456789")?.capFen).toBe("1234567");
  });

  it("列支180万元后预算减到15000万元：显示超出30万元，不得再列，已列的不动 [qiangyi-2024.art5.c]", async () => {
    await setBudget("appropriate-technique", wan(20_000));
    await book("appropriate-technique", wan(180));
    await setBudget("appropriate-technique", wan(15_000), "年中调减");
    expect(await lineOf("appropriate-technique")).toMatchObject({
      capFen: wan(150),
      bookedFen: wan(180),
      overFen: wan(30),
      availableFen: "0",
    });
    expect((await book("appropriate-technique", "1")).problem.code).toBe("REVIEW_COST_CAP_EXCEEDED");
    expect(await count("line = 'appropriate-technique'")).toBe(1);
  });

  it("没有登记预算的支持项目不能列支", async () => {
    expect((await book("expert-workshop", "100")).problem.code).toBe("LINE_BUDGET_MISSING");
    expect(await count("line = 'expert-workshop'")).toBe(0);
  });

  it("十笔同时列支也不会合起来超过上限", async () => {
    await setBudget("county-tertiary", wan(1000));
    const answers = await Promise.all(Array.from({ length: 10 }, () => book("county-tertiary", wan(3))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await lineOf("county-tertiary")).toMatchObject({ bookedFen: wan(9), availableFen: wan(1) });
  });
});

describe("只列与项目直接相关的支出", () => {
  it("专家评审费3万元可列；办公设备、人员工资、考察培训拒绝 [qiangyi-2024.art5.d]", async () => {
    await setBudget("visiting-scholar", wan(20_000));
    expect((await book("visiting-scholar", wan(3))).status).toBe(201);
    for (const kind of ["equipment", "salary", "study-tour"]) {
      const refused = await book("visiting-scholar", wan(3), { kind, purpose: "办公设备" });
      expect(refused).toMatchObject({ status: 422, problem: { code: "REVIEW_COST_NOT_DIRECT", clause: "qiangyi-2024.art5.d" } });
    }
    expect((await book("visiting-scholar", wan(1), { kind: "other-direct" })).problem.code).toBe("link-required");
    expect(await count("line = 'visiting-scholar'")).toBe(1);
    expect((await book("visiting-scholar", wan(1), { kind: "other-direct", link: "次中心现场核查的专家交通" })).status).toBe(201);
  });
});

describe("流水只增不改", () => {
  it("冲回一笔：额度恢复，原记录保留，只能冲一次", async () => {
    await setBudget("national-key-specialty", wan(1000));
    const { id } = (await book("national-key-specialty", wan(10))).answer;
    const reverse = (expenseId: string) =>
      api.call(health, reverseReviewExpense, { params: { expenseId }, body: { reason: "登记错误" } });
    const back = await reverse(id);
    expect(back.status).toBe(201);
    expect(await lineOf("national-key-specialty")).toMatchObject({ bookedFen: "0", availableFen: wan(10) });
    expect((await reverse(id)).problem.code).toBe("expense-reversed");
    expect((await reverse(back.answer.id)).problem.code).toBe("expense-reversed");
    expect((await reverse("0190b7a0-0000-7000-8000-000000000000")).problem.code).toBe("expense-not-found");
    expect(await count("line = 'national-key-specialty'")).toBe(2);
    const { items } = (await api.call(health, listReviewExpenses, { query: { year: 2025 } })).answer;
    expect(items.find((item) => item.id === id)).toMatchObject({ isReversed: true });
  });

  it("每条约束都守得住", async () => {
    const spoil = (columns: string, values: string) =>
      database.query(
        `insert into review_expense (province, id, line, year, purpose, voucher, spent_on, booked_by, by_name, at, ${columns})
         values ('14', gen_random_uuid(), 'x', 2025, '评审', '记-1', '2025-01-01', 'x', 'x', now(), ${values})`,
      );
    const refused = (constraint: string) => expect.objectContaining({ constraint });
    await expect(spoil("kind, amount_fen", "'equipment', 1")).rejects.toEqual(refused("review_expense_kind"));
    await expect(spoil("kind, amount_fen", "'expert-review', 0")).rejects.toEqual(refused("review_expense_sign"));
    await expect(spoil("kind, amount_fen", "'other-direct', 5")).rejects.toEqual(refused("review_expense_other_has_link"));
    const one = "(select id from review_expense where reverses is null limit 1)";
    await expect(spoil("kind, amount_fen, reverses", `'expert-review', -1, ${one}`)).rejects.toEqual(
      refused("review_expense_reverses_whole"),
    );
    await expect(database.query("update review_expense set amount_fen = 1")).rejects.toEqual(
      refused("review_expense_append_only"),
    );
    await expect(database.query("delete from review_expense")).rejects.toEqual(refused("review_expense_append_only"));
  });

  it("市级、财政不能登记；市级不能看", async () => {
    const before = await count();
    const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
    const body = {
      line: "township-centre",
      year: 2025,
      kind: "expert-review",
      amountFen: "1",
      purpose: "评审",
      link: null,
      voucher: "记-1",
      spentOn: "2025-03-01",
    } as const;
    for (const actor of [city, finance])
      expect(await api.call(actor, bookReviewExpense, { body })).toMatchObject({
        status: 403,
        problem: { code: "FORBIDDEN_ROLE" },
      });
    expect((await api.call(city, listReviewExpenses, { query: { year: 2025 } })).status).toBe(403);
    expect(await count()).toBe(before);
  });
});
