import { createHash } from "node:crypto";
import { type RouteRequest, recordSelfEvaluation, signSelfEvaluation } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { canonicalJson, type PerformanceFault, type SelfEntry, selfEvaluationFaults, selfScore } from "@qiangyi/projects";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { type Opened, type OpenRefusal, openAnswers, opened, unsaid } from "./opened.ts";
import { append } from "./performance.store.ts";
import { type PerformanceRead, performanceOf } from "./read-performance.ts";
import { mayReport, maySign } from "./rule.ts";
import { type SheetInForce, type SheetRequired, sheetInForce, sheetRequired } from "./sheet-in-force.ts";

type SelfRefusal =
  | OpenRefusal
  | SheetRequired
  | Refusal<"SELF_EVALUATION_INCOMPLETE", { readonly problems: readonly PerformanceFault[] }>
  | Refusal<"EVALUATION_DONE">;

const answers: Answers<SelfRefusal> = {
  ...openAnswers,
  ...sheetRequired,
  SELF_EVALUATION_INCOMPLETE: [
    422,
    ({ problems }) => `自评表有${problems.length}处不合要求`,
    "请补正后一并提交，没有保存任何内容",
  ],
  EVALUATION_DONE: [409, "本年度已经再评价，自评不能再改"],
};

type SignRefusal =
  | OpenRefusal
  | Refusal<"self-evaluation-not-found">
  | Refusal<"ALREADY_SIGNED">
  | Refusal<"SELF_APPROVAL">
  | Refusal<"CONTENT_CHANGED">
  | Refusal<"SHEET_CHANGED">
  | Refusal<"EVALUATION_DONE">;

const signAnswers: Answers<SignRefusal> = {
  ...openAnswers,
  "self-evaluation-not-found": [404, "没有这一版自评"],
  ALREADY_SIGNED: [409, "这一版自评已经签署"],
  SELF_APPROVAL: [403, "自己填报的自评不能由自己签署", "请由本单位负责人签署"],
  CONTENT_CHANGED: [409, "您看到的不是现在要签署的内容，没有签署", "请重新阅看最新一版，核对后再签署"],
  SHEET_CHANGED: [409, "填报之后指标表改过，这一版不能签署", "请经办按新的指标表重新填报"],
  EVALUATION_DONE: [409, "本年度已经再评价，自评不能再改"],
};

type Body = RouteRequest<typeof recordSelfEvaluation>["body"];

/** 绩效自评: the unit fills in what it reached; every score is reckoned here, and counts once the head has signed. */
export const selfEvaluationRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    recordSelfEvaluation,
    async ({ tx, actor, clock, params, body }): Promise<Result<PerformanceRead, SelfRefusal>> => {
      const may = (project: { readonly institution: string }) => mayReport(actor, project);
      const found = await opened({ tx, actor, clock }, params, {
        stage: "evaluation",
        duties: ["performance.report"],
        may,
        who: () => "项目单位经办",
      });
      if (!found.ok) return found;
      const { project, year } = found.value;
      if (isReviewed(found.value)) return refuse({ code: "EVALUATION_DONE" });
      const sheet = await sheetInForce(tx, found.value);
      if (!sheet.ok) return sheet;
      const problems = [
        ...selfEvaluationFaults(sheet.value, body.entries as SelfEntry[], executionOf(body)),
        ...unsaid("explanation", body.explanation, "请写明总体说明"),
      ];
      if (problems.length > 0) return refuse({ code: "SELF_EVALUATION_INCOMPLETE", problems });
      const { header, lines } = kept(found.value, sheet.value, body);
      const by = { by_user: actor.userId, by_name: actor.name, at: clock.now() };
      await append(tx, "performance_self", [{ ...header, ...by }]);
      await append(tx, "performance_self_row", lines);
      return performanceOf({ tx, actor, clock }, project, year);
    },
    answers,
  );

  handle(
    rooms,
    signSelfEvaluation,
    async ({ tx, actor, clock, params, body }): Promise<Result<PerformanceRead, SignRefusal>> => {
      const may = (project: { readonly institution: string }) => maySign(actor, project);
      const found = await opened({ tx, actor, clock }, params, {
        stage: "evaluation",
        duties: ["performance.sign"],
        may,
        who: () => "项目单位负责人",
      });
      if (!found.ok) return found;
      const { project, records, year } = found.value;
      const own = records.selves.filter((one) => one.year === year);
      const self = own.find(({ version }) => version === params.version);
      if (!self) return refuse({ code: "self-evaluation-not-found" });
      if (records.signatures.some((one) => one.year === year && one.version === self.version))
        return refuse({ code: "ALREADY_SIGNED" });
      if (isReviewed(found.value)) return refuse({ code: "EVALUATION_DONE" });
      if (self.by_user === actor.userId) return refuse({ code: "SELF_APPROVAL" });
      if (self.sha256 !== body.sha256 || self !== own.at(-1)) return refuse({ code: "CONTENT_CHANGED" });
      if (records.sheets.findLast((one) => one.year === year)?.version !== self.sheet_version)
        return refuse({ code: "SHEET_CHANGED" });
      const key = { province: project.province, project: project.id, year, version: self.version };
      const by = { by_user: actor.userId, by_name: actor.name, at: clock.now() };
      await append(tx, "performance_signature", [{ ...key, sha256: self.sha256, ...by }]);
      return performanceOf({ tx, actor, clock }, project, year);
    },
    signAnswers,
  );
};

const isReviewed = ({ records, year }: Opened): boolean => records.reviews.some((one) => one.year === year);

const executionOf = ({ execution }: Body) => ({
  initialFen: BigInt(execution.initialFen),
  adjustedFen: BigInt(execution.adjustedFen),
  carriedFen: BigInt(execution.carriedFen),
  spentFen: BigInt(execution.spentFen),
});

/** The rows to be kept; the hash covers everything that was said and every score that follows. */
const kept = ({ project, records, year }: Opened, sheet: SheetInForce, body: Body) => {
  const execution = executionOf(body);
  const score = selfScore(sheet, body.entries as SelfEntry[], execution);
  const key = {
    province: project.province,
    project: project.id,
    year,
    version: records.selves.filter((one) => one.year === year).length + 1,
  };
  const lines = sheet.rows.map((_, at) => {
    const entry = body.entries[at];
    return {
      ...key,
      seq: at + 1,
      actual: entry?.actual ?? "",
      band: entry?.band ?? null,
      share: entry?.share ?? null,
      sample_size: entry?.sampleSize ?? null,
      method: entry?.method ?? null,
      reason: entry?.reason ?? null,
      score: score.rows[at] ?? 0,
    };
  });
  const content = { ...key, sheet: sheet.version, ...body, lines, execution: body.execution, total: score.total };
  const header = {
    ...key,
    sheet_version: sheet.version,
    initial_fen: execution.initialFen,
    adjusted_fen: execution.adjustedFen,
    carried_fen: execution.carriedFen,
    spent_fen: execution.spentFen,
    explanation: body.explanation,
    execution_score: score.execution,
    score: score.total,
    sha256: createHash("sha256").update(canonicalJson(content)).digest("hex"),
  };
  return { header, lines };
};
