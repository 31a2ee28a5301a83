import { addYears, type PlainDate } from "@qiangyi/kernel";

/** 回避情形: who may not judge whom. */
export const conflictKinds = {
  "same-unit": "本单位",
  "same-group": "同一医疗集团",
  employment: "近三年任职",
  shareholding: "持股或控股",
  kin: "亲属关系",
  "joint-work": "近三年共同项目或论文",
  teacher: "师生关系",
  region: "同一地区",
  prepared: "参与申报材料编制",
} as const;
export type ConflictKind = keyof typeof conflictKinds;

export type RelationKind =
  | "shareholding"
  | "spouse"
  | "lineal"
  | "collateral"
  | "in-law"
  | "joint-project"
  | "joint-paper"
  | "teacher-student"
  | "prepared";

export interface UnitRef {
  readonly institution: string | null;
  readonly name: string;
}

export interface ExpertFacts extends UnitRef {
  readonly personName: string;
  readonly group: string | null;
  /** County or city where the unit lies. */
  readonly region: string;
  readonly employments: readonly (UnitRef & { readonly from: string; readonly to: string | null })[];
  /** Ties to a unit or a person, by name. */
  readonly relations: readonly (UnitRef & { readonly kind: RelationKind; readonly lastOn: string | null })[];
}

export interface ProjectFacts {
  readonly institution: string;
  /** Present name first, then former and other names. */
  readonly unitNames: readonly string[];
  readonly group: string | null;
  readonly region: string;
  /** Leader, members, and everybody else who is named in the declaration. */
  readonly persons: readonly string[];
  /** Who wrote and signed it. */
  readonly preparedBy: readonly string[];
  readonly regionRule: "county" | "city" | "none";
  readonly asOf: PlainDate;
}

export interface Conflict {
  readonly kind: ConflictKind;
  readonly sentence: string;
}

const yearsBack = 3;

/**
 * Every reason for which this expert must stay away from this project, not only the first. 政府采购法实施条例 第九条 gives the three years and the
 * kin; the rest is the practice of scientific review. Names are compared without spaces: a namesake is one exclusion too many, and that is the safe side.
 */
export const conflictsOf = (expert: ExpertFacts, project: ProjectFacts): Conflict[] => {
  const found: Conflict[] = [];
  const add = (kind: ConflictKind, sentence: string) => void found.push({ kind, sentence });
  if (isApplicant(expert, project)) add("same-unit", "现任职于申报单位");
  if (expert.group !== null && expert.group !== "" && expert.group === project.group)
    add("same-group", `与申报单位同属${expert.group}`);
  for (const job of expert.employments)
    if (isApplicant(job, project) && isRecent(job.to, project.asOf))
      add("employment", job.to === null ? "同时在申报单位任职" : `${job.to}前在申报单位任职，未满三年`);
  for (const tie of expert.relations) {
    const conflict = conflictOfTie(tie, project);
    if (conflict) found.push(conflict);
  }
  if (names(project.preparedBy).has(plain(expert.personName))) add("prepared", "申报材料由本人填报或签批");
  else if (names(project.persons).has(plain(expert.personName))) add("prepared", "本人列名于申报材料");
  if (isSameRegion(expert.region, project))
    add("region", `与申报单位同在一${project.regionRule === "city" ? "市" : "县（市、区）"}`);
  return found;
};

const conflictOfTie = (tie: ExpertFacts["relations"][number], project: ProjectFacts): Conflict | undefined => {
  const touches = isApplicant(tie, project) || names([...project.persons, ...project.preparedBy]).has(plain(tie.name));
  if (!touches) return undefined;
  switch (tie.kind) {
    case "shareholding":
      return { kind: "shareholding", sentence: "持有申报单位股份或与其有控股关系" };
    case "spouse":
    case "lineal":
    case "collateral":
    case "in-law":
      return { kind: "kin", sentence: `与项目人员有${kinWords[tie.kind]}` };
    case "joint-project":
    case "joint-paper":
      return isRecent(tie.lastOn, project.asOf)
        ? { kind: "joint-work", sentence: `近三年与申报方有${tie.kind === "joint-project" ? "共同项目" : "合著论文"}` }
        : undefined;
    case "teacher-student":
      return { kind: "teacher", sentence: "与项目人员有师生关系" };
    case "prepared":
      return { kind: "prepared", sentence: "参与过申报材料的编制或论证" };
  }
};

const kinWords = {
  spouse: "夫妻关系",
  lineal: "直系血亲关系",
  collateral: "三代以内旁系血亲关系",
  "in-law": "近姻亲关系",
} as const;

/** Up to and including the day on which three years are full; without an end it still goes on. */
const isRecent = (lastOn: string | null, asOf: PlainDate): boolean =>
  lastOn === null || addYears(lastOn as PlainDate, yearsBack) >= asOf;

const isApplicant = ({ institution, name }: UnitRef, project: ProjectFacts): boolean =>
  institution === project.institution || names(project.unitNames).has(plain(name));

/** A hospital of a city or the province lies in a county too; the call says how wide the rule reaches. */
const isSameRegion = (region: string, { region: other, regionRule }: ProjectFacts): boolean => {
  if (regionRule === "none") return false;
  if (regionRule === "city") return region.slice(0, 4) === other.slice(0, 4);
  return region === other;
};

const plain = (name: string): string => name.replace(/[\s·•]/gu, "");
const names = (of: readonly string[]): ReadonlySet<string> => new Set(of.map(plain).filter((name) => name !== ""));
