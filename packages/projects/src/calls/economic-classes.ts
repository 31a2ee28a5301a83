/** 部门预算支出经济分类: the items that projects of hospitals use; another code may be typed. */
export const economicClasses: readonly { readonly value: string; readonly label: string }[] = [
  { value: "30201", label: "30201 办公费" },
  { value: "30202", label: "30202 印刷费" },
  { value: "30203", label: "30203 咨询费" },
  { value: "30211", label: "30211 差旅费" },
  { value: "30213", label: "30213 维修（护）费" },
  { value: "30215", label: "30215 会议费" },
  { value: "30216", label: "30216 培训费" },
  { value: "30218", label: "30218 专用材料费" },
  { value: "30226", label: "30226 劳务费" },
  { value: "30227", label: "30227 委托业务费" },
  { value: "30299", label: "30299 其他商品和服务支出" },
  { value: "31002", label: "31002 办公设备购置" },
  { value: "31003", label: "31003 专用设备购置" },
  { value: "31005", label: "31005 基础设施建设" },
  { value: "31006", label: "31006 大型修缮" },
  { value: "31007", label: "31007 信息网络及软件购置更新" },
  { value: "31099", label: "31099 其他资本性支出" },
];

/** Whole categories, as the lists of what a call allows name them. */
const categories: Readonly<Record<string, string>> = {
  "302": "302 商品和服务支出",
  "309": "309 资本性支出（基本建设）",
  "310": "310 资本性支出",
};

/** "31003 专用设备购置"; a code that is not listed stays as it is. */
export const classLabel = (code: string): string =>
  economicClasses.find(({ value }) => value === code)?.label ?? categories[code] ?? code;

export const isKnownClass = (code: string): boolean => economicClasses.some(({ value }) => value === code);
