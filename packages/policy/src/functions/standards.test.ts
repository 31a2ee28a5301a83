import { expect, it } from "vitest";
import { clause } from "../register/index.ts";
import { countyDistributionDays, earlyIssuePercent, issueDays, planDays, reviewCostPercent } from "./standards.ts";

it.each([
  ["qiangyi-2024.art5.c", "capRatePercent", reviewCostPercent],
  ["qiangyi-2024.art8.2.a", "minimumPercent", earlyIssuePercent],
  ["qiangyi-2024.art8.3.a", "days", planDays],
  ["qiangyi-2024.art8.3.b", "days", issueDays],
  ["qiangyi-2024.art8.3.d", "daysByAnalogy", countyDistributionDays],
])("计算所用的数值与登记簿一致:%s %s = %d", (id, name, value) => expect(clause(id)?.parameters[name]).toBe(value));
