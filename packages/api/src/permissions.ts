/** Levels of the administrative tree that an account can stand on; "unit" is one institution; "expert" stands outside it and sees what is assigned. */
export const levels = ["province", "city", "county", "unit", "expert"] as const;
export type Level = (typeof levels)[number];

/** What can be done, one word per duty. A new permission does nothing until a role below holds it. */
export const permissions = {
  "facts.read": "查看台账",
  "facts.write": "登记台账",
  "facts.confirm": "确认台账",
  "registry.read": "查看区划与机构",
  "registry.write": "维护区划与机构",
  "policy.manage": "维护政策库（原文、口径、决定）",
  "plans.read": "查看建议方案",
  "plans.write": "编制建议方案",
  "plans.publish": "向市县发布方案",
  "dues.read": "查看本级应补",
  "budgets.write": "登记年度预算",
  "calls.write": "发布申报通知",
  "projects.read": "查看项目",
  "projects.declare": "填报项目",
  "projects.sign": "签批申报",
  "projects.check": "审核项目",
  "projects.checkFunds": "会审筹资",
  "projects.select": "遴选、公示与入库",
  "experts.write": "维护专家库",
  "reviews.organise": "组织评审",
  "reviews.score": "评审打分",
  "performance.manage": "管理项目绩效（指标表、再评价、结果应用）",
  "performance.recheck": "复核绩效自评",
  "performance.report": "填报绩效监控与自评",
  "performance.sign": "签署绩效自评",
  "plans.submit": "报送分配建议",
  "plans.countersign": "会签分配建议",
  "plans.decide": "审定分配建议",
  "notices.read": "查看下达文件",
  "notices.draft": "拟制下达文件",
  "notices.countersign": "会签下达文件",
  "notices.issue": "签发下达文件",
  "copies.read": "收阅抄送",
  "receipts.verify": "核对接收资金",
  "queries.raise": "提出资金存疑",
  "queries.close": "处理资金存疑",
  "books.read": "查看指标账",
  "books.close": "年终关账与收回",
  "reconciliations.write": "三方对账",
  "payments.read": "查看支付",
  "payments.request": "提出支付申请",
  "payments.approve": "审批支付申请",
  "payments.pay": "审核并办理支付",
  "clocks.read": "查看期限日历",
  "findings.read": "查看监督检查与问题",
  "findings.inspect": "制定检查计划、登记检查",
  "findings.raise": "登记问题、提出疑点",
  "findings.confirm": "核实问题、验收整改、采取措施",
  "findings.answer": "报告整改情况",
  "findings.audit": "登记审计沟通事项",
  "cases.read": "查看责任追究案件",
  "cases.write": "办理责任追究案件",
  "indicators.read": "查看指标与目标",
  "indicators.report": "填报指标",
  "indicators.submit": "报送指标",
  "indicators.check": "审核指标",
  "indicators.define": "维护指标词典与目标",
  "evaluations.write": "编写规划评估",
  "evaluations.approve": "审定规划评估",
  "tasks.read": "查看督办任务",
  "tasks.report": "填报督办进展",
  "tasks.manage": "分派督办、认定办结",
  "accounts.read": "查看账号",
  "accounts.create": "开设账号",
  "accounts.grant": "授予与停用角色",
  "audit.read": "查看审计日志",
} as const;
export type Permission = keyof typeof permissions;

export interface Role {
  readonly id: string;
  readonly title: string;
  /** Levels at which the role exists. */
  readonly levels: readonly Level[];
  readonly holds: readonly Permission[];
  /** Roles that one person may not hold beside this one (经办≠财务≠负责人); administrators exclude every other role anyway. */
  readonly excludes?: readonly string[];
}

/** What everyone who deals with the money may look at, each within his place. */
const books = ["notices.read", "books.read", "payments.read", "clocks.read", "findings.read"] as const;
const reader = ["facts.read", "registry.read", "plans.read", "projects.read", "indicators.read", ...books] as const;
const local = ["facts.read", "registry.read", "projects.read", "dues.read", "indicators.read", ...books] as const;
/** Finance and health of every level inspect what lies in their place, confirm, follow up, and answer for their own office. */
const supervisor = ["findings.inspect", "findings.raise", "findings.confirm", "findings.answer"] as const;
/** A finance bureau of any level: drafts and issues (never the same person), receives, pays, closes. */
const bureau = [
  "notices.draft",
  "notices.issue",
  "receipts.verify",
  "queries.raise",
  "queries.close",
  "books.close",
  "payments.pay",
  "reconciliations.write",
  ...supervisor,
] as const;
/** A health authority beside its finance bureau. */
const health = [
  "notices.countersign",
  "queries.raise",
  "indicators.report",
  "indicators.submit",
  "indicators.check",
  ...supervisor,
] as const;
/** Who answers for a task; the ledger office beside it assigns and accepts. */
const answers = ["tasks.read", "tasks.report"] as const;
/** Who organises a programme: calls, checks, reviews and selection. */
const organiser = ["calls.write", "projects.check", "projects.select", "experts.write", "reviews.organise"] as const;
const administrators = ["sys_admin", "sec_admin", "audit_admin"] as const;

export const roles: readonly Role[] = [
  {
    id: "prov_health_dept",
    title: "省卫健委业务处",
    levels: ["province"],
    holds: [
      ...answers,
      "tasks.manage",
      ...reader,
      ...organiser,
      "facts.write",
      "facts.confirm",
      "registry.write",
      "policy.manage",
      "indicators.define",
      "evaluations.write",
      "evaluations.approve",
      "plans.write",
      "plans.publish",
      "plans.submit",
      "performance.manage",
      "findings.audit",
      "cases.read",
      "cases.write",
      ...health,
    ],
  },
  {
    id: "prov_health_finance",
    title: "省卫健委规财处",
    levels: ["province"],
    holds: [
      ...answers,
      "tasks.manage",
      ...reader,
      "plans.write",
      "plans.publish",
      "plans.submit",
      "plans.countersign",
      "projects.select",
      "performance.manage",
      "findings.audit",
      "cases.read",
      "cases.write",
      ...health,
    ],
  },
  {
    id: "prov_finance_social",
    title: "省财政厅社保处",
    levels: ["province"],
    holds: [
      ...answers,
      ...reader,
      "budgets.write",
      "plans.decide",
      "performance.recheck",
      "findings.audit",
      "cases.read",
      "cases.write",
      ...bureau,
    ],
  },
  {
    id: "city_health_bureau",
    title: "市卫健委",
    levels: ["city"],
    holds: [...answers, ...local, ...organiser, "facts.write", "facts.confirm", ...health],
  },
  {
    id: "city_finance_bureau",
    title: "市财政局",
    levels: ["city"],
    holds: [...answers, ...local, "projects.checkFunds", ...bureau],
  },
  {
    id: "regional_supervision",
    title: "省财政厅监管处",
    levels: ["city"],
    holds: ["tasks.read", ...local, "copies.read", "audit.read", "findings.raise"],
  },
  {
    id: "county_health_bureau",
    title: "县卫健局",
    levels: ["county"],
    holds: [...local, "facts.write", "projects.check", ...health],
  },
  { id: "county_finance_bureau", title: "县财政局", levels: ["county"], holds: [...local, "projects.checkFunds", ...bureau] },
  {
    id: "unit_applicant",
    title: "单位经办",
    levels: ["unit"],
    holds: [...local, "facts.write", "projects.declare", "performance.report", "indicators.report", "findings.answer"],
    excludes: ["unit_finance", "unit_leader"],
  },
  {
    id: "unit_finance",
    title: "单位财务",
    levels: ["unit"],
    holds: [...local, "receipts.verify", "queries.raise", "payments.request", "reconciliations.write", "findings.answer"],
    excludes: ["unit_applicant", "unit_leader"],
  },
  {
    id: "unit_leader",
    title: "单位负责人",
    levels: ["unit"],
    holds: [...local, "projects.sign", "performance.sign", "payments.approve", "indicators.submit", "findings.answer"],
    excludes: ["unit_applicant", "unit_finance"],
  },
  {
    id: "auditor",
    title: "审计",
    levels: ["province", "city", "county"],
    holds: ["tasks.read", ...reader, "dues.read", "audit.read", "findings.raise"],
  },
  {
    id: "discipline",
    title: "纪检监察",
    levels: ["province", "city", "county"],
    holds: ["tasks.read", ...reader, "dues.read", "audit.read", "findings.raise", "cases.read"],
  },
  // Fills its rows of the province's report; the health authority gathers the report and hands it in.
  {
    id: "prov_insurance_bureau",
    title: "省医保局",
    levels: ["province"],
    holds: ["indicators.read", "indicators.report", "registry.read"],
  },
  { id: "expert", title: "评审专家", levels: ["expert"], holds: ["reviews.score"] },
  {
    id: "sys_admin",
    title: "系统管理员",
    levels: ["province"],
    holds: ["accounts.read", "accounts.create", "registry.read"],
  },
  {
    id: "sec_admin",
    title: "安全管理员",
    levels: ["province"],
    holds: ["accounts.read", "accounts.grant", "registry.read"],
  },
  {
    id: "audit_admin",
    title: "审计管理员",
    levels: ["province"],
    holds: ["audit.read", "accounts.read"],
  },
  // A department that answers for tasks of the plans: which one, the ledger office says for each account.
  { id: "prov_department", title: "省直部门", levels: ["province"], holds: [...answers] },
];

export const isAdministrator = (roleId: string): boolean => administrators.some((id) => id === roleId);

/** Administrators act in no business; an expert judges it and so belongs to none of its sides. */
const standsAlone = (roleId: string): boolean => isAdministrator(roleId) || roleId === "expert";

/**
 * Whether one person may not hold both roles. The three administrators exclude each other and every business role: who keeps
 * the system must not be able to act in it (三员分立, GB/T 22239). The database holds the same pairs (migrations 0002 and 0011).
 */
export const areExclusive = (one: string, other: string): boolean =>
  one !== other && (standsAlone(one) || standsAlone(other) || namesAsExcluded(one, other) || namesAsExcluded(other, one));

const namesAsExcluded = (id: string, other: string): boolean =>
  roles.find((role) => role.id === id)?.excludes?.includes(other) ?? false;

export const roleTitleOf = (id: string): string => roles.find((role) => role.id === id)?.title ?? id;
