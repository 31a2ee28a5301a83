export { type LifeStage, lifeStages, lifeStagesNode, type StagedTask } from "../targets/goals/life-stages.ts";
export { type EscalationStep, escalationOf, escalationSteps } from "./escalation.ts";
export {
  type DueBasis,
  dueBases,
  isOpenChoice,
  type LeadBasis,
  type LedgerTask,
  leadBases,
  type TaskPart,
  unitsOf,
  wholeTask,
} from "./ledger-task.ts";
export { ledgerTask, ledgerTasks, lifeCycleGoal, lifeCycleTasks } from "./ledger-tasks.ts";
export { type LifeStageTag, lifeStageTags } from "./life-stage-tags.ts";
export {
  type Cadence,
  cadences,
  defaultCadence,
  periodAt,
  periodEndOf,
  periodsToReport,
  type ReportPeriod,
} from "./report-period.ts";
export { type PartRecord, type PartStanding, type TaskStanding, type TaskState, taskStanding } from "./task-standing.ts";
