import { directionLight, worstLight } from "../../service-system-2023/lights.ts";
import { countedRatio, isTypedRatio, percentText, type ReportedValue } from "./counted-ratio.ts";
import { column, figure, lightWords, type ToldNode, unknown } from "./told-node.ts";
import { changeInPoints } from "./yearly-change.ts";

/** One of the three ratios of 大病本省、常见病市县、小病乡村, in a year and the year before it. */
export interface SettlementYear {
  readonly title: string;
  readonly year: number;
  readonly current: ReportedValue | undefined;
  readonly previous: ReportedValue | undefined;
}

/** No number is asked, only that the three shares grow (the increase rule of the plan's lights). */
export const settlementNode = (ratios: readonly SettlementYear[]): ToldNode => {
  const judged = ratios.map(judgeRatio);
  const typed = judged.filter(({ isTyped }) => isTyped).map(({ title }) => title);
  return {
    light: worstLight(judged.map(({ light }) => light)),
    told: `${toldOf(judged)}${typed.length > 0 ? `；${typed.join("、")}是手填的比例，不予采用` : ""}`,
    open: judged
      .filter(({ now }) => now === null)
      .map(({ title, isTyped }) => (isTyped ? `${title}没有结算人次` : `${title}未报`)),
    columns: [
      column("比例"),
      figure("年度"),
      figure("分子"),
      figure("分母"),
      figure("比例值"),
      figure("上年"),
      figure("变化（百分点）"),
      column("灯"),
    ],
    rows: judged.map(({ title, year, current, now, before, light }) => [
      title,
      String(year),
      current?.numerator ?? unknown,
      current?.denominator ?? unknown,
      now === null ? unknown : percentText(now),
      before === null ? unknown : percentText(before),
      now === null || before === null ? unknown : changeInPoints(before, now),
      lightWords[light],
    ]),
  };
};

const toldOf = (judged: readonly ReturnType<typeof judgeRatio>[]): string => {
  const comparable = judged.filter(({ now, before }) => now !== null && before !== null);
  const better = comparable.filter(({ light }) => light === "green");
  return comparable.length === 0
    ? `${judged.length}项都没有可比的两年`
    : `${judged.length}项中${comparable.length}项可与上年比，${better.length}项提高`;
};

const judgeRatio = (asked: SettlementYear) => {
  const [now, before] = [countedRatio(asked.current), countedRatio(asked.previous)];
  const { light } = directionLight({ previous: before, current: now, wanted: "increase", strength: "binding" });
  return { ...asked, now, before, light, isTyped: isTypedRatio(asked.current) };
};
