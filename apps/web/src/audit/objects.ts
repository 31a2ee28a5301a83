/** What stands under an address, the longest beginning that fits; in the words of the navigation. */
const nouns: readonly (readonly [beginning: string, noun: string])[] = [
  ["/accounts", "账号"],
  ["/session", "登录状态"],
  ["/first-run", "首次设置"],
  ["/allocations/plans", "建议方案"],
  ["/allocations/budgets", "年度预算"],
  ["/allocations/allocated", "已分配金额"],
  ["/allocations/investment", "项目投资计划"],
  ["/allocations/key-projects", "重点项目"],
  ["/allocations/decisions", "决定"],
  ["/allocations/money", "预算与已分配的工作簿"],
  ["/registers", "台账"],
  ["/registers/evidence", "佐证材料"],
  ["/imports", "工作簿导入"],
  ["/registry/institution", "机构"],
  ["/registry/regions", "区划"],
  ["/policy", "政策库"],
  ["/policy/documents", "政策文件"],
  ["/policy/texts", "政策原文"],
  ["/policy/readings", "口径"],
  ["/policy/settings", "须录入事项"],
  ["/audit", "审计日志"],
  ["/workbench", "工作台"],
];

/** "GET /accounts/01a2…" and "/accounts/01a2…" both read 账号; an address that has no name here is shown as it was recorded. */
export const objectName = (object: string): string => {
  const path = object.slice(Math.max(0, object.indexOf("/")));
  const fitting = nouns.filter(([beginning]) => path.startsWith(beginning));
  return fitting.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? object;
};

export const objectChoices = nouns.map(([value, label]) => ({ value, label }));
