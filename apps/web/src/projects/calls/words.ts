import { affiliations, type CallPhase, type CallSummary, institutionClasses, ownerships, tiers } from "@qiangyi/api";
import {
  type CallDefinition,
  conditionsOf,
  type EligibilityRule,
  type InstitutionKind,
  marks,
  type Question,
  type Quota,
  questionOf,
  titleLevelNames,
} from "@qiangyi/projects";

type Light = "good" | "warning" | "bad" | "neutral" | "open";

/** "正在申报，剩6天": the last week stands out. */
export const phaseLight = ({ phase, daysLeft }: Pick<CallSummary, "phase" | "daysLeft">): { state: Light; text: string } => {
  switch (phase) {
    case "open":
      if (daysLeft === 0) return { state: "warning", text: "正在申报，今天截止" };
      return { state: (daysLeft ?? 0) <= 7 ? "warning" : "good", text: `正在申报，剩${daysLeft}天` };
    case "coming":
      return { state: "neutral", text: `即将开始，还有${daysLeft}天` };
    case "closed":
      return { state: "neutral", text: "已结束" };
    case "draft":
      return { state: "open", text: "草稿" };
    case "cancelled":
      return { state: "bad", text: "已撤销" };
  }
};

export const phaseNames: Readonly<Record<CallPhase, string>> = {
  open: "正在申报",
  coming: "即将开始",
  closed: "已结束",
  draft: "草稿",
  cancelled: "已撤销",
};

export const quotaText = ({ of, per, atMost }: Quota): string => {
  const places = { call: "全部", city: "每市", county: "每县（市、区）", unit: "每家单位" } as const;
  return `${places[per]}${of === "declared" ? "至多申报" : "至多支持"}${atMost}项`;
};

const namesOf = (words: Readonly<Record<string, string>>, codes: readonly string[]): string =>
  codes.map((code) => words[code] ?? code).join("、");

const kindText = ({ affiliation, tier, class: classes, marked }: InstitutionKind): string =>
  [
    affiliation && namesOf(affiliations, affiliation),
    tier && namesOf(tiers, tier),
    classes && namesOf(institutionClasses, classes),
    marked && `经组织部门标记“${marks[marked]}”`,
  ]
    .filter((part) => part !== undefined)
    .join("，");

/** What a rule checks, in words, beside its own sentence. */
export const ruleText = (rule: EligibilityRule): string => {
  switch (rule.rule) {
    case "affiliation":
      return `隶属：${namesOf(affiliations, rule.in)}`;
    case "tier":
      return `级别：${namesOf(tiers, rule.in)}${rule.orMarked ? `，或经组织部门标记“${marks[rule.orMarked]}”` : ""}`;
    case "class":
      return `类别：${namesOf(institutionClasses, rule.in)}${rule.otherwise === "warn" ? "；其他类别提示后可申报" : ""}`;
    case "ownership":
      return `所有制：${namesOf(ownerships, rule.in)}`;
    case "region":
      return "所在地区在项目范围内";
    case "institution":
      return `单位：${rule.anyOf.map(kindText).join("；或")}${rule.exception ? `；其他单位须经组织部门标记“${marks[rule.exception]}”` : ""}`;
    case "age":
      return `年龄：基准日${rule.atMost}周岁以下（含）`;
    case "title":
      return `职称：基准日已取得${titleLevelNames[rule.atLeast]}以上（含）`;
    case "statement":
      return "须作承诺";
  }
};

export const ruleNames: Readonly<Record<EligibilityRule["rule"], string>> = {
  affiliation: "隶属关系",
  tier: "医院级别",
  class: "机构类别",
  ownership: "所有制",
  region: "所在地区",
  institution: "单位范围",
  age: "年龄",
  title: "职称",
  statement: "承诺",
};

export const questionKinds: Readonly<Record<Question["kind"], string>> = {
  text: "单行文字",
  "long-text": "多行文字",
  integer: "整数",
  money: "金额",
  date: "日期",
  "yes-no": "是或否",
  choice: "单选",
  choices: "多选",
  element: "有／无／不适用",
  table: "表格",
};

/** What an answer identifies: the same is pointed out across calls, funds and years, and persons are checked for conflicts. */
export const identityNames: Readonly<Record<NonNullable<Question["identity"]>, string>> = {
  specialty: "专科",
  centre: "中心",
  person: "人员姓名",
  equipment: "设备",
  text: "内容相近",
};

export const personalNames: Readonly<Record<NonNullable<Question["personal"]>, string>> = {
  "id-number": "证件号码",
  phone: "电话",
  "birth-date": "出生日期",
};

/** Stands for what a draft still names and no longer has. */
const gone = "已删除";

/** "“单位类型”为“其他”时": on which answer something depends; nothing where it always holds. */
export const whenText = (definition: Pick<CallDefinition, "sections">, when: Question["when"]): string => {
  if (!when) return "";
  const question = questionOf(definition, when.question);
  const answer = question && conditionsOf(question).find(({ value }) => value === when.is)?.label;
  return `“${question?.label ?? gone}”为“${answer ?? gone}”时`;
};

/** What is checked between answers: order of dates, limits, a column's sum. */
export const checkText = (definition: Pick<CallDefinition, "sections">, question: Question): string => {
  const labelOf = (id: string) => questionOf(definition, id)?.label ?? gone;
  if (question.kind === "date" && question.after !== undefined) return `应晚于“${labelOf(question.after)}”`;
  if (question.kind === "table" && question.sum) {
    const column = question.columns.find(({ id }) => id === question.sum?.column)?.label ?? question.sum.column;
    return `“${column}”之和应等于“${labelOf(question.sum.equals)}”`;
  }
  if (question.kind !== "integer") return "";
  const { atLeast, atMost } = question;
  return [...(atLeast === undefined ? [] : [`不小于${atLeast}`]), ...(atMost === undefined ? [] : [`不大于${atMost}`])].join(
    "，",
  );
};

/** How an answer is given, for whoever reads the form before filling it in. */
export const answerText = (question: Question): string => {
  switch (question.kind) {
    case "text":
    case "long-text":
      return `文字，至多${question.maxLength.toLocaleString("zh-CN")}字`;
    case "integer":
      return `整数${question.unit ? `（${question.unit}）` : ""}`;
    case "money":
      return "金额";
    case "choice":
    case "choices":
      return `${question.kind === "choice" ? "单选" : "多选"}：${question.choices.map(({ label }) => label).join("、")}`;
    case "table":
      return `表格：${question.columns.map(({ label }) => label).join("、")}`;
    default:
      return questionKinds[question.kind];
  }
};
