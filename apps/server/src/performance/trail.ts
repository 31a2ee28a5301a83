import { gradeOf, grades, pointsText, resultUses } from "@qiangyi/projects";
import type { PerformanceRecords } from "./performance.store.ts";
import type { PerformanceRead } from "./read-performance.ts";

interface Act {
  readonly label: string;
  readonly note: string;
  readonly who: { readonly by_name: string; readonly at: Date };
}

const scored = (score: number): string => `${pointsText(score)}分，${grades[gradeOf(score)]}`;

/** Every act on the performance of a project, of all years, the newest first. */
export const trailOf = (records: PerformanceRecords): PerformanceRead["trail"] =>
  actsOf(records)
    .toSorted((a, b) => b.who.at.getTime() - a.who.at.getTime())
    .map(({ label, note, who }) => ({ label, note, by: { name: who.by_name, at: who.at.toISOString() } }));

const actsOf = ({ sheets, monitorings, selves, signatures, reviews, uses }: PerformanceRecords): readonly Act[] => [
  ...sheets.map((who) => ({ label: "确定指标表", note: `${who.year}年第${who.version}版`, who })),
  ...monitorings.map((who) => ({ label: "填报监控", note: `${who.year}年1至${who.month}月`, who })),
  ...selves.map((who) => ({ label: "填报自评", note: `${who.year}年第${who.version}版，${scored(who.score)}`, who })),
  ...signatures.map((who) => ({ label: "签署自评", note: `${who.year}年第${who.version}版`, who })),
  ...reviews.map((who) => ({
    label: "再评价",
    note: `${who.year}年第${who.version}版，${who.office}：${scored(who.score)}`,
    who,
  })),
  ...uses.map((who) => ({ label: "结果应用", note: `${resultUses[who.use]}：${who.what}`, who })),
];
