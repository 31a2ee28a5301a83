import type { PerformanceStage, Permission } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import type { PerformanceFault, ProjectState } from "@qiangyi/projects";
import type { Actor, Answers, Clock, Tx } from "../platform/index.ts";
import { lockProject, type PerformanceGrounds, performanceGrounds, type StoredProject } from "../projects/index.ts";
import { type PerformanceRecords, recordsOf } from "./performance.store.ts";
import { type PerformanceRule, ruleOf } from "./rule.ts";
import { missingBefore, stagesOf } from "./stages.ts";

/** A project of the fund with everything that an act on its performance asks about, locked until the transaction ends. */
export interface Opened {
  readonly project: StoredProject;
  readonly rule: PerformanceRule;
  readonly grounds: PerformanceGrounds;
  readonly records: PerformanceRecords;
  readonly stages: readonly PerformanceStage[];
  readonly year: number;
}

export type OpenRefusal =
  | Refusal<"project-not-found">
  | Refusal<"NOT_OF_FUND">
  | Refusal<"FORBIDDEN_ROLE", { readonly who: string | null }>
  | Refusal<"PERFORMANCE_NOT_OPEN">
  | Refusal<"IN_FUTURE">
  | Refusal<"PERFORMANCE_STAGE_MISSING", { readonly stages: readonly string[]; readonly clause: string }>;

export const openAnswers: Answers<OpenRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  NOT_OF_FUND: [409, "这里只管理省级专项资金项目的绩效", "市级项目按本市的考核办理"],
  FORBIDDEN_ROLE: [
    403,
    ({ who }) => (who === null ? "这一部分不由您填写，您不能改动" : `这一部分由${who}填写，您不能改动`),
    "请由有此职责的部门和人员办理",
  ],
  PERFORMANCE_NOT_OPEN: [409, "项目还没有入库，或已经结项、终止，不能再登记绩效记录"],
  IN_FUTURE: [422, "年度或月份还没有到", "请核对年度、月份"],
  PERFORMANCE_STAGE_MISSING: [
    409,
    ({ stages }) => `前面的绩效环节还没有记录：${stages.join("、")}`,
    "五个环节依次记录，请先补齐前面的环节",
  ],
};

const openStates: readonly ProjectState[] = ["in_library", "funded", "implementing", "suspended", "accepted"];
export const isOpen = ({ state }: Pick<StoredProject, "state">): boolean => openStates.includes(state);

interface Act {
  readonly stage: PerformanceStage["id"];
  /** Duties of which the actor has one at least; who has none is told so before anything is looked for. */
  readonly duties: readonly Permission[];
  /** Who may, and how the refusal calls them. */
  readonly may: (project: StoredProject, rule: PerformanceRule) => boolean;
  readonly who: (rule: PerformanceRule) => string;
  /** Targets are laid down before their year; what was done is told afterwards. */
  readonly yearsAhead?: number;
}

/** Asked in this order: duty, sight, role, state, order of the stages. Whoever has no business here learns nothing of the rest. */
export const opened = async (
  { tx, actor, clock }: { readonly tx: Tx; readonly actor: Actor; readonly clock: Clock },
  { projectId, year }: { readonly projectId: string; readonly year: number },
  { stage, duties, may, who, yearsAhead = 0 }: Act,
): Promise<Result<Opened, OpenRefusal>> => {
  if (!duties.some((duty) => actor.permissions.has(duty))) return refuse({ code: "FORBIDDEN_ROLE", who: null });
  const project = await lockProject(tx, actor, projectId);
  if (!project) return refuse({ code: "project-not-found" });
  const rule = ruleOf(project.programme);
  if (!rule) return refuse({ code: "NOT_OF_FUND" });
  if (!may(project, rule)) return refuse({ code: "FORBIDDEN_ROLE", who: who(rule) });
  if (!isOpen(project)) return refuse({ code: "PERFORMANCE_NOT_OPEN" });
  if (year > yearOf(clock.today()) + yearsAhead) return refuse({ code: "IN_FUTURE" });
  const { grounds, records } = await knownOf(tx, project);
  const stages = stagesOf(rule, grounds, records);
  const missing = missingBefore(stages, stage);
  if (missing.length > 0) return refuse({ code: "PERFORMANCE_STAGE_MISSING", stages: missing, clause: rule.clause });
  return ok({ project, rule, grounds, records, stages, year });
};

export const nothingRecorded: PerformanceRecords = {
  sheets: [],
  monitorings: [],
  selves: [],
  signatures: [],
  reviews: [],
  uses: [],
};
export const nothingKnown: PerformanceGrounds = { argued: undefined, approved: undefined, targets: [] };

export const knownOf = async (tx: Tx, { province, id }: Pick<StoredProject, "province" | "id">) => {
  const [grounds, records] = [await performanceGrounds(tx, province, [id]), await recordsOf(tx, province, [id])];
  return { grounds: grounds.get(id) ?? nothingKnown, records: records.get(id) ?? nothingRecorded };
};

/** A sentence that must be said, asked for beside everything else that is missing. */
export const unsaid = (path: string, text: string, message: string): readonly PerformanceFault[] =>
  text.trim().length < 2 ? [{ path, message }] : [];
