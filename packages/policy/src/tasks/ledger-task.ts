import type { PlainDate } from "@qiangyi/kernel";
import type { DocumentId, LeadMode } from "../register/index.ts";
import type { Strength } from "../service-system-2023/lights.ts";
import type { LifeStage } from "../targets/goals/life-stages.ts";

/** 督办任务: a clause of kind 任务 as it is tracked. Everything here is read from the clause register; nothing is typed twice. */
export interface LedgerTask {
  /** The clause id. */
  readonly code: string;
  readonly document: DocumentId;
  readonly ref: string;
  readonly gist: string;
  /** Answering units in printed order; none where the clause names no lead. */
  readonly leads: readonly string[];
  readonly supporting: readonly string[];
  readonly mode: LeadMode;
  readonly leadBasis: LeadBasis;
  readonly due: PlainDate | null;
  readonly dueBasis: DueBasis;
  readonly strength: Strength;
  /** 长期工作任务: never closed, begun again every year. */
  readonly isStanding: boolean;
  /** Tracked one by one; the task stands as the worst of them. One part where the clause names none. */
  readonly parts: readonly TaskPart[];
  /** The city that takes part, where the clause or its document is about one. */
  readonly city: string | null;
  readonly stages: readonly LifeStage[];
}

export interface TaskPart {
  readonly code: string;
  readonly title: string;
  /** Who answers for it by the text; null where somebody has to be designated first. */
  readonly unit: string | null;
}

export const leadBases = {
  stated: "文件明示",
  presumed: "推定（排名第一）",
  only: "唯一责任单位",
  none: "未明确牵头单位",
} as const;
export type LeadBasis = keyof typeof leadBases;

/** progressive: the clause has no date; it is judged on the last day of the goals that it works for. */
export const dueBases = {
  stated: "文件载明",
  inferred: "推定",
  progressive: "持续推进，按目标节点评价",
  none: "未定期限",
} as const;
export type DueBasis = keyof typeof dueBases;

/** The one part of a task that is not divided. */
export const wholeTask = "whole";

/** Units that a clause names one by one: any of them may be made answerable. A group (各成员单位) or nobody leaves the choice open. */
export const isOpenChoice = ({ leads, supporting }: Pick<LedgerTask, "leads" | "supporting">): boolean => {
  const named = [...leads, ...supporting];
  return named.length === 0 || named.some((unit) => groupOfUnits.test(unit));
};
const groupOfUnits = /^各|各成员单位$|^四家|^(市卫健委|县（市、区）政府|医疗机构|中医医院)$/;

export const unitsOf = ({ leads, supporting }: Pick<LedgerTask, "leads" | "supporting">): readonly string[] => [
  ...leads,
  ...supporting,
];
