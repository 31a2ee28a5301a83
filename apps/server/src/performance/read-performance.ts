import { type RouteAnswer, readPerformance } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { gradeOf, suggestedSheet, suggestionFor, type TargetRow } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../platform/index.ts";
import { findProject, type StoredProject, shownProjects } from "../projects/index.ts";
import { isOpen, knownOf } from "./opened.ts";
import { linesOf, type PerformanceRecords } from "./performance.store.ts";
import { mayManage, mayReport, mayReview, maySign, type PerformanceRule, ruleOf } from "./rule.ts";
import { shownMonitorings, shownReviews, shownSelves, shownSheet, shownUses } from "./shown-records.ts";
import { missingBefore, missingStages, signedOf, stagesOf, standingOf } from "./stages.ts";
import { trailOf } from "./trail.ts";

export type PerformanceRead = RouteAnswer<typeof readPerformance>;
type ReadRefusal = Refusal<"project-not-found"> | Refusal<"NOT_OF_FUND">;

const answers: Answers<ReadRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  NOT_OF_FUND: [404, "这里只管理省级专项资金项目的绩效", "市级项目按本市的考核办理"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const readPerformanceRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readPerformance,
    async ({ tx, actor, clock, params, query }): Promise<Result<PerformanceRead, ReadRefusal>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (!project || project.signed_round === 0) return refuse({ code: "project-not-found" });
      return ruleOf(project.programme)
        ? performanceOf({ tx, actor, clock }, project, query.year)
        : refuse({ code: "NOT_OF_FUND" });
    },
    answers,
  );

/** The page of one project and one year, as it stands after whatever was just recorded. */
export const performanceOf = async (
  { tx, actor, clock }: At,
  project: StoredProject,
  asked: number | undefined,
): Promise<Result<PerformanceRead, never>> => {
  const rule = ruleOf(project.programme);
  if (!rule) throw new RangeError(`no rule for ${project.programme}`);
  const { grounds, records } = await knownOf(tx, project);
  const years = yearsOf(project, grounds.targets, records, yearOf(clock.today()));
  const year = asked ?? years.at(-1) ?? project.year;
  const stages = stagesOf(rule, grounds, records);
  const lines = await linesOf(tx, { province: project.province, project: project.id, year });
  const isLocked = signedOf(records, year) !== undefined;
  const standing = standingOf(records, year);
  const [summary] = await shownProjects(tx, actor, [project]);
  if (!summary) throw new RangeError("a project that was just read has no summary");
  return ok({
    project: summary,
    year,
    years: [...new Set([...years, year])].sort((a, b) => a - b),
    clause: rule.clause,
    evaluator: rule.evaluator,
    needsReview: rule.needsReview,
    stages,
    missing: [...missingStages(stages)],
    sheet: shownSheet(records, lines, year, isLocked),
    suggested: suggestedSheet(targetsFor(grounds.targets, year)) as PerformanceRead["suggested"],
    monitorings: shownMonitorings(records, lines, year),
    selfEvaluations: shownSelves(records, lines, year),
    reviews: shownReviews(records, lines, year),
    uses: shownUses(records, year),
    standing: standing ? { points: standing.points, grade: gradeOf(standing.points), source: standing.source, year } : null,
    suggestion: standing ? suggestionFor[gradeOf(standing.points)] : null,
    trail: trailOf(records),
    may: mayOf(actor, { project, rule, records, stages, year }),
  });
};

/** Targets of the year; those of the last declared year go on where the year has none of its own. */
const targetsFor = (targets: readonly TargetRow[], year: number): readonly TargetRow[] => {
  const own = targets.filter((row) => row.year === year);
  const last = Math.max(...targets.map((row) => row.year));
  return own.length > 0 ? own : targets.filter((row) => row.year === last);
};

/** Years with targets or records, up to this one. */
const yearsOf = (project: StoredProject, targets: readonly TargetRow[], records: PerformanceRecords, thisYear: number) =>
  [
    ...new Set(
      [...targets.map(({ year }) => year), ...records.sheets.map(({ year }) => year), Math.min(project.year, thisYear)].filter(
        (year) => year <= thisYear,
      ),
    ),
  ].sort((a, b) => a - b);

interface Situation {
  readonly project: StoredProject;
  readonly rule: PerformanceRule;
  readonly records: PerformanceRecords;
  readonly stages: Parameters<typeof missingBefore>[0];
  readonly year: number;
}

/** What the reader may record now: his part, in its turn. */
const mayOf = (actor: Actor, { project, rule, records, stages, year }: Situation): PerformanceRead["may"] => {
  const inTurn = (stage: Parameters<typeof missingBefore>[1]) => isOpen(project) && missingBefore(stages, stage).length === 0;
  const of = <R extends { readonly year: number }>(rows: readonly R[]) => rows.filter((row) => row.year === year);
  const hasSheet = of(records.sheets).length > 0;
  const signed = signedOf(records, year);
  const isReviewed = of(records.reviews).length > 0;
  const last = of(records.selves).at(-1);
  const standing = standingOf(records, year);
  return {
    laySheet: mayManage(actor) && inTurn("target") && !signed,
    monitor: mayReport(actor, project) && inTurn("monitoring") && hasSheet,
    selfEvaluate: mayReport(actor, project) && inTurn("evaluation") && hasSheet && !isReviewed,
    sign: maySign(actor, project) && inTurn("evaluation") && !isReviewed && last !== undefined && last !== signed,
    review: mayReview(actor, rule) && inTurn("evaluation") && signed !== undefined,
    use: mayReview(actor, rule) && inTurn("result-use") && (rule.needsReview ? isReviewed : standing !== undefined),
  };
};
