import type { CallPhase } from "@qiangyi/api";
import { type PlainDate, type Refusal } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { type CallDefinition, type DefinitionProblem, type ProgrammeId, programmeOf } from "@qiangyi/projects";
import type { Actor, Answers } from "../../platform/index.ts";

/** 申报通知 as it is stored. */
export interface StoredCall {
  readonly province: string;
  readonly id: string;
  readonly organiser: "province" | "city";
  readonly city: string | null;
  readonly programme: ProgrammeId;
  readonly year: number;
  readonly batch: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly opensOn: PlainDate;
  readonly closesOn: PlainDate;
  readonly referenceOn: PlainDate;
  readonly definition: CallDefinition;
  readonly state: "draft" | "published" | "cancelled";
  readonly version: number;
  readonly publishedAt: Date | null;
}

export const phaseOf = (
  { state, opensOn, closesOn }: Pick<StoredCall, "state" | "opensOn" | "closesOn">,
  today: PlainDate,
): CallPhase => {
  if (state !== "published") return state;
  if (today < opensOn) return "coming";
  return today <= closesOn ? "open" : "closed";
};

/** Only the organiser of a programme opens a call for it (晋财规社〔2024〕1号 第五条; 晋财社〔2022〕32号 第三条); another level is refused, not ignored. */
export const organises = (actor: Actor, programme: ProgrammeId): boolean => {
  const { organiser, city } = programmeOf(programme);
  return organiser === "city" ? actor.level === "city" && actor.city === city : actor.level === "province";
};

export const organiserName = ({ organiser, city }: Pick<StoredCall, "organiser" | "city">): string =>
  organiser === "province" ? "省卫生健康委" : `${regionsByCode.get(city ?? "")?.name ?? ""}卫生健康委`;

const openingClause = (programme: ProgrammeId): string =>
  programme === "5g-pilot"
    ? "5g-2022.art3.a"
    : programme.startsWith("linfen-")
      ? programmeOf(programme).clause
      : "qiangyi-2024.art5.a";

export const notOrganiser = (programme: ProgrammeId) =>
  ({ code: "FORBIDDEN_ROLE", programme, clause: openingClause(programme) }) as const;

export type CallRefusal =
  | Refusal<"call-not-found">
  | Refusal<"FORBIDDEN_ROLE", { readonly programme: ProgrammeId; readonly clause: string }>
  | Refusal<"call-changed", { readonly version: number }>
  | Refusal<"call-fixed", { readonly state: StoredCall["state"] }>;

export const callAnswers: Answers<CallRefusal> = {
  "call-not-found": [404, "没有这份申报通知，或尚未发布"],
  FORBIDDEN_ROLE: [
    403,
    ({ programme }) =>
      `“${programmeOf(programme).title}”的申报通知由${organiserName({ ...programmeOf(programme), city: programmeOf(programme).city ?? null })}发布`,
    "请由组织部门办理",
  ],
  "call-changed": [409, "这份通知刚被别人改过，您的修改没有保存", "请刷新后核对再改；已填内容仍在本页"],
  "call-fixed": [
    409,
    ({ state }) => (state === "published" ? "通知已经发布，内容不能再改" : "通知已经撤销，不能再办理"),
    "已发布的通知可以延长截止日期，或撤销后重新起草",
  ],
};

export type DraftRefusal =
  | Refusal<"DATE_ORDER", { readonly problems: readonly DefinitionProblem[] }>
  | Refusal<"DEFINITION_MISFIT", { readonly problems: readonly DefinitionProblem[] }>
  | Refusal<"call-exists">;

export const draftAnswers: Answers<DraftRefusal> = {
  DATE_ORDER: [422, "截止日期不能早于开始日期"],
  DEFINITION_MISFIT: [422, ({ problems }) => `通知内容有${problems.length}处需要修改`, "请按提示逐项修改"],
  "call-exists": [409, "同一项目、年度和批次已有一份通知", "请另写批次，或打开已有的通知"],
};

export const dateProblems = ({ opensOn, closesOn }: { readonly opensOn: string; readonly closesOn: string }) =>
  closesOn < opensOn ? [{ path: "closesOn", message: `截止日期${closesOn}早于开始日期${opensOn}` }] : [];
