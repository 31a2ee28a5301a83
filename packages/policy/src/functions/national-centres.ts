import { date, type PlainDate } from "@qiangyi/kernel";

/** The four national regional centres: two names each, the hospital that lends its staff, who judges it each year and who pays. */
export interface NationalCentre {
  readonly id: CentreId;
  readonly coBuiltName: string;
  readonly originalName: string;
  /** 输出医院. */
  readonly exportingHospital: string;
  readonly assessor: FeeAssessor;
  readonly payer: SpecialFundPayer;
}

export const centreIds = ["task1", "task2", "task3", "task4"] as const;
export type CentreId = (typeof centreIds)[number];

export type FeeAssessor = "省卫健委" | "太原市卫健委";
export type SpecialFundPayer = "山西省" | "太原市";

/** The text says 省、市 without telling them apart; it is read by ownership: the province for tasks 1 to 3, Taiyuan for task 4. */
const ofProvince = { assessor: "省卫健委", payer: "山西省" } as const;
const ofTaiyuan = { assessor: "太原市卫健委", payer: "太原市" } as const;

export const nationalCentres: readonly NationalCentre[] = [
  {
    id: "task1",
    coBuiltName: "华中大同济医院山西医院",
    originalName: "山西白求恩医院",
    exportingHospital: "华中科技大学同济医学院附属同济医院",
    ...ofProvince,
  },
  {
    id: "task2",
    coBuiltName: "医科院肿瘤医院山西医院",
    originalName: "山西省肿瘤医院",
    exportingHospital: "中国医学科学院肿瘤医院",
    ...ofProvince,
  },
  {
    id: "task3",
    coBuiltName: "西苑医院山西医院",
    originalName: "山西中医药大学附属医院",
    exportingHospital: "中国中医科学院西苑医院",
    ...ofProvince,
  },
  {
    id: "task4",
    coBuiltName: "北大医院太原医院",
    originalName: "太原市中心医院",
    exportingHospital: "北京大学第一医院",
    ...ofTaiyuan,
  },
];

export const nationalCentre = (id: CentreId): NationalCentre => {
  const found = nationalCentres.find((centre) => centre.id === id);
  if (found === undefined) throw new RangeError(`no national centre ${id}`);
  return found;
};

/** The day of the plan: awards before it are not matched. */
export const centrePlanDay: PlainDate = date("2023-03-13");
export const awardMatchPercent = 20;
