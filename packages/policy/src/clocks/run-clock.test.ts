import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { type ClockRuleId, type ClockRun, clockRuleOf, clockRules, runClock } from "./index.ts";

const holidays2025 = {
  holidays: ["2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-03", "2025-02-04"],
  workdays: ["2025-01-26", "2025-02-08"],
};
const calendarOf = (year: number) => (year === 2025 ? holidays2025 : undefined);
const run = (rule: ClockRuleId, startedOn: string, more: Partial<Record<"endsOn" | "stoppedOn" | "asOf", string>> = {}) => {
  const { endsOn, stoppedOn, asOf } = more;
  return runClock({
    rule,
    startedOn: date(startedOn),
    stoppedOn: stoppedOn === undefined ? null : date(stoppedOn),
    asOf: date(asOf ?? startedOn),
    calendarOf,
    ...(endsOn !== undefined && { endsOn: date(endsOn) }),
  } satisfies ClockRun);
};

describe("期限：当日不计，按自然日，取更严的并列示法定的", () => {
  it.each([
    // 起算 事项 截止 法定
    ["2025-01-18", "plan-report", "2025-02-07", null],
    ["2025-01-18", "provincial-issue", "2025-02-17", "2025-03-19"],
    ["2025-02-17", "county-distribution", "2025-03-19", "2025-03-19"],
    ["2025-01-21", "plan-report", "2025-02-10", null],
    ["2027-02-20", "plan-report", "2027-03-12", null],
    ["2025-03-03", "query-report", "2025-03-03", null],
  ] as const)("%s起算的%s：截止%s，法定%s", (startedOn, rule, dueOn, legalDueOn) =>
    expect(run(rule, startedOn)).toMatchObject({ dueOn, legalDueOn }),
  );

  it("20个工作日跨过春节，调休的周末算工作日", () => {
    expect(run("disclosure", "2025-01-24").dueOn).toBe("2025-02-27");
  });

  it("没有登记节假日安排的年份不猜", () => {
    expect(run("disclosure", "2026-03-02")).toMatchObject({ dueOn: null, state: "waiting", light: "grey" });
  });

  it("以另一事件之日为限的，那一日登记前不猜", () => {
    expect(run("incorporation", "2025-01-02")).toMatchObject({ dueOn: null, state: "waiting" });
    expect(run("incorporation", "2025-01-02", { endsOn: "2025-02-20" }).dueOn).toBe("2025-02-20");
  });

  it("末日逢休：不顺延，另给参考日", () => {
    // 2025-02-15 是星期六
    expect(run("plan-report", "2025-01-26")).toMatchObject({ dueOn: "2025-02-15", nextWorkingDay: "2025-02-17" });
    expect(run("plan-report", "2025-01-18").nextWorkingDay).toBeNull();
  });
});

describe("灯：余半数以上绿，不足半数黄，超期红", () => {
  it.each([
    // 今天 状态 灯 余日 逾期
    ["2025-01-18", "running", "green", 20, 0],
    ["2025-01-28", "running", "green", 10, 0],
    ["2025-01-29", "due-soon", "yellow", 9, 0],
    ["2025-02-07", "due-soon", "yellow", 0, 0],
    ["2025-02-08", "overdue", "red", -1, 1],
  ] as const)("%s：%s", (asOf, state, light, daysLeft, daysLate) =>
    expect(run("plan-report", "2025-01-18", { asOf })).toMatchObject({ state, light, daysLeft, daysLate }),
  );

  it.each([
    ["2025-02-07", "met", 0],
    ["2025-02-08", "met-late", 1],
  ] as const)("%s办结：%s", (stoppedOn, state, daysLate) =>
    expect(run("plan-report", "2025-01-18", { stoppedOn, asOf: "2025-06-01" })).toMatchObject({
      state,
      daysLate,
      daysLeft: null,
    }),
  );
});

it("到期前10、5、1日提醒；起算日及以前的不提醒", () => {
  expect(run("plan-report", "2025-01-18").remindOn).toEqual(["2025-01-28", "2025-02-02", "2025-02-06"]);
  expect(run("query-report", "2025-03-03").remindOn).toEqual([]);
});

it("每个期限都说得出起止事件和依据", () => {
  for (const id of Object.keys(clockRules) as ClockRuleId[]) {
    const { startedBy, stoppedBy, source } = clockRuleOf(id);
    expect([id, startedBy.length > 1, stoppedBy.length > 1, source.text.length > 1]).toEqual([id, true, true, true]);
  }
});
