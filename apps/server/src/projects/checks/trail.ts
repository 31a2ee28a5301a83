import type { TrailEntry } from "@qiangyi/api";
import { type CheckLevel, changeKinds, type StatedVerdicts, transitions } from "@qiangyi/projects";
import type { StoredChange } from "../library/library.store.ts";
import type { StoredAssessment } from "../programmes/assessments.store.ts";
import { assessmentVerdict } from "../programmes/shown-assessments.ts";
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
  readonly changes: readonly StoredChange[];
  readonly assessments: readonly StoredAssessment[];
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

/**
 * 流程轨迹, oldest first: steps, first readings, conclusions of finance, marks of key projects, changes and assessments, for everyone who
 * sees the project.
 */
export const trailOf = (sources: Sources): TrailEntry[] => {
  const { project, unitName, offices, steps, readings, fundChecks, keyMarks, changes, assessments } = sources;
  const officeAt = (level: string): string => (level === "unit" ? unitName : offices.health(project, level as CheckLevel));
  const organiser = officeAt(project.route.at(-1) ?? "province");
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
      office: organiser,
      byName: mark.by_name,
      opinion: mark.reason,
    })),
    ...changes.flatMap((change) => changeEntries(change, { ...sources, organiser })),
    ...assessments.map((assessment) => ({
      ...blank,
      kind: "assessment" as const,
      at: assessment.at.toISOString(),
      label: `${assessment.is_final ? "终期" : "中期"}考核：${assessmentVerdict(assessment).text}`,
      office: organiser,
      byName: assessment.by_name,
      opinion: assessment.opinion,
      basis: `${assessment.document_number}（${assessment.assessed_on}）`,
    })),
  ].toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
};

/** A change at every desk that it passed: asked, signed or sent back, judged, judged by finance. */
const changeEntries = (
  change: StoredChange,
  { project, unitName, offices, organiser }: Sources & { readonly organiser: string },
): TrailEntry[] => {
  const entry = (
    at: Date | null,
    label: string,
    office: string,
    byName: string | null,
    opinion: string | null = null,
  ): TrailEntry[] =>
    at === null || byName === null ? [] : [{ ...blank, kind: "change", at: at.toISOString(), label, office, byName, opinion }];
  const isRefused = change.state === "refused";
  const finance = project.route.at(-1) === "city" ? offices.finance(project, "city") : "省财政厅";
  // One opinion is kept: that of the desk which judged last.
  const last = change.finance_at !== null ? "finance" : "organiser";
  const judged = (desk: "organiser" | "finance"): string => (isRefused && desk === last ? "不同意" : "同意");
  return [
    ...entry(change.requested_at, `申请变更：${changeKinds[change.kind]}`, unitName, change.requested_by_name, change.reason),
    ...entry(change.signed_at, "签批变更申请", unitName, change.signed_by_name),
    ...entry(
      change.organiser_at,
      `变更审批：${judged("organiser")}`,
      organiser,
      change.organiser_by_name,
      last === "organiser" ? change.opinion : null,
    ),
    ...entry(change.finance_at, `变更财政审批：${judged("finance")}`, finance, change.finance_by_name, change.opinion),
  ];
};
