// @vitest-environment node
import { describe, expect, it } from "vitest";
import { quartersBefore } from "./quarter-button.tsx";

describe("季度报告的季度", () => {
  it.each([
    ["2026-11-22", ["2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"]],
    ["2026-01-01", ["2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1"]],
    ["2026-04-01", ["2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2"]],
  ])("%s 时只列已经结束的季度,近的在前", (today, quarters) => expect(quartersBefore(today).slice(0, 4)).toEqual(quarters));
});
