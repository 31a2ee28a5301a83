import { gradeOf, isDistorted, monitored, reScore } from "@qiangyi/projects";
import type { linesOf, PerformanceRecords } from "./performance.store.ts";
import type { PerformanceRead } from "./read-performance.ts";

type Lines = Awaited<ReturnType<typeof linesOf>>;

const of = <R extends { readonly year: number }>(rows: readonly R[], year: number): readonly R[] =>
  rows.filter((row) => row.year === year);
const person = ({ by_name, at }: { readonly by_name: string; readonly at: Date }) => ({ name: by_name, at: at.toISOString() });

const sheetRowsOf = ({ sheetRows }: Lines, sheetVersion: number) =>
  sheetRows
    .filter(({ version }) => version === sheetVersion)
    .map(({ level, name, operator, target, unit, weight }) => ({ level, name, operator, target, unit, weight }));

export const shownSheet = (
  records: PerformanceRecords,
  lines: Lines,
  year: number,
  isLocked: boolean,
): PerformanceRead["sheet"] => {
  const sheet = of(records.sheets, year).at(-1);
  return sheet
    ? {
        version: sheet.version,
        executionWeight: sheet.execution_weight,
        rows: sheetRowsOf(lines, sheet.version),
        isLocked,
        by: person(sheet),
      }
    : null;
};

/** The newest first, as all of these. */
export const shownMonitorings = (records: PerformanceRecords, lines: Lines, year: number): PerformanceRead["monitorings"] =>
  of(records.monitorings, year)
    .map((record) => {
      const sheet = sheetRowsOf(lines, record.sheet_version);
      const rows = lines.monitoringRows
        .filter(({ seq }) => seq === record.seq)
        .map(({ actual, likelihood, cause }) => ({ actual, likelihood, ...(cause !== null && { cause }) }));
      const { month, budget_fen: budgetFen, spent_fen: spentFen, measures } = record;
      return {
        seq: record.seq,
        year,
        month,
        budgetFen: budgetFen === null ? null : String(budgetFen),
        spentFen: spentFen === null ? null : String(spentFen),
        rows: rows.map((row, at) => ({ ...row, name: sheet[at]?.name ?? "" })),
        measures,
        ...monitored(sheet, { month, budgetFen, spentFen, rows, measures }),
        by: person(record),
      };
    })
    .toReversed();

export const shownSelves = (records: PerformanceRecords, lines: Lines, year: number): PerformanceRead["selfEvaluations"] =>
  of(records.selves, year)
    .map((record) => {
      const signature = of(records.signatures, year).find(({ version }) => version === record.version);
      return {
        version: record.version,
        sheetVersion: record.sheet_version,
        execution: {
          initialFen: String(record.initial_fen),
          adjustedFen: String(record.adjusted_fen),
          carriedFen: String(record.carried_fen),
          spentFen: String(record.spent_fen),
        },
        executionPoints: record.execution_score,
        entries: lines.selfRows
          .filter(({ version }) => version === record.version)
          .map(({ actual, band, share, sample_size, method, reason, score }) => ({
            actual,
            ...(band !== null && { band }),
            ...(share !== null && { share }),
            ...(sample_size !== null && { sampleSize: sample_size }),
            ...(method !== null && { method }),
            ...(reason !== null && { reason }),
            points: score,
          })),
        explanation: record.explanation,
        points: record.score,
        grade: gradeOf(record.score),
        sha256: record.sha256,
        by: person(record),
        signed: signature ? person(signature) : null,
      };
    })
    .toReversed();

export const shownReviews = (records: PerformanceRecords, lines: Lines, year: number): PerformanceRead["reviews"] =>
  of(records.reviews, year)
    .map((record) => {
      const deductions = lines.deductions
        .filter(({ version }) => version === record.version)
        .map(({ dimension, item, points, reason, evidence, clause }) => ({ dimension, item, points, reason, evidence, clause }));
      return {
        version: record.version,
        selfVersion: record.self_version,
        phase: record.phase,
        dimensions: reScore(record.phase, deductions).byDimension,
        deductions,
        conclusion: record.conclusion,
        points: record.score,
        grade: gradeOf(record.score),
        selfPoints: record.self_score,
        isDistorted: isDistorted(record.self_score, record.score),
        office: record.office,
        by: person(record),
      };
    })
    .toReversed();

export const shownUses = (records: PerformanceRecords, year: number): PerformanceRead["uses"] =>
  of(records.uses, year)
    .map((record) => ({
      seq: record.seq,
      use: record.use,
      what: record.what,
      owner: record.owner,
      dueOn: record.due_on,
      source: record.source,
      points: record.score,
      by: person(record),
    }))
    .toReversed();
