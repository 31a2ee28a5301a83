import type { FundingLineId } from "../funding-line.ts";
import type { ExpenseCategory } from "./expense-categories.ts";
import type { ConductCode } from "./requirement.ts";

/** 1% of a project's budget may go to its review; it has a scope of its own. */
export type UseScopeId = FundingLineId | "review-cost";

export interface UseScope {
  readonly clause: string;
  readonly mainUse: string;
  /** Categories of the main use: no reason is asked for. */
  readonly main: readonly ExpenseCategory[];
  /** Other costs of carrying out the project: with a reason (第七条首句). Everything else is outside. */
  readonly withReason: readonly ExpenseCategory[];
  /** The code of a use outside. */
  readonly outside: ConductCode;
}

const medicalService: readonly ExpenseCategory[] = [
  "drugs",
  "consumables",
  "clinical-staff",
  "clinical-operation",
  "equipment-maintenance",
];
const besideMedicalService: readonly ExpenseCategory[] = [
  "equipment",
  "technology",
  "training",
  "research",
  "information",
  "other-direct",
];
const specialtyBuilding: readonly ExpenseCategory[] = [
  "equipment",
  "technology",
  "talent",
  "training",
  "research",
  "information",
];

const scope = (
  article: string,
  mainUse: string,
  main: readonly ExpenseCategory[],
  withReason: readonly ExpenseCategory[] = ["other-direct"],
  outside: ConductCode = "USE_OUT_OF_SCOPE",
): UseScope => ({ clause: `qiangyi-2024.art${article}`, mainUse, main, withReason, outside });

const medical = (article: string, mainUse: string): UseScope => scope(article, mainUse, medicalService, besideMedicalService);

/** In the order of the regulation. “主要用于” gives no share (A38), so the main use is watched and only what lies outside is refused. */
export const useScopes: Readonly<Record<UseScopeId, UseScope>> = {
  "review-cost": scope(
    "5.d",
    "项目直接相关的评审评估",
    ["expert-review", "project-assessment", "performance-evaluation"],
    ["other-direct"],
    "REVIEW_COST_NOT_DIRECT",
  ),
  "top100-reward": medical("7.1.1.d", "公立医院医疗事业支出"),
  "specialised-regional-centre": medical("7.1.2.d", "公立医院医疗事业支出"),
  "national-key-specialty": scope("7.1.3.e", "临床重点专科建设", specialtyBuilding, ["consumables", "other-direct"]),
  "provincial-key-specialty": scope("7.1.4.e", "临床重点专科建设", specialtyBuilding, ["consumables", "other-direct"]),
  "provincial-discipline": scope(
    "7.1.5.e",
    "医学重点学科建设",
    ["research", "innovation", "talent", "result-transfer"],
    ["equipment", "training", "information", "other-direct"],
  ),
  // The text states no use for this line (A13): read as building the specialty, like items 3 and 4.
  "tcm-specialty": scope("7.1.6.b", "中医优势专科建设", specialtyBuilding, ["consumables", "other-direct"]),
  "township-centre": medical("7.2.g", "乡镇卫生院医疗事业支出"),
  "county-tertiary": medical("7.3.1.f", "县级公立医院医疗事业支出"),
  "county-emergency-centre": medical("7.3.2.f", "县级公立医院医疗事业支出"),
  "maternal-newborn-centre": medical("7.3.3.f", "县级公立医院医疗事业支出"),
  "doctor-secondment": scope("7.3.4.h", "派出人员食宿、差旅", ["board", "travel-lodging"]),
  "expert-workshop": scope("7.3.5.1.e", "差旅住宿、讲学指导、人员培训、会议交流、工作室硬件", [
    "travel-lodging",
    "lecturing",
    "training",
    "meetings",
    "workshop-hardware",
  ]),
  "appropriate-technique": scope("7.3.5.2.d", "差旅住宿、基层带教、宣讲培训、手术演示、技术服务、会议交流", [
    "travel-lodging",
    "grassroots-teaching",
    "lecture-training",
    "operation-demonstration",
    "technical-service",
    "meetings",
  ]),
  "visiting-scholar": scope("7.3.5.3.g", "学费", ["tuition"], [], "COST_BORNE_BY_SENDER"),
};
