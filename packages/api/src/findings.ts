/* 监督检查与问题整改: plans and inspections, findings with their corrections and measures, audit matters, and the board over them. */
export * from "./findings/audit-matters.ts";
export * from "./findings/board.ts";
export * from "./findings/cases.ts";
export * from "./findings/inspections.ts";
export * from "./findings/items.ts";
export {
  type FindingEvidence,
  type FindingGrade,
  type FindingOffice,
  type FindingParty,
  type FindingSource,
  type FindingState,
  findingGrades,
  findingOffices,
  findingSources,
  findingStates,
  type ListedFinding,
  type MeasureKind,
  measureKinds,
} from "./findings/shared.ts";
