/** A system as it is called and the name by which records keep it. */
export interface CoreSystem {
  readonly code: string;
  readonly name: string;
}

const system = (code: string, name: string): CoreSystem => ({ code, name });

/** The plan says 等18项 and names four; the other fourteen come from the national key points, which are not part of the plan. */
export const coreSystems: readonly CoreSystem[] = [
  system("first-visit", "首诊负责制度"),
  system("ward-rounds", "三级查房制度"),
  system("consultation", "会诊制度"),
  system("graded-nursing", "分级护理制度"),
  system("duty-handover", "值班和交接班制度"),
  system("difficult-cases", "疑难病例讨论制度"),
  system("emergency-rescue", "急危重患者抢救制度"),
  system("preoperative-discussion", "术前讨论制度"),
  system("death-discussion", "死亡病例讨论制度"),
  system("verification", "查对制度"),
  system("surgical-safety-check", "手术安全核查制度"),
  system("surgery-grading", "手术分级管理制度"),
  system("new-techniques", "新技术和新项目准入制度"),
  system("critical-values", "危急值报告制度"),
  system("medical-records", "病历管理制度"),
  system("antibiotics-grading", "抗菌药物分级管理制度"),
  system("blood-review", "临床用血审核制度"),
  system("information-security", "信息安全管理制度"),
];

export const coreSystemsList = {
  name: "医疗质量安全核心制度",
  /** Whoever reads the list has to see that it is not the plan's own. */
  source: "外部参考：国家医疗质量安全核心制度要点（国卫医发〔2018〕8号）；方案点名其中4项",
  effectiveFrom: "2023-08-09",
} as const;

const asked = 18;
const namedByPlan = coreSystems.slice(0, 4).map(({ name }) => name);

/** Why a list of systems cannot be the reference that hospitals are checked against; undefined when it can. */
export const coreSystemsProblem = (names: readonly string[]): string | undefined => {
  if (names.length !== asked) return `核心制度应为${asked}项，清单有${names.length}项`;
  if (new Set(names).size !== asked) return "清单里有重复的核心制度";
  const missing = namedByPlan.filter((name) => !names.includes(name));
  return missing.length > 0 ? `清单缺少方案点名的${missing.join("、")}` : undefined;
};
