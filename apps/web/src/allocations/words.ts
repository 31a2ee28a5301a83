import type { PlanSummary } from "@qiangyi/api";

export const statusWords = {
  payable: { state: "good", text: "应补" },
  not_payable: { state: "neutral", text: "不补" },
  decision_required: { state: "open", text: "待决定" },
} as const;

export const staleWords: Record<PlanSummary["stale"][number], string> = {
  facts: "台账",
  budgets: "预算",
  allocated: "已分配金额",
  decisions: "决定",
  readings: "口径",
};

export const stateText = ({ state, kind, version }: Pick<PlanSummary, "state" | "kind" | "version">): string =>
  state === "frozen" ? `定稿第${version}版` : kind === "scenario" ? "情景" : "草稿";

/** Whether cities and counties read this version. */
export const publicationText = ({ publication }: Pick<PlanSummary, "publication">): string => {
  if (publication === null) return "";
  return publication.isCurrent ? `，${publication.publishedOn}发布给市县` : `，${publication.publishedOn}发布，已被新版取代`;
};

export const quantityKinds: Readonly<Record<string, string>> = {
  floor: "至少",
  planned: "计划数",
  approximate: "左右",
  aspiration: "力争",
  yearly: "每年",
  share: "占比",
  coverage: "覆盖",
};

export const quantityGroups: Readonly<Record<string, string>> = {
  general: "综合医院",
  tcm: "中医医院",
  "maternal-child": "妇幼保健院",
  top: "拔尖学科",
  key: "重点学科",
  agricultural: "农业县",
  any: "任一类",
  stroke: "卒中",
  "chest-pain": "胸痛",
  trauma: "创伤",
};
