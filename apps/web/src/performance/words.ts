import type { PerformanceStage } from "@qiangyi/api";
import { grades } from "@qiangyi/projects";

/** A stage as a light and a word; the day stands beside it where there is room. */
export const stageLights = { done: "good", next: "warning", missing: "neutral" } as const;
export const stageWords = { done: "已记录", next: "待记录", missing: "未到" } as const;

export const shortLabels: Readonly<Record<PerformanceStage["id"], string>> = {
  "ex-ante": "事前评估",
  target: "绩效目标",
  monitoring: "绩效监控",
  evaluation: "绩效评价",
  "result-use": "结果应用",
};

export const gradeLights = { excellent: "good", good: "good", fair: "warning", poor: "bad" } as const;
export const sourceWords = { self: "自评", review: "再评价" } as const;
export const lightWords = { good: "绿灯", warning: "黄灯", bad: "红灯", neutral: "灰灯" } as const;

export const gradeText = (grade: keyof typeof grades): string => grades[grade];
