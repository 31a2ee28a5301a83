import type { ProjectPage } from "@qiangyi/api";
import { inWanYuan, plus, zero } from "@qiangyi/kernel";
import { neededBySource } from "./project-funding.ts";

/**
 * 提示核实: a fund from above may not demand matching money of governments below, except where the State Council shares the duty
 * (预算法 第十六条). Money that a budget expects of a city or county is pointed out so that somebody asks whether it is freely given; it blocks nothing.
 *
 * In the 5G pilot it is another thing: the equipment of a county's medical group is not matched but wholly the county's own burden, and the fund pays
 * nothing of it (5g-2022.art2.h). Who checks is told what the county must bear; its finance bureau commits it in writing (commitments/), the page shows the gap,
 * and what is not covered cannot be put on the confirmed list. The check itself goes on: the clause names no consequence for it.
 */
export const hintsOf = (programme: string, answers: Readonly<Record<string, unknown>>): ProjectPage["hints"] => {
  const needed = neededBySource(answers["budget"]);
  const county = needed.get("county") ?? zero;
  if (programme === "5g-pilot")
    return county === zero
      ? []
      : [
          {
            sentence: `预算列有县级财政资金${inWanYuan(county)}，由试点县财政全额负担，不得列支省级资金；请核实配套资金落实证明；县财政局书面承诺前不能列入试点名单，缺口见统筹资金表`,
            clause: "5g-2022.art2.h",
          },
        ];
  const expected = plus(needed.get("city") ?? zero, county);
  if (expected === zero) return [];
  return [
    {
      sentence: `预算列有市、县财政资金${inWanYuan(expected)}。上级专项不得要求下级政府配套，请核实是否由本级自愿安排；不影响审核通过`,
      clause: "qiangyi-2024.art4.2.a",
    },
  ];
};
