export const fundNatures = {
  general: "一般公共预算",
  governmentFund: "政府性基金",
  bond: "债券",
  capitalBudget: "预算内基建",
  own: "单位自筹",
} as const;
export type FundNature = keyof typeof fundNatures;

export const sourceLevels = { central: "中央", province: "省级", city: "市级", county: "县级", own: "单位自筹" } as const;
export type SourceLevel = keyof typeof sourceLevels;

/** What a sum is for. Both sides of a transfer share one, so 专款专用 holds by construction; only 调剂 and 收回统筹 lead to another. */
export interface Earmark {
  /** Budget year of the money, unchanged however long it is carried. */
  readonly year: number;
  /** Id of the funding line. */
  readonly line: string;
  readonly nature: FundNature;
  readonly sourceLevel: SourceLevel;
  readonly project?: string;
  /** Function class of government expenditure (功能分类), five or seven digits. */
  readonly functionClass: string;
  /** 追踪标识, as "01 中央直达资金": given once by whoever gives the money, and never taken off on its way. */
  readonly trackTag?: string;
}

/** One text for one earmark: equal exactly when every part is equal. */
export const earmarkKey = ({ year, line, nature, sourceLevel, project, functionClass, trackTag }: Earmark): string =>
  JSON.stringify([year, line, nature, sourceLevel, project ?? null, functionClass, trackTag ?? null]);

/** 收回统筹: the line of money that was taken back (E10). It belongs to no funding line and no project until it is arranged again. */
export const recoveredLine = "recovered";
