import { countyDistributionDays, issueDays, planDays } from "../functions/standards.ts";

/** How long a clock runs. `dated`: its last day is itself an event (the day on which the own budget is approved). */
export type Term =
  | { readonly kind: "days"; readonly count: number }
  | { readonly kind: "working-days"; readonly count: number }
  | { readonly kind: "dated" };

export interface ClockSource {
  /** Clause of the register; absent for a law that is not one of the five documents. */
  readonly clause?: string;
  readonly text: string;
}

export interface ClockRule {
  readonly title: string;
  readonly startedBy: string;
  readonly stoppedBy: string;
  readonly term: Term;
  readonly source: ClockSource;
  /** The looser limit of the law, shown beside the one that is used. */
  readonly legal?: { readonly term: Term; readonly source: ClockSource };
}

const clause = (id: string, text: string): ClockSource => ({ clause: id, text });
const days = (count: number): Term => ({ kind: "days", count });

/**
 * Every limit that money runs under, as data. Limits of days are calendar days, the day of the event not counted (A44); a limit that the text does
 * not number has a default here that can be seen and changed in one place (A50, A58).
 */
export const clockRules = {
  "plan-report": {
    title: "报送分配计划",
    startedBy: "省人大批准预算",
    stoppedBy: "分配建议报送省财政厅",
    term: days(planDays),
    source: clause("qiangyi-2024.art8.3.a", "批准预算后20日内报送"),
  },
  "provincial-issue": {
    title: "下达补助资金",
    startedBy: "省人大批准预算",
    stoppedBy: "未提前下达的部分全部下达",
    term: days(issueDays),
    source: clause("qiangyi-2024.art8.3.b", "批准预算后30日内下达，计划迟报不顺延"),
    legal: { term: days(60), source: { text: "预算法第五十二条：批准预算后60日内" } },
  },
  "pilot-issue": {
    title: "下达5G试点资金（提醒）",
    startedBy: "省人大批准预算",
    stoppedBy: "5G试点资金全部下达",
    term: { kind: "dated" },
    source: clause("5g-2022.art11.c", "第十一条没有规定下达时限，按录入的提醒天数"),
  },
  "county-distribution": {
    title: "分配下达到县",
    startedBy: "市财政收到省级下达",
    stoppedBy: "县级部分全部分配下达",
    term: days(countyDistributionDays),
    source: clause("qiangyi-2024.art8.3.d", "比照上述期限，自收到之日起30日内（默认口径）"),
    legal: { term: days(30), source: { text: "预算法第五十二条：接到上级转移支付后30日内" } },
  },
  distribution: {
    title: "分解下达到单位",
    startedBy: "收到上级下达",
    stoppedBy: "收到的资金全部分解下达",
    term: days(30),
    source: clause("5g-2022.art14.c", "规定时限内分配完毕；未规定天数，默认收到后30日"),
    legal: { term: days(30), source: { text: "预算法第五十二条：接到上级转移支付后30日内" } },
  },
  "early-issue": {
    title: "提前下达下一年度补助资金",
    startedBy: "进入第四季度",
    stoppedBy: "提前下达不低于上年预计执行数的90%",
    term: { kind: "dated" },
    source: clause("qiangyi-2024.art8.2.a", "提前下达没有规定日期，以11月30日为提醒日"),
  },
  incorporation: {
    title: "提前下达数编入本级预算",
    startedBy: "收到提前下达",
    stoppedBy: "登记含提前下达数的本级预算项",
    term: { kind: "dated" },
    source: clause("qiangyi-2024.art8.3.e", "至本级人大批准预算之日"),
  },
  "query-report": {
    title: "上报资金存疑",
    startedBy: "发现问题",
    stoppedBy: "报告送达应告知的各方",
    term: days(0),
    source: clause("qiangyi-2024.art8.4.b", "立即上报，默认当日"),
  },
  disclosure: {
    title: "公开资金分配结果",
    startedBy: "下达文件签发",
    stoppedBy: "登记公开的网址和日期",
    term: { kind: "working-days", count: 20 },
    source: { text: "政府信息公开条例第二十六条：形成之日起20个工作日内" },
  },
  "two-years": {
    title: "连续两年未用完的资金按结余管理",
    startedBy: "预算年度终了仍未用完",
    stoppedBy: "全部支付或收回",
    term: { kind: "dated" },
    source: clause("qiangyi-2024.art10.1.c", "预算法实施条例第五十条：下一年度终了仍未用完的"),
  },
} as const satisfies Record<string, ClockRule>;

export type ClockRuleId = keyof typeof clockRules;
export const clockRuleOf = (id: ClockRuleId): ClockRule => clockRules[id];
