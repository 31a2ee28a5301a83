import { recordReview, roleTitleOf } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { clause } from "@qiangyi/policy/register";
import { type Deduction, deductionFaults, type PerformanceFault, reScore } from "@qiangyi/projects";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { type OpenRefusal, openAnswers, opened, unsaid } from "./opened.ts";
import { append } from "./performance.store.ts";
import { type PerformanceRead, performanceOf } from "./read-performance.ts";
import { mayReview, type PerformanceRule } from "./rule.ts";
import { signedOf } from "./stages.ts";

type ReviewRefusal =
  | OpenRefusal
  | Refusal<"SELF_EVALUATION_REQUIRED", { readonly year: number }>
  | Refusal<"REVIEW_INCOMPLETE", { readonly problems: readonly PerformanceFault[] }>;

const answers: Answers<ReviewRefusal> = {
  ...openAnswers,
  SELF_EVALUATION_REQUIRED: [409, ({ year }) => `${year}年的自评还没有签署`, "请项目单位填报自评并由负责人签署"],
  REVIEW_INCOMPLETE: [422, ({ problems }) => `再评价有${problems.length}处不合要求`, "请补正后一并提交，没有保存任何内容"],
};

/** 再评价: from a hundred points down, each deduction with its evidence and its clause. */
export const recordReviewRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    recordReview,
    async ({ tx, actor, clock, params, body }): Promise<Result<PerformanceRead, ReviewRefusal>> => {
      const may = (_: unknown, rule: PerformanceRule) => mayReview(actor, rule);
      const who = ({ evaluator }: PerformanceRule) => evaluator;
      const found = await opened({ tx, actor, clock }, params, {
        stage: "evaluation",
        duties: ["performance.manage", "performance.recheck"],
        may,
        who,
      });
      if (!found.ok) return found;
      const { project, records, year } = found.value;
      const signed = signedOf(records, year);
      if (!signed) return refuse({ code: "SELF_EVALUATION_REQUIRED", year });
      const problems = [
        ...deductionFaults(body.phase, body.deductions),
        ...unknownClauses(body.deductions),
        ...unsaid("conclusion", body.conclusion, "请写明评价结论"),
      ];
      if (problems.length > 0) return refuse({ code: "REVIEW_INCOMPLETE", problems });
      const key = {
        province: project.province,
        project: project.id,
        year,
        version: records.reviews.filter((one) => one.year === year).length + 1,
      };
      const { total } = reScore(body.phase, body.deductions);
      await append(tx, "performance_review", [
        {
          ...key,
          self_version: signed.version,
          phase: body.phase,
          conclusion: body.conclusion,
          score: total,
          self_score: signed.score,
          office: roleTitleOf(actor.roles[0] ?? ""),
          by_user: actor.userId,
          by_name: actor.name,
          at: clock.now(),
        },
      ]);
      await append(
        tx,
        "performance_deduction",
        body.deductions.map((row, at) => ({ ...key, seq: at + 1, ...row })),
      );
      return performanceOf({ tx, actor, clock }, project, year);
    },
    answers,
  );

/** A deduction rests on a clause that exists: the link beside it must lead somewhere. */
const unknownClauses = (deductions: readonly Deduction[]): readonly PerformanceFault[] =>
  deductions.flatMap((row, at) =>
    row.clause !== "" && clause(row.clause) === undefined
      ? [{ path: `deductions.${at}.clause`, message: `政策库没有条款“${row.clause}”` }]
      : [],
  );
