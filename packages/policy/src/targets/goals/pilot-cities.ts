import { type Fraction, fraction, less, over, toFixed, total, whole } from "../fraction.ts";
import { countedRatio, percentText, type ReportedValue } from "./counted-ratio.ts";
import { column, figure, type ToldNode, unknown } from "./told-node.ts";
import { changeInPoints } from "./yearly-change.ts";

/** 大同、长治、运城: the cities that the plan names for 城市医疗集团. */
export const pilotCities: readonly string[] = ["140200", "140400", "140800"];
/** The year before the plan: what the pilot is compared with. */
export const beforePilot = 2022;

/** What share of its visits a city has at primary level. */
export interface CityVisits {
  readonly name: string;
  readonly isPilot: boolean;
  readonly before: ReportedValue | undefined;
  readonly after: ReportedValue | undefined;
}

/** Pilot cities beside all others: plain averages of the cities' shares, so that the capital does not outweigh the rest. */
export const pilotNode = (cities: readonly CityVisits[], year: number): ToldNode => {
  const judged = cities.map(({ before, after, ...city }) => ({
    ...city,
    before: countedRatio(before),
    after: countedRatio(after),
  }));
  const [pilots, others] = [judged.filter(({ isPilot }) => isPilot), judged.filter(({ isPilot }) => !isPilot)];
  const row = (name: string, kind: string, before: Fraction | null, after: Fraction | null): readonly string[] => [
    name,
    kind,
    shown(before),
    shown(after),
    before === null || after === null ? unknown : changeInPoints(before, after),
  ];
  const averages = { pilots: averageOf(pilots, "after"), others: averageOf(others, "after") };
  const earlier = { pilots: averageOf(pilots, "before"), others: averageOf(others, "before") };
  return {
    light: "none",
    told: toldOf(averages),
    open: judged.filter(({ after }) => after === null).map(({ name }) => `${name}未报`),
    columns: [column("城市"), column("类别"), figure(`${beforePilot}年`), figure(`${year}年`), figure("变化（百分点）")],
    rows: [
      row("试点城市平均", "试点", earlier.pilots, averages.pilots),
      row("其他城市平均", "其他", earlier.others, averages.others),
      ["差", "试点减其他", pointsBetween(earlier), pointsBetween(averages), unknown],
      ...[...pilots, ...others].map(({ name, isPilot, before, after }) => row(name, isPilot ? "试点" : "其他", before, after)),
    ],
  };
};

interface Averages {
  readonly pilots: Fraction | null;
  readonly others: Fraction | null;
}

const shown = (ratio: Fraction | null): string => (ratio === null ? unknown : percentText(ratio));

const averageOf = (
  cities: readonly { readonly before: Fraction | null; readonly after: Fraction | null }[],
  at: "before" | "after",
) => {
  const known = cities.flatMap((city) => city[at] ?? []);
  return known.length === 0 ? null : over(total(known), whole(known.length));
};

const pointsBetween = ({ pilots, others }: Averages): string =>
  pilots === null || others === null ? unknown : `${changeInPoints(others, pilots)}个百分点`;

const toldOf = (averages: Averages): string => {
  const { pilots, others } = averages;
  if (pilots === null || others === null) return "试点城市和其他城市都有数才能比较";
  const difference = less(pilots, others);
  const size = toFixed(
    fraction(difference.numerator < 0n ? -difference.numerator : difference.numerator, difference.denominator),
    1,
  );
  const how = difference.numerator === 0n ? "相同" : `${difference.numerator > 0n ? "高" : "低"}${size}个百分点`;
  return `基层诊疗量占比：试点城市平均${percentText(pilots)}，其他城市平均${percentText(others)}，${how}`;
};
