import { registerTargets } from "../register/index.ts";
import type { GoalMeasure, PlanGoal } from "./goal.ts";

/** 一、总体要求 of 晋政发〔2023〕15号: which targets and indicators realise which goal. A goal without one stays a matter of judgement. */

const document = "service-system-2023";
const target = (name: string): GoalMeasure => ({ kind: "target", target: `${document}.${name}` });
const ofTarget = (name: string, title: string, of: number): GoalMeasure => ({
  kind: "count",
  title,
  of,
  target: `${document}.${name}`,
});
const milestone = (clause: string, title: string, of = 1, isEssential = false): GoalMeasure => ({
  kind: "count",
  title,
  of,
  isEssential,
  indicator: title,
  clause: `${document}.${clause}`,
});
const trend = (clause: string, indicator: string, direction: "up" | "down", from: number, unit = "%"): GoalMeasure => ({
  kind: "trend",
  indicator,
  clause: `${document}.${clause}`,
  direction,
  unit,
  from,
});
const judgement = (title: string): GoalMeasure => ({ kind: "judgement", title });

const fiveCentres = "s1.4.five-centres-coverage";
const countyCapacity = [
  "s1.4.tertiary-capability-37",
  "s1.4.tertiary-capability-10",
  "s1.4.tertiary-capability-3",
  fiveCentres,
  "s1.4.county-key-specialties-100",
  "s1.4.cancer-pilots-50",
];

/** Tiered care is compared with a year, not with a number. */
const tieredCare = (from: number): readonly GoalMeasure[] => [
  trend("s2.1.level-goals", "基层诊疗量占比", "up", from),
  trend("s2.1.level-goals", "下转患者人次", "up", from, "人次"),
  trend("s2.1.level-goals", "省外就医住院占比", "down", from),
];

const goal = (
  name: string,
  title: string,
  horizon: PlanGoal["horizon"],
  measures: readonly GoalMeasure[],
  rule: PlanGoal["rule"] = "share",
) => ({ clause: `${document}.overall.${name}`, title, horizon, rule, measures }) satisfies PlanGoal;

export const planGoals: readonly PlanGoal[] = [
  goal("goal-2025-regional-centres", "国家级、省级区域医疗中心初步成形", 2025, [
    ofTarget("s1.5.national-centres-count", "国家区域医疗中心运行", 4),
    ofTarget("s1.5.provincial-centres-count", "省级区域医疗中心运行", 4),
  ]),
  goal("goal-2025-county-capacity", "县级机构诊疗与管理水平显著提高", 2025, countyCapacity.map(target)),
  goal("goal-2025-primary-net", "基层服务网底加固", 2025, [
    target("s1.3.centre-township-quota"),
    target("s1.3.village-doctor-enrolment"),
    trend("s4.3.standardisation-rate", "乡镇级机构标准化达标率", "up", 2022),
    trend("s4.3.standardisation-rate", "村级机构标准化达标率", "up", 2022),
  ]),
  goal("goal-2025-treatment-system", "医疗救治体系更加健全", 2025, [
    target(fiveCentres),
    target("s2.4.groups-connected"),
    trend("s1.2.county-infectious-departments", "设置规范感染科的县级医院占比", "up", 2022),
  ]),
  goal("goal-2025-disease-control", "疾控体系更加健全", 2025, [
    milestone("s1.2.cdc-new-site", "省疾控中心新址建成数", 1, true),
    milestone("s1.2.p3-laboratory", "省级P3实验室建成数", 1, true),
    trend("s1.2.cdc-three-levels", "疾控机构达标率", "up", 2022),
    trend("s4.2.professional-share", "专业公共卫生机构专业技术人员占比", "up", 2022),
  ]),
  goal("goal-2025-tcm-system", "中医药服务体系更加健全", 2025, [
    milestone("s2.7.inheritance-centre", "国家中医药传承创新中心数"),
    milestone("s2.7.epidemic-base", "国家中医疫病防治基地数"),
    milestone("s2.7.flagship-hospitals", "国家中西医协同旗舰医院数", 2),
    milestone("s2.7.characteristic-hospitals", "国家中医特色重点医院数", 3),
    target("s2.7.county-tcm-coverage"),
    target("s2.7.provincial-tcm-100"),
  ]),
  goal("goal-2025-orderly-care", "有序就医与诊疗格局取得明显进展", 2025, [...tieredCare(2022), target("s2.4.groups-connected")]),
  goal(
    "goal-2027-system",
    "整体服务体系进一步完善",
    2027,
    registerTargets.filter(({ id }) => id.startsWith(`${document}.s`)).map(({ id }) => ({ kind: "target", target: id })),
  ),
  goal("goal-2027-public-health", "公共卫生薄弱环节进一步补强", 2027, [
    target("s2.5.ph-department-required"),
    target("s5.4.internal-distribution"),
  ]),
  goal("goal-2027-tiered-care", "分级诊疗就医格局更为顺畅", 2027, tieredCare(2025), "improvement"),
  goal("goal-2027-life-cycle", "全生命周期健康保障机制更完善", 2027, [judgement("按生命阶段逐项评价")], "judgement"),
  goal(
    "goal-2027-health-level",
    "居民健康水平明显提高",
    2027,
    [
      trend("overall.goal-2027-health-level", "人均预期寿命", "up", 2022, "岁"),
      trend("overall.goal-2027-health-level", "孕产妇死亡率", "down", 2022, "1/10万"),
      trend("overall.goal-2027-health-level", "婴儿死亡率", "down", 2022, "‰"),
    ],
    "improvement",
  ),
  goal(
    "goal-2035-integrated-system",
    "建成整合型服务体系",
    2035,
    ["体系完整", "分工明确", "功能互补", "连续协同", "运行高效", "富有韧性"].map(judgement),
    "judgement",
  ),
];

/** The four days on which the plan is looked at; 2023 has targets of its own and no goal. */
export const planHorizons = [2023, 2025, 2027, 2035] as const;
