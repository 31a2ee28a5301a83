import { describe, expect, it } from "vitest";
import { type DeadlineEvent, deadlines } from "./index.ts";

const approved = (date: string, more: Partial<DeadlineEvent> = {}) =>
  deadlines({ event: "provincial-budget-approved", date, ...more });
const received = (date: string, more: Partial<DeadlineEvent> = {}) =>
  deadlines({ event: "provincial-issue-received", date, ...more });
const step = (result: ReturnType<typeof deadlines>, name: string) => result.steps.find((each) => each.step === name);

describe("第八条第三款:二十日报计划,三十日下达,市级比照分配到县", () => {
  describe("省人大批准后20日内报送分配计划 [qiangyi-2024.art8.3.a]", () => {
    it.each([
      ["2025-01-21", "2025-02-10"],
      ["2027-02-20", "2027-03-12"],
      ["2024-02-10", "2024-03-01"], // 闰年
    ])("%s批准 → %s截止,批准当日不计,遇休息日不顺延", (date, dueDate) =>
      expect(step(approved(date), "plan")).toMatchObject({ dueDate, status: "running", daysLate: 0 }),
    );

    it.each([
      ["2025-02-10", "met", 0],
      ["2025-02-11", "overdue", 1],
    ])("%s报送 → %s,逾期%i日", (on, status, daysLate) =>
      expect(step(approved("2025-01-21", { done: [{ step: "plan", on }] }), "plan")).toMatchObject({ status, daysLate }),
    );

    it.each(["0.00", "-10000.00"])("未提前下达部分为%s元:不适用", (remainder) => {
      const result = approved("2025-01-21", { remainder });
      expect(result.steps.map(({ status }) => status)).toEqual(["not-applicable", "not-applicable"]);
    });
  });

  describe("省人大批准后30日内下达 [qiangyi-2024.art8.3.b]", () => {
    it("从批准之日起算,计划迟到2025-02-18也不顺延", () => {
      const late = approved("2025-01-21", { done: [{ step: "plan", on: "2025-02-18" }] });
      expect(step(late, "issue")).toMatchObject({ dueDate: "2025-02-20", status: "running" });
      expect(step(late, "plan")).toMatchObject({ status: "overdue", daysLate: 8 });
    });

    it.each([
      ["2025-02-20", "met", 0],
      ["2025-02-25", "overdue", 5],
    ])("%s下达 → %s,逾期%i日", (on, status, daysLate) =>
      expect(step(approved("2025-01-21", { done: [{ step: "issue", on }] }), "issue")).toMatchObject({ status, daysLate }),
    );

    it("全部下达才算完成,最后一笔的日期为准", () => {
      const issue = (...done: [string, string][]) =>
        step(
          approved("2025-01-21", { remainder: "1000.00", done: done.map(([on, amount]) => ({ step: "issue", on, amount })) }),
          "issue",
        );
      expect(issue(["2025-02-01", "600.00"])).toMatchObject({ status: "running", undistributed: "400.00" });
      expect(issue(["2025-02-20", "400.00"], ["2025-02-01", "600.00"])).toMatchObject({ status: "met", undistributed: "0.00" });
      expect(issue(["2025-02-01", "600.00"], ["2025-02-21", "400.00"])).toMatchObject({ status: "overdue", daysLate: 1 });
    });

    it("过了期限仍未办的,按所告知的日期报逾期", () => {
      expect(step(approved("2025-01-21", { asOf: "2025-02-20" }), "issue")).toMatchObject({ status: "running", daysLate: 0 });
      expect(step(approved("2025-01-21", { asOf: "2025-02-25" }), "issue")).toMatchObject({ status: "overdue", daysLate: 5 });
    });
  });

  describe("市级收到后比照30日分配到县 [qiangyi-2024.art8.3.d]", () => {
    it("2025-02-18收到 → 2025-03-20截止", () =>
      expect(received("2025-02-18").steps).toMatchObject([
        { step: "county-distribution", dueDate: "2025-03-20", status: "running" },
      ]));

    it("收到县级部分1500万元,已分1200万元:仍在办理,未分300万元", () => {
      const partly = {
        due: "15000000.00",
        done: [{ step: "county-distribution", on: "2025-03-10", amount: "12000000.00" } as const],
      };
      expect(step(received("2025-02-18", partly), "county-distribution")).toMatchObject({
        status: "running",
        undistributed: "3000000.00",
      });
    });

    it.each([
      ["2025-03-20", "met", 0],
      ["2025-03-21", "overdue", 1],
    ])("%s分完 → %s,逾期%i日", (on, status, daysLate) => {
      const done = [
        { step: "county-distribution", on: "2025-03-01", amount: "12000000.00" },
        { step: "county-distribution", on, amount: "3000000.00" },
      ] as const;
      expect(step(received("2025-02-18", { due: "15000000.00", done }), "county-distribution")).toMatchObject({
        status,
        daysLate,
        undistributed: "0.00",
      });
    });

    it("口径B自省人大批准起算;口径B、C下收到日期定不出期限,也不猜", () => {
      const readings = { "clock.city": "B" } as const;
      expect(step(approved("2025-01-21", { readings }), "county-distribution")).toMatchObject({ dueDate: "2025-02-20" });
      expect(step(approved("2025-01-21"), "county-distribution")).toBeUndefined();
      for (const reading of ["B", "C"] as const)
        expect(received("2025-02-18", { readings: { "clock.city": reading } }).steps).toMatchObject([
          { dueDate: null, status: "running" },
        ]);
    });

    it("所用口径写在结果里", () => expect(received("2025-02-18").readings).toEqual(["clock.city=A"]));
  });

  describe("给出节假日安排时,最后一日休息的顺延到下一个工作日", () => {
    const calendar = { holidays: ["2025-04-04"], workdays: ["2025-04-27"] };
    it.each([
      ["2025-03-05", "2025-04-04", "2025-04-07"], // 清明假日,接着周末
      ["2025-03-27", "2025-04-26", "2025-04-27"], // 周六顺延到调休上班的周日
      ["2025-03-11", "2025-04-10", "2025-04-10"],
    ])("%s收到:不顺延%s,顺延%s", (date, plain, moved) => {
      expect(received(date).steps[0]?.dueDate).toBe(plain);
      expect(received(date, { calendar }).steps[0]?.dueDate).toBe(moved);
    });
  });
});
