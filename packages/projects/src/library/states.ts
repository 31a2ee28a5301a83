/**
 * The life of a project, from the first word of its declaration to its close (项目库; 晋财社〔2022〕32号 第七条, 晋财规社〔2024〕1号 第四至六条).
 * One noun: a declaration is the content of a project that is not in the library yet.
 */
export const projectStates = {
  draft: "填报中",
  to_sign: "待负责人签批",
  submitted: "已申报",
  county_passed: "县级审核通过",
  city_passed: "市级审核通过",
  form_passed: "形式审查通过",
  reviewed: "评审完成",
  reserved: "储备",
  in_library: "入库",
  funded: "已安排",
  implementing: "实施中",
  accepted: "已验收",
  closed: "已结项",
  returned: "退回补正",
  rejected: "不予支持",
  suspended: "暂停",
  terminated: "终止",
} as const;
export type ProjectState = keyof typeof projectStates;
export const projectStateIds = Object.keys(projectStates) as readonly ProjectState[];

/** Nobody above the unit has seen anything of these. */
export const isWithUnit = (state: ProjectState): boolean => state === "draft" || state === "to_sign" || state === "returned";

/** Content may be edited by the unit's clerk. */
export const isEditable = (state: ProjectState): boolean => state === "draft" || state === "returned";

/** Chosen, and not over: counts against another benefit for the same thing. */
export const isStanding = (state: ProjectState): boolean =>
  !(state === "draft" || state === "rejected" || state === "terminated" || state === "closed");

/** In the library: may be put on an allocation plan (otherwise NOT_IN_LIBRARY). */
export const isInLibrary = (state: ProjectState): boolean =>
  state === "in_library" || state === "funded" || state === "implementing" || state === "accepted" || state === "closed";
