/** A class of departments' expenditure (部门预算支出经济分类) with the classes of government expenditure that a payment to a public hospital pairs it with. */
export interface EconomicClass {
  readonly code: string;
  readonly label: string;
  readonly government: readonly string[];
}

/** 政府预算支出经济分类 of money for public institutions (对事业单位). */
export const governmentClasses: Readonly<Record<string, string>> = {
  "50501": "工资福利支出",
  "50502": "商品和服务支出",
  "50599": "其他对事业单位补助",
  "50601": "资本性支出（一）",
  "50602": "资本性支出（二）",
  "50901": "社会福利和救助",
  "50902": "助学金",
  "50999": "其他对个人和家庭的补助",
};

const of = (government: readonly string[], classes: Readonly<Record<string, string>>): EconomicClass[] =>
  Object.entries(classes).map(([code, label]) => ({ code, label, government }));

/** 302 → 505, 309 and 310 → 506, 303 → 509: the pairing for public hospitals. */
export const departmentClasses: readonly EconomicClass[] = [
  ...of(["50501"], {
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30107": "绩效工资",
    "30199": "其他工资福利支出",
  }),
  ...of(["50502"], {
    "30201": "办公费",
    "30202": "印刷费",
    "30203": "咨询费",
    "30209": "物业管理费",
    "30211": "差旅费",
    "30213": "维修（护）费",
    "30214": "租赁费",
    "30215": "会议费",
    "30216": "培训费",
    "30218": "专用材料费",
    "30226": "劳务费",
    "30227": "委托业务费",
    "30239": "其他交通费用",
    "30299": "其他商品和服务支出",
  }),
  ...of(["50902", "50999"], { "30308": "助学金", "30399": "其他对个人和家庭的补助" }),
  ...of(["50602"], { "30903": "专用设备购置（基本建设）", "30905": "基础设施建设（基本建设）", "30906": "大型修缮（基本建设）" }),
  ...of(["50601"], {
    "31002": "办公设备购置",
    "31003": "专用设备购置",
    "31005": "基础设施建设",
    "31006": "大型修缮",
    "31007": "信息网络及软件购置更新",
    "31099": "其他资本性支出",
  }),
];

export const departmentClassOf = (code: string): EconomicClass | undefined =>
  departmentClasses.find((each) => each.code === code);

/** Whether the two classifications of one payment belong together; both are needed. */
export const isPaired = (department: string, government: string): boolean =>
  departmentClassOf(department)?.government.includes(government) ?? false;

/** What is bought rather than used up: 309 and 310. */
export const isCapital = (department: string): boolean => department.startsWith("309") || department.startsWith("310");
