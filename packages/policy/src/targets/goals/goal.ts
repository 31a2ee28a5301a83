/** What a goal of the provincial plan is measured by. */
export type GoalMeasure =
  /** A target of the register: one unit, fulfilled when it is met. */
  | { readonly kind: "target"; readonly target: string }
  /** As many units as are asked: centres in operation, projects accepted. The number comes from the target, or from an indicator of the dictionary. */
  | ({ readonly kind: "count"; readonly title: string; readonly of: number; readonly isEssential?: boolean } & (
      | { readonly target: string }
      | { readonly indicator: string; readonly clause: string }
    ))
  /** No number is asked, only a direction: better than in the year it is compared with. */
  | {
      readonly kind: "trend";
      readonly indicator: string;
      readonly clause: string;
      readonly direction: "up" | "down";
      readonly unit: string;
      readonly from: number;
    }
  /** People judge it in writing when it falls due; the platform computes nothing. */
  | { readonly kind: "judgement"; readonly title: string };

/**
 * share: achieved when every unit is, partly from 70% (inventory of the plan, convention D4). improvement: every trend better than before.
 * judgement: never computed.
 */
export type GoalRule = "share" | "improvement" | "judgement";

export interface PlanGoal {
  readonly clause: string;
  /** Our gist of the clause. */
  readonly title: string;
  readonly horizon: 2025 | 2027 | 2035;
  readonly rule: GoalRule;
  readonly measures: readonly GoalMeasure[];
}
