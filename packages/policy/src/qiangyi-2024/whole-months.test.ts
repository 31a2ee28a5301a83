import { addDays, addMonths, date, yearOf } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthsByYear, type Period } from "./whole-months.ts";

const period = (from: string, to: string): Period => ({ from: date(from), to: date(to) });
const months = (service: Period, excluded: readonly Period[] = []) =>
  monthsByYear(service, excluded).map(({ year, served, excluded: out }) => [year, served, out]);

/** The same by laying month after month, as one would do it on a calendar. */
const counted = ({ from, to }: Period, excluded: readonly Period[]) => {
  const rows = new Map<number, { served: number; out: number }>();
  for (let year = yearOf(from); year <= yearOf(to); year += 1) rows.set(year, { served: 0, out: 0 });
  for (let index = 0; addMonths(from, index + 1) <= addDays(to, 1); index += 1) {
    const month = { from: addMonths(from, index), to: addDays(addMonths(from, index + 1), -1) };
    const row = rows.get(yearOf(month.from));
    if (row === undefined) continue;
    row.served += 1;
    if (excluded.some((each) => each.from <= month.to && each.to >= month.from)) row.out += 1;
  }
  return [...rows].map(([year, { served, out }]) => [year, served, out]);
};

describe("派驻的整月", () => {
  it.each([
    // 到岗,         离岗,         各年整月
    ["2025-01-01", "2025-12-31", [[2025, 12, 0]]],
    ["2025-01-01", "2025-01-30", [[2025, 0, 0]]],
    ["2025-01-31", "2025-02-28", [[2025, 1, 0]]], // 二月没有31日，次月一日起算下一个月
    [
      "2024-02-29",
      "2025-02-28",
      [
        [2024, 11, 0],
        [2025, 1, 0],
      ],
    ],
    [
      "2024-12-31",
      "2025-01-30",
      [
        [2024, 1, 0],
        [2025, 0, 0],
      ],
    ],
    [
      "2025-11-15",
      "2026-02-14",
      [
        [2025, 2, 0],
        [2026, 1, 0],
      ],
    ],
  ])("%s至%s：%j", (from, to, expected) => expect(months(period(from, to))).toEqual(expected));

  it("两段名单落在同一个月，只扣一个月", () =>
    expect(
      months(period("2025-01-01", "2025-12-31"), [period("2025-03-01", "2025-03-05"), period("2025-03-20", "2025-04-01")]),
    ).toEqual([[2025, 12, 2]]));

  it("与在日历上逐月数的结果相同", () => {
    const first = date("2023-01-01");
    fc.assert(
      fc.property(
        fc.nat(1500),
        fc.nat(1200),
        fc.array(fc.tuple(fc.nat(90), fc.nat(90)), { maxLength: 5 }),
        (start, days, gaps) => {
          const service = { from: addDays(first, start), to: addDays(first, start + days) };
          const excluded: Period[] = [];
          let last = addDays(service.from, -60);
          for (const [pause, length] of gaps) {
            const from = addDays(last, pause + 1);
            last = addDays(from, length);
            excluded.push({ from, to: last });
          }
          expect(months(service, excluded)).toEqual(counted(service, excluded));
        },
      ),
      { numRuns: 500 },
    );
  });
});
