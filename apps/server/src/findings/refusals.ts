import { type FindingState, findingStates } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import type { Answers } from "../platform/index.ts";
import type { AdvanceRefusal } from "./transitions.ts";

export type ActRefusal =
  | AdvanceRefusal
  | Refusal<"finding-not-found">
  | Refusal<"party-elsewhere">
  | Refusal<"OWNER_IS_KEEPER">
  | Refusal<"due-passed">
  | Refusal<"EVIDENCE_REQUIRED">;

const stateText = (state: FindingState): string => findingStates[state];

export const actAnswers: Answers<ActRefusal> = {
  "finding-not-found": [404, "没有这个问题，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "这一步不由您办理", "请由有此职责的部门和人员办理"],
  SELF_APPROVAL: [403, "自己提出的问题、自己报告的整改，不能由自己核实、验收", "请由本部门另一位人员或上级部门办理"],
  STEP_ORDER: [409, ({ state, label }) => `问题现在是“${stateText(state)}”，不能“${label}”`, "请刷新后按流程办理"],
  "party-elsewhere": [422, "选择的单位或部门不在这个问题所在的地方", "整改责任应落到问题涉及的单位，或当地财政、卫生健康部门"],
  OWNER_IS_KEEPER: [422, "下达整改的部门不能是整改责任单位自己", "请由上级部门核实并下达整改"],
  "due-passed": [422, "整改期限不能早于今天"],
  EVIDENCE_REQUIRED: [422, "请附上整改佐证材料", "先上传本次整改的材料，再报告整改情况"],
};
