/** 二（五）6: the nine fields of supervision, in the order of the plan. */
export const supervisionDomains = {
  admission: "服务要素准入",
  quality: "质量和安全",
  "public-health": "公共卫生",
  operation: "机构运行",
  staff: "从业人员",
  conduct: "服务行为",
  cost: "医疗费用",
  order: "行业秩序",
  industry: "健康产业",
} as const;
export type SupervisionDomain = keyof typeof supervisionDomains;
