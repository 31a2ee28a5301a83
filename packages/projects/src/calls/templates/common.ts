import type { CallDefinition, EligibilityRule, FormSection, ReviewMethod, ScoreItem } from "../definition.ts";
import { day, longText, section, table, text, yesNo } from "./ask.ts";

export const yearsFrom = (year: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => year + index);

/** 资格 that every unit states by itself, because no register tells it. */
export const honesty = (clause: string): { readonly section: FormSection; readonly rule: EligibilityRule } => ({
  section: section("pledge", "诚信承诺", [yesNo("pledge", "所填内容和所附材料真实、合规，没有就同一内容重复申报", { clause })], {
    clause,
  }),
  rule: { rule: "statement", question: "pledge", clause, sentence: "未作真实、合规、不重复申报的承诺" },
});

export const term = (clause: string): FormSection =>
  section("term", "项目名称与起止时间", [
    text("title", "项目名称", { maxLength: 100, clause, identity: "text" }),
    day("startsOn", "计划启动时间", { clause }),
    day("endsOn", "完成时间", { clause, after: "startsOn" }),
  ]);

/** Chapters of a construction project beyond its budget and targets, which have editors of their own. */
export const constructionChapters = (clause: string): readonly FormSection[] => [
  section("reason", "立项依据与必要性", [longText("necessity", "立项依据与必要性", { clause })]),
  section("base", "现状基线", [
    table(
      "baseline",
      "现状基线数据",
      [
        { kind: "text", id: "item", label: "项目", required: true, maxLength: 100 },
        { kind: "text", id: "value", label: "现状值", required: true, maxLength: 40 },
        { kind: "text", id: "unit", label: "单位", required: true, maxLength: 20 },
        { kind: "text", id: "source", label: "数据来源及年度", required: true, maxLength: 100 },
      ],
      { clause, maxRows: 30 },
    ),
  ]),
  section("work", "建设内容与分年计划", [
    longText("content", "建设内容", { clause }),
    table(
      "plan",
      "分年计划",
      [
        { kind: "integer", id: "year", label: "年度", required: true, atLeast: 2020, atMost: 2100 },
        { kind: "text", id: "work", label: "建设内容", required: true, maxLength: 500 },
        { kind: "text", id: "result", label: "形成的成果", required: true, maxLength: 500 },
      ],
      { clause, maxRows: 20 },
    ),
  ]),
  section("means", "技术、设备、人才方案", [longText("means", "技术、设备、人才方案", { clause })]),
  section("safeguards", "组织保障与风险", [longText("safeguards", "组织保障、风险与对策", { clause })]),
];

/** 评审 by the figures that are customary where a call says nothing else; every one may be changed in the call. */
export const customaryReview = (clause: string, fields: readonly string[] = []): ReviewMethod => ({
  kind: "score",
  isBlind: false,
  experts: 5,
  fields,
  items: [
    scored("necessity", "必要性", 20, clause),
    scored("feasibility", "可行性", 25, clause),
    scored("capacity", "基础与能力", 20, clause),
    scored("budget", "预算合理性", 20, clause),
    scored("performance", "绩效目标", 15, clause),
  ],
  vetoes: [
    { id: "eligible", title: "申报主体合格", clause },
    { id: "single", title: "没有重复申报", clause },
    { id: "truthful", title: "材料真实", clause },
  ],
  pass: 8000,
  revise: 6000,
  spread: 20,
});

export const scored = (id: string, title: string, maxPoints: number, clause: string): ScoreItem => ({
  id,
  title,
  maxPoints,
  clause,
});

export const procedure = {
  correction: { days: 10, times: 2 },
  checkDays: 10,
  noticeWorkingDays: 5,
  reserveYears: 2,
} as const satisfies Pick<CallDefinition, "correction" | "checkDays" | "noticeWorkingDays" | "reserveYears">;
