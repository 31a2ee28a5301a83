/**
 * What the plan wants built or granted, counted from the roster of projects by the indicator's code. `done` says what the day of completion is the day of:
 * a building alone is neither a laboratory that may work nor an office that has moved in.
 */
export interface MilestoneKind {
  readonly title: string;
  readonly done: string;
  /** Construction has to be accepted before. */
  readonly isBuilt: boolean;
}

export const milestoneKinds: Readonly<Record<string, MilestoneKind>> = {
  disease_control_new_site: { title: "省疾控中心新址", done: "搬迁入驻", isBuilt: true },
  p3_laboratories: { title: "省级P3实验室", done: "生物安全认可", isBuilt: true },
  tcm_inheritance_centres: { title: "国家中医药传承创新中心", done: "国家认定", isBuilt: false },
  tcm_epidemic_bases: { title: "国家中医疫病防治基地", done: "国家认定", isBuilt: false },
  tcm_flagship_hospitals: { title: "国家中西医协同旗舰医院", done: "国家认定", isBuilt: false },
  tcm_characteristic_hospitals: { title: "国家中医特色重点医院", done: "国家认定", isBuilt: false },
};
