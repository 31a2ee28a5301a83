import type { TaskStanding } from "./task-standing.ts";

/** 分级督办: what follows from a light. Default of the platform; a recorded act of a person, never done by itself. */
export interface EscalationStep {
  readonly level: 1 | 2 | 3;
  readonly light: "yellow" | "red";
  /** Working days late from which the step applies. */
  readonly fromDays: number;
  readonly title: string;
  readonly asks: string;
}

export const escalationSteps: readonly EscalationStep[] = [
  { level: 3, light: "red", fromDays: 20, title: "提请约谈", asks: "提请省医改领导小组约谈责任单位，责任单位提交整改方案" },
  { level: 2, light: "red", fromDays: 0, title: "发督办单", asks: "责任单位说明原因，限期整改" },
  { level: 1, light: "yellow", fromDays: 0, title: "提醒", asks: "责任单位尽快补报进展，说明追赶措施" },
];

export const escalationOf = ({ light, daysLate }: Pick<TaskStanding, "light" | "daysLate">): EscalationStep | null =>
  escalationSteps.find((step) => step.light === light && daysLate >= step.fromDays) ?? null;
