import { fraction, over, parseDecimal, toFixed, total } from "../fraction.ts";
import { column, figure, type ToldNode, unknown } from "./told-node.ts";

/** The four sides from which the plan has county groups assessed (二（二）4). */
export const groupPoints = {
  order: "就医和诊疗秩序",
  capability: "医疗卫生服务能力",
  resources: "医疗卫生资源利用",
  insurance: "医保基金使用效能",
} as const;
const groupDimensions = Object.values(groupPoints);

export interface GroupAssessment {
  readonly county: string;
  readonly city: string;
  /** Points of the year's assessment in the order of the four sides; null where the county was not assessed. */
  readonly points: readonly string[] | null;
}

/** One row for each county's group; the four sides stand side by side and the mean weighs them alike. */
export const countyGroupNode = (groups: readonly GroupAssessment[], year: number): ToldNode => {
  const assessed = groups.filter(({ points }) => points !== null);
  return {
    light: "none",
    told: `${year}年度考核：${groups.length}个县域医疗集团中${assessed.length}个有四方面得分`,
    open: groups.filter(({ points }) => points === null).map(({ county, city }) => `${city}${county}`),
    columns: [column("市"), column("县域医疗集团"), ...groupDimensions.map((title) => figure(title)), figure("平均")],
    rows: assessed.map(({ county, city, points }) => [
      city,
      county,
      ...groupDimensions.map((_, at) => points?.[at] ?? unknown),
      points === null ? unknown : meanOf(points),
    ]),
  };
};

/** 80, 75, 90 and 60 give 76.3. */
const meanOf = (points: readonly string[]): string => {
  const known = points.flatMap((text) => parseDecimal(text) ?? []);
  return known.length < groupDimensions.length ? unknown : toFixed(over(total(known), fraction(BigInt(known.length))), 1);
};
