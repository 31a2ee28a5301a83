import type { LifeStage } from "../targets/goals/life-stages.ts";

/** Which tasks concern which stage of life. A tag is the platform's reading, not text of the plan, so each says why. */
export interface LifeStageTag {
  readonly stage: LifeStage;
  /** A clause id, or the beginning of clause ids up to a dot. */
  readonly tasks: string;
  readonly because: string;
}

const plan = "service-system-2023";

export const lifeStageTags: readonly LifeStageTag[] = [
  { stage: "maternal", tasks: `${plan}.s1.4.mch-hospital-action`, because: "县级妇幼保健院服务孕产妇" },
  { stage: "maternal", tasks: `${plan}.s1.4.county-departments`, because: "九个学科中有妇产科" },
  { stage: "maternal", tasks: `${plan}.s1.7.supply-expansion`, because: "七类供给中有母婴护理" },
  { stage: "maternal", tasks: "linfen-2020.centres.maternal", because: "危重孕产妇救治中心" },
  { stage: "child", tasks: `${plan}.s1.4.mch-hospital-action`, because: "县级妇幼保健院服务儿童" },
  { stage: "child", tasks: `${plan}.s1.4.county-departments`, because: "九个学科中有儿科" },
  { stage: "child", tasks: `${plan}.s3.3.day-phototherapy`, because: "儿童日间蓝光治疗" },
  { stage: "child", tasks: "linfen-2020.centres.neonatal", because: "危重新生儿救治中心" },
  { stage: "adult", tasks: `${plan}.s1.3.chronic-disease-management`, because: "重大慢性病患者以成人为主" },
  { stage: "adult", tasks: `${plan}.s1.3.mental-health-guidance`, because: "面向居民的心理健康指导" },
  { stage: "adult", tasks: `${plan}.s2.1.chronic-joint-clinics`, because: "慢性病联合门诊" },
  { stage: "adult", tasks: `${plan}.s2.2`, because: "家庭医生签约覆盖劳动年龄居民" },
  { stage: "adult", tasks: `${plan}.s3.3.day-chemotherapy`, because: "肿瘤日间化疗" },
  { stage: "adult", tasks: `${plan}.s5.2.contract-financing`, because: "签约服务筹资覆盖劳动年龄居民" },
  { stage: "adult", tasks: `${plan}.s5.2.outpatient-capitation`, because: "签约居民门诊统筹" },
  { stage: "elderly", tasks: `${plan}.s1.4.county-departments`, because: "九个学科中有老年医学科" },
  { stage: "elderly", tasks: `${plan}.s1.7.more-institutions`, because: "康复、护理机构主要服务老年人" },
  { stage: "elderly", tasks: `${plan}.s1.7.continuing-service-system`, because: "康复、护理、养老接续服务" },
  { stage: "elderly", tasks: `${plan}.s1.7.supply-expansion`, because: "七类供给中有老年护理" },
  { stage: "elderly", tasks: `${plan}.s2.6`, because: "医养结合全部任务" },
  { stage: "elderly", tasks: `${plan}.s5.2.long-term-care-insurance`, because: "长期护理保险" },
  { stage: "end-of-life", tasks: `${plan}.s1.7.supply-expansion`, because: "七类供给中有安宁疗护" },
  { stage: "end-of-life", tasks: `${plan}.s2.6.layout-planning`, because: "布局中有安宁疗护机构" },
];

/** The stages that a task concerns, in the order of life. */
export const stagesOf = (task: string): readonly LifeStage[] => [
  ...new Set(lifeStageTags.filter(({ tasks }) => task === tasks || task.startsWith(`${tasks}.`)).map(({ stage }) => stage)),
];
