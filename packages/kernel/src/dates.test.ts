import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  date,
  dateInShanghai,
  daysBetween,
  inChinese,
  minuteInShanghai,
  parseDate,
} from "./index.ts";

describe("日期是上海的日历日", () => {
  it.each(["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-4-1", "20250401", "1899-12-31", ""])(
    "不收“%s”",
    (text) => expect(parseDate(text)).toBeUndefined(),
  );
  it.each([
    // 起算日,      月数, 对应日
    ["2024-07-01", 24, "2026-07-01"],
    ["2024-02-29", 12, "2025-03-01"], // 没有的日子顺到下月一日
    ["2025-01-31", 1, "2025-03-01"],
    ["2025-12-31", 2, "2026-03-01"],
    ["2025-03-15", 1, "2025-04-15"],
    ["2025-03-15", -3, "2024-12-15"],
  ])("%s加%i个月是%s", (from, months, to) => expect(addMonths(date(from), months)).toBe(to));
  it("期限按自然日,起算日不计:2025-01-21加20日是2025-02-10,加30日是2025-02-20", () => {
    expect(addDays(date("2025-01-21"), 20)).toBe("2025-02-10");
    expect(addDays(date("2025-01-21"), 30)).toBe("2025-02-20");
  });
  it("两年期满日的次日", () => expect(addYears(date("2024-02-29"), 2)).toBe("2026-03-01"));
  it("上海零点之后已是次日", () => {
    expect(dateInShanghai(new Date("2024-12-31T15:59:59Z"))).toBe("2024-12-31");
    expect(dateInShanghai(new Date("2024-12-31T16:00:00Z"))).toBe("2025-01-01");
  });
  it("时刻写到分，按上海时间，秒不进位", () => {
    expect(minuteInShanghai(new Date("2024-12-31T15:59:59.999Z"))).toBe("2024-12-31 23:59");
    expect(minuteInShanghai(new Date("2024-12-31T16:00:00Z"))).toBe("2025-01-01 00:00");
  });
  it("公文写法不补零", () => expect(inChinese(date("2024-03-04"))).toBe("2024年3月4日"));
  it("加n日再数一遍,正好n日", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -20_000, max: 20_000 }), (start, count) => {
        const from = addDays(date("1950-01-01"), start % 30_000);
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    ));
});
