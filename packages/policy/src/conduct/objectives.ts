/** 第三条: what the programme is for; annual targets of the lines roll up to these. */
export const programmeObjectives = {
  quality: "优质资源增量提质",
  grassroots: "基层夯实",
  county: "县级提标扩能",
  balance: "扩容和均衡布局",
  tiered: "分级诊疗",
} as const;

export type ObjectiveId = keyof typeof programmeObjectives;

export interface LinkedTarget {
  readonly id: string;
  readonly objectives: readonly ObjectiveId[];
  /** Null: no result yet. */
  readonly isMet: boolean | null;
}

export interface ObjectiveSummary {
  readonly objective: ObjectiveId;
  readonly targets: readonly string[];
  readonly met: number;
  readonly open: number;
}

/** Each objective with its targets and results, also those that nobody works towards yet. */
export const rollUpObjectives = (targets: readonly LinkedTarget[]): readonly ObjectiveSummary[] =>
  (Object.keys(programmeObjectives) as ObjectiveId[]).map((objective) => {
    const own = targets.filter(({ objectives }) => objectives.includes(objective));
    return {
      objective,
      targets: own.map(({ id }) => id),
      met: own.filter(({ isMet }) => isMet === true).length,
      open: own.filter(({ isMet }) => isMet === null).length,
    };
  });
