import { date, endOfYear, type PlainDate } from "@qiangyi/kernel";
import type { Light } from "../../service-system-2023/lights.ts";
import type { PlanGoal } from "./goal.ts";
import type { GoalResult } from "./judge-goal.ts";
import { planGoals } from "./plan-goals.ts";
import { planNodes } from "./plan-nodes.ts";

/** midterm: 2025. final: 2027 and 2035. yearly: the report on the system's performance. */
export type EvaluationKind = "midterm" | "final" | "yearly";

/** A goal as an evaluation asks about it. */
export interface EvaluatedGoal {
  readonly clause: string;
  readonly title: string;
  readonly attributes: readonly string[];
  readonly isRated: boolean;
  /** False of the vision for 2035 until then: it is reviewed in writing and gets no result. */
  readonly isScored: boolean;
  /** The results that can be given; the first is the best. */
  readonly results: readonly GoalResult[];
}

const shareResults: readonly GoalResult[] = ["achieved", "partly-achieved", "not-achieved"];
const trendResults: readonly GoalResult[] = ["improved", "not-improved"];

/** The years that an evaluation can be about; undefined for one that the plan does not know. */
export const evaluationTitle = (kind: EvaluationKind, year: number): string | undefined => {
  if (kind === "midterm") return year === 2025 ? "2025年中期评估" : undefined;
  if (kind === "final") return year === 2027 || year === 2035 ? `${year}年终期评估` : undefined;
  return year >= 2023 && year <= 2035 ? `${year}年度体系绩效报告` : undefined;
};

const yearly = new Set(
  [
    "s2.1.level-goals",
    "s2.3.consolidate-tiered-care",
    "s2.4.integrated-system-goal",
    "s3.3.patient-relationship",
    "s5.5.record-sharing",
    "safeguard3.reform-environment",
  ].map((name) => `service-system-2023.${name}`),
);
/** Its clause asks for the yearly report alone. */
const onlyYearly = "service-system-2023.safeguard3.reform-environment";

/** What an evaluation has to say something about, in the order of the plan. */
export const evaluatedGoals = (kind: EvaluationKind, year: number): readonly EvaluatedGoal[] => {
  const nodes = planNodes
    .filter(({ clause }) => (kind === "yearly" ? yearly.has(clause) : clause !== onlyYearly))
    .map(({ clause, title, attributes, isRated }) => ({
      clause,
      title,
      attributes,
      isRated,
      isScored: true,
      results: shareResults,
    }));
  if (kind === "yearly") return nodes;
  return [
    ...planGoals.filter(({ horizon }) => horizon === year || horizon === 2035).map((goal) => asEvaluated(goal, year)),
    ...nodes,
  ];
};

const asEvaluated = ({ clause, title, horizon, rule, measures }: PlanGoal, year: number): EvaluatedGoal => ({
  clause,
  title,
  attributes: measures.flatMap((measure) => (measure.kind === "judgement" ? [measure.title] : [])),
  isRated: false,
  isScored: horizon <= year,
  results: rule === "improvement" ? trendResults : shareResults,
});

/** A judgement as it was written. */
export interface WrittenJudgement {
  readonly goal: string;
  readonly attribute: string;
  readonly rating: string | null;
  readonly text: string;
}

export interface MissingJudgement {
  readonly goal: EvaluatedGoal;
  readonly attribute: string;
  /** The words are there and the grade is not. */
  readonly lacksOnlyRating: boolean;
}

/** What keeps an evaluation from being approved: every attribute without its judgement, in the order of the form. */
export const missingJudgements = (
  goals: readonly EvaluatedGoal[],
  written: readonly WrittenJudgement[],
): readonly MissingJudgement[] =>
  goals.flatMap((goal) =>
    goal.attributes.flatMap((attribute): MissingJudgement[] => {
      const found = written.find((each) => each.goal === goal.clause && each.attribute === attribute);
      const hasWords = found !== undefined && found.text.trim() !== "";
      const isWhole = hasWords && (!goal.isRated || found.rating !== null);
      return isWhole ? [] : [{ goal, attribute, lacksOnlyRating: hasWords }];
    }),
  );

const rank = (result: GoalResult | null): number => {
  switch (result) {
    case "achieved":
    case "improved":
      return 2;
    case "partly-achieved":
      return 1;
    case "not-achieved":
    case "not-improved":
      return 0;
    default:
      return -1;
  }
};

/**
 * Above what was computed, which evaluators may go only with a recorded reason; below they go freely (D4). Where nothing could be computed every result
 * is above it. A goal that is judged in writing has its reasons in its judgements.
 */
export const isRaised = ({ attributes }: EvaluatedGoal, computed: GoalResult | null, given: GoalResult): boolean =>
  attributes.length === 0 && rank(given) > rank(computed);

/** From this day on the vision for 2035 may have a light, and only one that an approved evaluation gives it. */
const visionIsLitFrom: PlainDate = date("2027-12-31");

interface Standing {
  readonly asOf: PlainDate;
  readonly computed: GoalResult;
  /** Of the latest approved evaluation; null where there is none. */
  readonly evaluated: GoalResult | null;
}

/** Grey before its horizon is over; then what was approved, else what is computed. */
export const goalLight = (
  { horizon, rule }: Pick<PlanGoal, "horizon" | "rule">,
  { asOf, computed, evaluated }: Standing,
): Light => {
  if (horizon === 2035 && asOf < visionIsLitFrom) return "grey";
  if (rule !== "judgement" && asOf <= endOfYear(horizon)) return "grey";
  return lightOfResult(evaluated ?? (rule === "judgement" ? null : computed));
};

const lightOfResult = (result: GoalResult | null): Light => {
  const place = rank(result);
  return place < 0 ? "grey" : place === 2 ? "green" : place === 1 ? "yellow" : "red";
};
