import type { PerformanceStage } from "@qiangyi/api";
import { dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { checkAllSteps, sequences } from "@qiangyi/policy";
import { gradeOf, grades, pointsText, resultUses } from "@qiangyi/projects";
import type { PerformanceGrounds } from "../projects/index.ts";
import type { PerformanceRecords } from "./performance.store.ts";
import type { PerformanceRule } from "./rule.ts";

type StageId = PerformanceStage["id"];
interface Done {
  readonly on: PlainDate;
  readonly record: string;
}

/** The score in force of a year: a re-evaluation stands in the place of the self-evaluation that it looked at. */
export interface Standing {
  readonly year: number;
  readonly points: number;
  readonly source: "self" | "review";
  /** Of the signed self-evaluation. */
  readonly selfVersion: number;
}

const ofYear = <R extends { readonly year: number }>(rows: readonly R[], year: number): readonly R[] =>
  rows.filter((row) => row.year === year);

export const signedOf = ({ selves, signatures }: PerformanceRecords, year: number) => {
  const last = ofYear(signatures, year).at(-1);
  return last && ofYear(selves, year).find(({ version }) => version === last.version);
};

export const standingOf = (records: PerformanceRecords, year: number): Standing | undefined => {
  const [signed, review] = [signedOf(records, year), ofYear(records.reviews, year).at(-1)];
  if (review) return { year, points: review.score, source: "review", selfVersion: review.self_version };
  return signed && { year, points: signed.score, source: "self", selfVersion: signed.version };
};

/** The year that closing asks about: the last one that a sheet was laid down for. */
export const lastYearOf = ({ sheets }: PerformanceRecords): number | undefined =>
  sheets.reduce<number | undefined>((last, { year }) => (last !== undefined && last > year ? last : year), undefined);

/** Which stages have their record: each counts from the day on which it was first there. */
const doneStages = (
  rule: PerformanceRule,
  { argued, approved, targets }: PerformanceGrounds,
  records: PerformanceRecords,
): ReadonlyMap<StageId, Done> => {
  const year = lastYearOf(records) ?? 0;
  const [sheet] = records.sheets;
  const [monitoring] = records.monitorings;
  const [signature] = ofYear(records.signatures, year);
  const [review] = ofYear(records.reviews, year);
  const [use] = ofYear(records.uses, year);
  const standing = standingOf(records, year);
  const score = standing ? `${pointsText(standing.points)}分，${grades[gradeOf(standing.points)]}` : "";
  const evaluated = rule.needsReview ? review : signature;
  const stages: readonly (readonly [StageId, Done | undefined])[] = [
    ["ex-ante", argued],
    [
      "target",
      approved && targets.length > 0
        ? { on: approved.on, record: `入库内容所定绩效目标${targets.length}项` }
        : sheet && { on: dateInShanghai(sheet.at), record: `${sheet.year}年评价指标表` },
    ],
    ["monitoring", monitoring && { on: dateInShanghai(monitoring.at), record: monitoredText(records) }],
    [
      "evaluation",
      evaluated && {
        on: dateInShanghai(evaluated.at),
        record: `${year}年${standing?.source === "review" ? "再评价" : "自评"}${score}`,
      },
    ],
    ["result-use", use && { on: dateInShanghai(use.at), record: usesText(ofYear(records.uses, year)) }],
  ];
  return new Map(stages.flatMap(([id, done]) => (done ? [[id, done] as const] : [])));
};

const monitoredText = ({ monitorings }: PerformanceRecords): string => {
  const last = monitorings.at(-1);
  return `监控报告${monitorings.length}份，最近为${last?.year}年1至${last?.month}月`;
};
const usesText = (uses: PerformanceRecords["uses"]): string => [...new Set(uses.map(({ use }) => resultUses[use]))].join("、");

export const stagesOf = (rule: PerformanceRule, grounds: PerformanceGrounds, records: PerformanceRecords): PerformanceStage[] => {
  const done = doneStages(rule, grounds, records);
  const next = sequences.performance.steps.find(({ step }) => !done.has(step))?.step;
  return sequences.performance.steps.map(({ step, label }): PerformanceStage => {
    const own = done.get(step);
    return {
      id: step,
      label,
      state: own ? "done" : step === next ? "next" : "missing",
      on: own?.on ?? null,
      record: own?.record ?? null,
    };
  });
};

/** Names of the stages that closing finds without a record, or dated before the one they stand on. */
export const missingStages = (stages: readonly PerformanceStage[]): readonly string[] => {
  const recorded = stages.flatMap(({ id, on, record }) =>
    on === null ? [] : [{ step: id, on: on as PlainDate, evidence: record }],
  );
  const { findings } = checkAllSteps("performance", recorded);
  const fields = new Set(findings.map(({ field }) => field));
  return stages.filter(({ id }) => fields.has(id)).map(({ label }) => label);
};

/** Stages that must stand before this one is recorded. */
export const missingBefore = (stages: readonly PerformanceStage[], id: StageId): readonly string[] =>
  stages
    .slice(
      0,
      stages.findIndex((one) => one.id === id),
    )
    .filter(({ state }) => state !== "done")
    .map(({ label }) => label);
