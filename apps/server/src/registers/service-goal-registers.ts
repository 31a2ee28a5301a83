import type { Field } from "@qiangyi/kernel";
import { milestoneKinds } from "@qiangyi/policy/service-system";
import { groupPoints } from "@qiangyi/policy/targets";
import type { FieldProblem, Values } from "./entry.ts";
import { choices, may, must } from "./plan-field.ts";
import type { PlanRegister } from "./register.ts";

/** 晋政发〔2023〕15号, 二（二）4: how each county's group was assessed, from which its goal is told. */

const clause = "service-system-2023.s2.4.group-performance";

const groupPointFields = Object.keys(groupPoints);

const points = (name: string, label: string): Field =>
  must(name, label, "text", { help: "得分，百分制，至多两位小数", example: "76.5" });

const pointsProblems = (values: Values): FieldProblem[] =>
  groupPointFields.flatMap((path) =>
    values[path] === undefined || /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/.test(String(values[path]))
      ? []
      : [{ path, message: "应为0至100的数，至多两位小数" }],
  );

const milestoneClause = "service-system-2023.overall.goal-2025-tcm-system";

/** Clauses name projects one by one; each is done on a day of its own kind. */
const milestones: PlanRegister = {
  id: "plan-milestone",
  prefix: "LC",
  title: "规划重大项目",
  help: `每个项目一条。办结日期：${Object.values(milestoneKinds)
    .map(({ title, done }) => `${title}填${done}的日期`)
    .join("，")}；没有办结的留空。`,
  clause: milestoneClause,
  place: {},
  dateField: "approved",
  columns: ["kind", "project", "approved", "accepted", "completed"],
  unique: { fields: ["kind", "project"], sentence: "同一项目只登记一条", clause: milestoneClause },
  periods: [
    ["approved", "accepted"],
    ["accepted", "completed"],
    ["approved", "completed"],
  ],
  evidence: { when: "always", attachment: false, clause: milestoneClause },
  confirmer: "province",
  fields: [
    must("kind", "类别", "choice", {
      choices: choices(Object.fromEntries(Object.entries(milestoneKinds).map(([kind, { title }]) => [kind, title]))),
    }),
    must("project", "项目或承担单位", "text", { example: "某医院" }),
    must("approved", "立项或申报批复日期", "date", { example: "2023-09-01" }),
    may("accepted", "竣工验收日期", "date", { help: "需要建设的项目填写", example: "2025-05-10" }),
    may("completed", "办结日期", "date", { help: "入驻、认可或认定的日期", example: "2025-11-20" }),
  ],
  rules: ({ kind, accepted, completed }) =>
    completed !== undefined && completed !== null && !accepted && milestoneKinds[String(kind)]?.isBuilt
      ? [{ path: "accepted", message: "建设项目须先竣工验收，请填验收日期" }]
      : [],
};

export const serviceGoalRegisters: readonly PlanRegister[] = [
  milestones,
  {
    id: "plan-group-assessment",
    prefix: "YG",
    title: "县域医疗集团年度考核",
    help: "每县每年一条，填考核文件中四个方面的得分。",
    clause,
    place: { county: "county" },
    dateField: "assessed",
    columns: ["county", "year", ...groupPointFields, "assessed"],
    unique: { fields: ["county", "year"], sentence: "同一县的医疗集团每年只登记一次考核", clause },
    evidence: { when: "always", attachment: false, clause },
    confirmer: "province",
    fields: [
      must("county", "县（市、区）", "region", { help: "县级行政区划代码，从区划表选择", example: "140121" }),
      must("year", "考核年度", "year", { example: "2025" }),
      ...Object.entries(groupPoints).map(([name, title]) => points(name, title)),
      must("assessed", "考核结果日期", "date", { help: "考核文件的日期", example: "2026-03-18" }),
    ],
    rules: pointsProblems,
  },
];
