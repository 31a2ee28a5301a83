import type { DocumentId } from "./document.ts";

/** One duty, right, number, deadline or prohibition of a document, in our own words. */
export interface Clause {
  /** Stable for ever: results, refusals, screens and test titles name it. */
  readonly id: string;
  readonly document: DocumentId;
  /** Where it stands: 第七条（三）1. */
  readonly ref: string;
  /** The article or section that it belongs to: 第七条. */
  readonly article: string;
  readonly kind: ClauseKind;
  /** Our summary. The official text is loaded by an administrator and never shipped. */
  readonly gist: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly actors: readonly string[];
  /** Answering units, where the document tells them from supporting units. */
  readonly leads?: readonly string[];
  readonly leadMode?: LeadMode;
  /** Clauses, or beginnings of clause ids up to a dot, of other documents on the same matter. */
  readonly links: readonly string[];
  /** The text leaves something open. Where an amount depends on it, readings.ts holds the possible meanings. */
  readonly openQuestion: boolean;
}

export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [name: string]: ParameterValue };

export const clauseKinds = {
  data: "登记事项",
  principle: "目的原则",
  definition: "界定",
  goal: "目标",
  eligibility: "条件",
  entitlement: "补助标准",
  allocation: "分配",
  cap: "上限",
  "use-scope": "用途",
  "quota-target": "数量任务",
  "indicator-target": "指标目标",
  task: "任务",
  duty: "职责",
  process: "程序",
  coordination: "协同",
  deadline: "时限",
  assessment: "考核评价",
  disclosure: "公开",
  "copy-to": "抄送",
  prohibition: "禁止",
  sanction: "责任",
  validity: "效力",
} as const;

export type ClauseKind = keyof typeof clauseKinds;

/** Who answers when a clause names several units. */
export const leadModes = {
  "first-is-lead": "首个单位牵头",
  "each-leads": "按职责分别牵头",
  "all-members": "成员单位共同负责",
  "named-in-text": "文中指明",
  "issuer-level": "印发机关",
  "none-stated": "未指明",
} as const;

export type LeadMode = keyof typeof leadModes;
