export * from "./contract.ts";
export { type GoalSource, goalSources, isCountsOnly } from "./dictionary/goal-indicators.ts";
export { type DictionaryIndicator, type DictionaryKind, dictionaryIndicators, indicatorOfTarget } from "./dictionary/index.ts";
export { evaluateTargets, targetsToJson } from "./evaluate-targets.ts";
export { countyGroupNode, type GroupAssessment, groupPoints } from "./goals/county-groups.ts";
export type { GoalMeasure, PlanGoal } from "./goals/goal.ts";
export {
  type GoalFacts,
  type GoalResult,
  groupResults,
  type JudgedGoal,
  type JudgedMeasure,
  judgeGoal,
} from "./goals/judge-goal.ts";
export { type LifeStage, lifeStages, lifeStagesNode, type StagedTask } from "./goals/life-stages.ts";
export { type HospitalPatients, patientsNode, type YearPair } from "./goals/patients.ts";
export { beforePilot, type CityVisits, pilotCities, pilotNode } from "./goals/pilot-cities.ts";
export {
  type EvaluatedGoal,
  type EvaluationKind,
  evaluatedGoals,
  evaluationTitle,
  goalLight,
  isRaised,
  missingJudgements,
  type WrittenJudgement,
} from "./goals/plan-evaluation.ts";
export { planGoals, planHorizons } from "./goals/plan-goals.ts";
export { type NodeFigures, type PlanNode, planNodes } from "./goals/plan-nodes.ts";
export { reportedByUnitNode, type UnitMeasure } from "./goals/reported-by-unit.ts";
export { type SettlementYear, settlementNode } from "./goals/settlement.ts";
export type { ToldNode } from "./goals/told-node.ts";
export { yearOfQuarters } from "./goals/year-of-quarters.ts";
export { parseTargetsInput } from "./parse-targets-input.ts";
export { registerTarget, registerTargets } from "./register/index.ts";
export { builtInScales } from "./scales.ts";
export type { RegisterTarget } from "./target.ts";
export type { DefinitionSpan } from "./telling/comparison.ts";
export { askedOf, type ToldCourse, type ToldTarget, tellCourse, tellTarget, valueOfYear } from "./telling/tell-target.ts";
