import type { PlainDate } from "@qiangyi/kernel";
import { type ConductCode, type Finding, finding, isStated, type Verdict, verdictOf } from "./requirement.ts";

interface Sequence {
  readonly clause: string;
  readonly outOfOrder: ConductCode;
  readonly steps: readonly { readonly step: string; readonly label: string }[];
}

/** Things that happen in a fixed order, each with its date and evidence. */
export const sequences = {
  "county-emergency-centre": {
    clause: "qiangyi-2024.art7.3.2.a",
    outOfOrder: "STEP_ORDER",
    steps: [
      { step: "built", label: "建设" },
      { step: "applied", label: "申报" },
      { step: "accepted", label: "验收" },
      { step: "certified", label: "认证" },
    ],
  },
  "maternal-newborn-centre": {
    clause: "qiangyi-2024.art7.3.3.a",
    outOfOrder: "STEP_ORDER",
    steps: [
      { step: "built", label: "建设" },
      { step: "applied", label: "申报" },
      { step: "assessed", label: "评估" },
      { step: "certified", label: "认证" },
    ],
  },
  // The five stages are named in the 5G regulation (第十五条) and taken to be the same here.
  performance: {
    clause: "qiangyi-2024.art4.3.a",
    outOfOrder: "PERFORMANCE_STAGE_MISSING",
    steps: [
      { step: "ex-ante", label: "事前绩效评估" },
      { step: "target", label: "绩效目标" },
      { step: "monitoring", label: "绩效监控" },
      { step: "evaluation", label: "绩效评价" },
      { step: "result-use", label: "结果应用" },
    ],
  },
} as const satisfies Record<string, Sequence>;

export type SequenceId = keyof typeof sequences;

export interface RecordedStep {
  readonly step: string;
  readonly on: PlainDate;
  readonly evidence: string | null;
}

/** Each recorded step stands on those before it: recorded, not later, and with evidence. */
export const checkSteps = (id: SequenceId, recorded: readonly RecordedStep[]): Verdict => {
  const { clause, steps, outOfOrder }: Sequence = sequences[id];
  const byStep = new Map(recorded.map((each) => [each.step, each]));
  const last = steps.findLastIndex(({ step }) => byStep.has(step));
  return verdictOf(
    steps.slice(0, last + 1).flatMap(({ step, label }, index): Finding[] => {
      const own = byStep.get(step);
      if (own === undefined) return [finding(outOfOrder, clause, `尚未记录“${label}”，不能记录其后的步骤`, { field: step })];
      const before = byStep.get(steps[index - 1]?.step ?? "");
      if (before && own.on < before.on) return [finding(outOfOrder, clause, `“${label}”的日期早于前一步骤`, { field: step })];
      return isStated(own.evidence) ? [] : [finding("EVIDENCE_REQUIRED", clause, `“${label}”缺少佐证材料`, { field: step })];
    }),
  );
};

/** Closing needs every step. */
export const checkAllSteps = (id: SequenceId, recorded: readonly RecordedStep[]): Verdict => {
  const { clause, steps, outOfOrder }: Sequence = sequences[id];
  const missing = steps.filter(({ step }) => recorded.every((each) => each.step !== step));
  return missing.length === 0
    ? checkSteps(id, recorded)
    : verdictOf(missing.map(({ step, label }) => finding(outOfOrder, clause, `缺少环节：${label}`, { field: step })));
};
