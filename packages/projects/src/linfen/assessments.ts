import type { PlainDate } from "@qiangyi/kernel";
import { assessmentKind, type Influence, influenceVerdict } from "./persons.ts";

/** The two findings of an assessment of a leader, and what may prove them. */
export const influenceCriteria = { inProvince: "全省知名", inCountry: "国内有一定影响" } as const;
export type InfluenceCriterion = keyof typeof influenceCriteria;
export const evidenceKinds = { office: "学会任职", award: "获奖", paper: "论文", project: "科研项目", other: "其他" } as const;
export type EvidenceKind = keyof typeof evidenceKinds;

export interface InfluenceEvidence {
  readonly criterion: InfluenceCriterion;
  readonly kind: EvidenceKind;
  readonly text: string;
}

/** Criteria that are confirmed and have nothing to show for it, by name: a confirmation rests on its evidence. */
export const withoutEvidence = (influence: Influence, evidence: readonly InfluenceEvidence[]): readonly InfluenceCriterion[] =>
  (Object.keys(influenceCriteria) as InfluenceCriterion[]).filter(
    (criterion) => influence[criterion] && !evidence.some((one) => one.criterion === criterion && one.text.trim().length >= 2),
  );

interface Assessed extends Influence {
  readonly assessedOn: PlainDate;
}

/** The assessment that a leader still lacks as of a day: the middle one while the programme runs, the final one after it. */
export const dueAssessment = (assessments: readonly Assessed[], today: PlainDate): "中期" | "终期" | null => {
  const kind = assessmentKind(today);
  return assessments.some(({ assessedOn }) => assessmentKind(assessedOn) === kind) ? null : kind;
};

export interface LeaderStanding {
  readonly state: "在培" | "达标" | "未达标";
  readonly text: string;
  /** What follows, and the clause that it follows from. */
  readonly consequence: string;
  readonly clause: string;
}

/** What the last assessment makes of a leader; assessments oldest first. Only a final one decides, and it decides on no sanction. */
export const leaderStanding = (assessments: readonly Assessed[]): LeaderStanding => {
  const last = assessments.at(-1);
  if (last === undefined)
    return {
      state: "在培",
      text: "还没有考核",
      consequence: "列入遴选计数，不计入培养达标",
      clause: "linfen-2020.hundredleaders.target",
    };
  const verdict = influenceVerdict(last);
  if (assessmentKind(last.assessedOn) === "中期")
    return {
      state: "在培",
      text: `中期：${verdict.isReached ? "两项影响都已认定" : verdict.text.replace("未达标：", "")}`,
      consequence: verdict.isReached ? "继续培养，以终期考核为准" : "继续培养，终期考核前补齐所缺的一项或两项",
      clause: "linfen-2020.hundredleaders.deadline",
    };
  return verdict.isReached
    ? { state: "达标", text: verdict.text, consequence: "计入培养达标人数", clause: "linfen-2020.hundredleaders.target" }
    : {
        state: "未达标",
        text: verdict.text,
        consequence: "不计入培养达标人数；是否提请通报或调整由人决定",
        clause: "linfen-2020.hundredleaders.influence",
      };
};
