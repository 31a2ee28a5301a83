import type { ProjectPage } from "@qiangyi/api";
import { inWanYuan, plus, zero } from "@qiangyi/kernel";
import { type BudgetRow, totalsOf } from "@qiangyi/projects";

/**
 * 提示核实: a fund from above may not demand matching money of governments below, except where the State Council shares the duty
 * (预算法 第十六条). Money that a budget expects of a city or county is pointed out so that somebody asks whether it is freely given; it blocks nothing.
 */
export const hintsOf = (answers: Readonly<Record<string, unknown>>): ProjectPage["hints"] => {
  const budget = answers["budget"];
  const rows = typeof budget === "object" && budget !== null && "rows" in budget && Array.isArray(budget.rows) ? budget.rows : [];
  const { bySource } = totalsOf({ rows: rows as BudgetRow[] });
  const expected = plus(bySource.get("city") ?? zero, bySource.get("county") ?? zero);
  if (expected === zero) return [];
  return [
    {
      sentence: `预算列有市、县财政资金${inWanYuan(expected)}。上级专项不得要求下级政府配套，请核实是否由本级自愿安排；不影响审核通过`,
      clause: "qiangyi-2024.art4.2.a",
    },
  ];
};
