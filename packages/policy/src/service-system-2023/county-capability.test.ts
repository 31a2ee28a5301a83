import { date } from "@qiangyi/kernel";
import { expect, it } from "vitest";
import { type CapabilityEntry, capabilityFindings } from "./county-capability.ts";

const many = (hospitalClass: string, count: number): CapabilityEntry[] =>
  Array.from({ length: count }, (_, nth) => ({
    hospital: `${hospitalClass}${nth}`,
    class: hospitalClass,
    qualified: date("2025-06-30"),
  }));

it("综合40所、中医10所、妇幼0所合计也是50:各判各的,妇幼差3所", () => {
  const found = capabilityFindings([...many("general", 39), ...many("integrated", 1), ...many("tcm", 10)], date("2025-12-31"));
  expect(found.map(({ figures, verdict, shortBy }) => [figures[0]?.value, figures[1]?.value, verdict, shortBy])).toEqual([
    ["40", "50", "met", null],
    ["10", "50", "met", null],
    ["0", "50", "short", "3"],
  ]);
});

it("失去达标当日起不再计入;没有名册无法判断", () => {
  const lost: CapabilityEntry = { hospital: "甲", class: "tcm", qualified: date("2024-01-01"), lost: date("2025-12-31") };
  const value = (asOf: string) => capabilityFindings([lost], date(asOf))[1]?.figures[0]?.value;
  expect([value("2023-12-31"), value("2025-12-30"), value("2025-12-31")]).toEqual(["0", "1", "0"]);
  expect(capabilityFindings([], date("2025-12-31"))[1]).toMatchObject({ verdict: "not-evaluable", light: "grey" });
});
