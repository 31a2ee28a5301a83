import { addDays, date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { workingDaysAfter, workingDaysLate } from "./working-days.ts";

describe("工作日", () => {
  it.each([
    ["2024-07-12", "2024-07-12", 0],
    ["2024-07-12", "2024-07-14", 0],
    ["2024-07-12", "2024-07-15", 1],
    ["2025-06-30", "2025-07-20", 14],
    // 元旦、国庆前三日不是工作日
    ["2024-12-31", "2025-01-02", 1],
    ["2024-09-30", "2024-10-04", 1],
  ])("%s到期,%s为逾期%i个工作日", (due, asOf, days) => expect(workingDaysLate(date(due), date(asOf))).toBe(days));

  it("逾期几年的,与逐日数的一样", () => {
    const due = date("2023-12-31");
    for (const count of [1, 9, 250, 600, 1000]) expect(workingDaysLate(due, workingDaysAfter(due, count))).toBe(count);
  });

  it("早于期限的不算逾期", () => expect(workingDaysLate(date("2024-07-12"), addDays(date("2024-07-12"), -3))).toBe(0));
});
