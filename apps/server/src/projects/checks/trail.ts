import type { TrailEntry } from "@qiangyi/api";
import { type CheckLevel, type StatedVerdicts, transitions } from "@qiangyi/projects";
import type { StoredProject, StoredStep } from "../project.store.ts";
import type { Offices } from "./offices.ts";
import type { StoredFundCheck, StoredKeyMark, StoredReading } from "./tables.ts";

interface Sources {
  readonly project: StoredProject;
  readonly unitName: string;
  readonly offices: Offices;
  readonly steps: readonly StoredStep[];
  readonly readings: readonly StoredReading[];
  readonly fundChecks: readonly StoredFundCheck[];
  readonly keyMarks: readonly StoredKeyMark[];
}

const blank = {
  forName: null,
  round: null,
  toState: null,
  verdicts: null,
  opinion: null,
  basis: null,
  correctBy: null,
  amountFen: null,
  isPositive: null,
} as const;

/** 流程轨迹, oldest first: steps, first readings, conclusions of finance and marks of key projects, for everyone who sees the project. */
export const trailOf = ({ project, unitName, offices, steps, readings, fundChecks, keyMarks }: Sources): TrailEntry[] => {
  const officeAt = (level: string): string => (level === "unit" ? unitName : offices.health(project, level as CheckLevel));
  return [
    ...steps.map((step) => ({
      ...blank,
      kind: "step" as const,
      at: step.at.toISOString(),
      label: transitions.find(({ action }) => action === step.action)?.label ?? step.action,
      office: officeAt(step.level),
      byName: step.by_name,
      forName: step.for_name,
      round: step.round,
      toState: step.to_state,
      verdicts: step.verdicts as StatedVerdicts | null,
      opinion: step.opinion === "" ? null : step.opinion,
      basis: step.basis,
      correctBy: step.correct_by,
    })),
    ...readings.map((reading) => ({
      ...blank,
      kind: "read" as const,
      at: reading.at.toISOString(),
      label: "打开审阅",
      office: officeAt(reading.level),
      byName: reading.by_name,
      round: reading.round,
    })),
    ...fundChecks.map((check) => ({
      ...blank,
      kind: "fund-check" as const,
      at: check.at.toISOString(),
      label: check.passes ? "会审筹资：资金落实" : "会审筹资：资金没有落实",
      office: offices.finance(project, check.level),
      byName: check.by_name,
      forName: check.for_name,
      round: check.round,
      opinion: check.reason,
      amountFen: String(check.confirmed_fen),
      isPositive: check.passes,
    })),
    ...keyMarks.map((mark) => ({
      ...blank,
      kind: "key" as const,
      at: mark.at.toISOString(),
      label: mark.is_key ? "标注为重点项目" : "取消重点项目标注",
      office: officeAt(project.route.at(-1) ?? "province"),
      byName: mark.by_name,
      opinion: mark.reason,
    })),
  ].toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
};
