import { recordUse } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { type OpenRefusal, openAnswers, opened } from "./opened.ts";
import { append } from "./performance.store.ts";
import { type PerformanceRead, performanceOf } from "./read-performance.ts";
import { mayReview, type PerformanceRule } from "./rule.ts";
import { standingOf } from "./stages.ts";

type UseRefusal =
  | OpenRefusal
  | Refusal<"EVALUATION_REQUIRED", { readonly year: number; readonly needsReview: boolean }>
  | Refusal<"DUE_IN_PAST">;

const answers: Answers<UseRefusal> = {
  ...openAnswers,
  EVALUATION_REQUIRED: [
    409,
    ({ year, needsReview }) => `${year}年还没有${needsReview ? "再评价" : "签署的自评"}，没有结果可以应用`,
    "请先完成评价",
  ],
  DUE_IN_PAST: [422, "完成期限早于今天", "请填写今天或以后的日期"],
};

/** 结果应用: what follows from the evaluation, whose it is, and until when. */
export const recordUseRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    recordUse,
    async ({ tx, actor, clock, params, body }): Promise<Result<PerformanceRead, UseRefusal>> => {
      const may = (_: unknown, rule: PerformanceRule) => mayReview(actor, rule);
      const who = ({ evaluator }: PerformanceRule) => evaluator;
      const found = await opened({ tx, actor, clock }, params, {
        stage: "result-use",
        duties: ["performance.manage", "performance.recheck"],
        may,
        who,
      });
      if (!found.ok) return found;
      const { project, records, rule, year } = found.value;
      const standing = standingOf(records, year);
      if (!standing || (rule.needsReview && standing.source !== "review"))
        return refuse({ code: "EVALUATION_REQUIRED", year, needsReview: rule.needsReview });
      if (body.dueOn < clock.today()) return refuse({ code: "DUE_IN_PAST" });
      await append(tx, "performance_use", [
        {
          province: project.province,
          project: project.id,
          year,
          seq: records.uses.filter((one) => one.year === year).length + 1,
          use: body.use,
          what: body.what,
          owner: body.owner,
          due_on: body.dueOn,
          source: standing.source,
          version: standing.selfVersion,
          score: standing.points,
          by_user: actor.userId,
          by_name: actor.name,
          at: clock.now(),
        },
      ]);
      return performanceOf({ tx, actor, clock }, project, year);
    },
    answers,
  );
