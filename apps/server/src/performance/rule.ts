import { type ProgrammeId, programmeOf } from "@qiangyi/projects";
import type { Actor } from "../platform/index.ts";

/** Who evaluates, and what the evaluation stage waits for; as the regulation of the fund says. */
export interface PerformanceRule {
  readonly clause: string;
  readonly evaluator: string;
  /** 再评价 of every project (5g-2022 第十七条); elsewhere the signed self-evaluation is the record and is rechecked where needed. */
  readonly needsReview: boolean;
  /** 省财政厅 may recheck too (qiangyi-2024 第九条第二款); the 5G fund leaves it to 省卫健委 alone (5g-2022 第三条). */
  readonly financeMayReview: boolean;
}

/** Undefined for the programmes of a city: neither regulation reaches them. */
export const ruleOf = (programme: ProgrammeId): PerformanceRule | undefined => {
  if (programmeOf(programme).organiser !== "province") return undefined;
  return programme === "5g-pilot"
    ? { clause: "5g-2022.art15", evaluator: "省卫健委", needsReview: true, financeMayReview: false }
    : { clause: "qiangyi-2024.art4.3.a", evaluator: "省卫健委、省财政厅", needsReview: false, financeMayReview: true };
};

const isOfProvince = ({ level }: Actor): boolean => level === "province";

/** 省卫健委 keeps the workspace: what is evaluated by which sheet. */
export const mayManage = (actor: Actor): boolean => isOfProvince(actor) && actor.permissions.has("performance.manage");

export const mayReview = (actor: Actor, { financeMayReview }: PerformanceRule): boolean =>
  mayManage(actor) || (financeMayReview && isOfProvince(actor) && actor.permissions.has("performance.recheck"));

const isUnitOf = ({ level, institution }: Actor, project: { readonly institution: string }): boolean =>
  level === "unit" && institution === project.institution;

/** The unit fills in its part, and its head signs it. */
export const mayReport = (actor: Actor, project: { readonly institution: string }): boolean =>
  isUnitOf(actor, project) && actor.permissions.has("performance.report");
export const maySign = (actor: Actor, project: { readonly institution: string }): boolean =>
  isUnitOf(actor, project) && actor.permissions.has("performance.sign");
