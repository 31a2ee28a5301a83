import type { CheckItem } from "@qiangyi/api";
import { type ProjectState, projectStates } from "@qiangyi/projects";

type LightState = "good" | "warning" | "bad" | "neutral" | "open";

const lights: Readonly<Partial<Record<ProjectState, LightState>>> = {
  returned: "warning",
  suspended: "warning",
  rejected: "bad",
  terminated: "bad",
  reserved: "good",
  in_library: "good",
  funded: "good",
  implementing: "good",
  accepted: "good",
  closed: "good",
};

export const stateLight = (state: ProjectState): LightState => lights[state] ?? "neutral";
export const stateText = (state: ProjectState): string => projectStates[state];

export const levelNames = { county: "县级", city: "市级", province: "省级" } as const;

export const fundCheckTexts = {
  "not-needed": "不需要",
  waiting: "待财政会审",
  positive: "资金落实",
  negative: "资金没有落实",
} as const;
export const fundCheckLights = { "not-needed": "neutral", waiting: "warning", positive: "good", negative: "bad" } as const;

/** The days that are left, or how late it is. */
export const dueText = ({ dueOn, isOverdue }: Pick<CheckItem, "dueOn" | "isOverdue">, today: string): string | undefined => {
  if (dueOn === null) return undefined;
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / 86_400_000);
  return isOverdue ? `超期${-days}天` : days === 0 ? "今天到期" : `剩${days}天`;
};

export const sizeText = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)}MB` : `${Math.max(1, Math.round(bytes / 1024))}KB`;
