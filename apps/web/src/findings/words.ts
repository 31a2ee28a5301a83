import type { FindingGrade, FindingState, ListedFinding } from "@qiangyi/api";

export const stateLights = {
  raised: "open",
  dismissed: "neutral",
  withdrawn: "neutral",
  correcting: "warning",
  answered: "open",
  settled: "good",
} as const satisfies Record<FindingState, string>;

export const gradeLights = { high: "bad", medium: "warning", low: "neutral" } as const satisfies Record<FindingGrade, string>;

/** What is late is said as such; the code is the one that other pages and papers use. */
export const lateText = ({ flag, daysLate }: Pick<ListedFinding, "flag" | "daysLate">): string | undefined =>
  flag === null ? undefined : `超期${daysLate ?? 0}天`;

export const departmentNames = { finance: "财政部门", health: "卫生健康部门" } as const;

export const optionsOf = <Words extends Readonly<Record<string, string>>>(words: Words) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
