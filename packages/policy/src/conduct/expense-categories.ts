/** Expense categories of the payment rooms. The regulation names only some of them; the rest is our list, open to configuration. */
export const expenseCategories = {
  drugs: "临床药品",
  consumables: "医用耗材",
  "clinical-staff": "医务人员经费",
  "clinical-operation": "临床运行",
  "equipment-maintenance": "设备运行维护",
  equipment: "设备购置",
  technology: "技术引进",
  innovation: "技术创新",
  talent: "人才培养引进",
  training: "人员培训",
  research: "科研",
  "result-transfer": "成果转化",
  information: "信息化",
  board: "伙食",
  "travel-lodging": "差旅住宿",
  lecturing: "讲学指导",
  meetings: "会议交流",
  "workshop-hardware": "工作室硬件",
  "grassroots-teaching": "基层带教",
  "lecture-training": "宣讲培训",
  "operation-demonstration": "手术演示",
  "technical-service": "技术服务",
  tuition: "学费",
  "expert-review": "专家评审",
  "project-assessment": "项目评估",
  "performance-evaluation": "绩效评价",
  "other-direct": "与项目直接相关的其他支出",
} as const;

export type ExpenseCategory = keyof typeof expenseCategories;

export const categoryLabel = (category: string): string =>
  Object.hasOwn(expenseCategories, category) ? expenseCategories[category as ExpenseCategory] : category;
