import { type ExpertInput, expertInput, relationKinds, relationWords, titleLevelWords } from "@qiangyi/api";
import type { Choice, Field } from "@qiangyi/kernel";
import { identityKey } from "@qiangyi/projects";
import type { RowValues, TemplateIdentity } from "../documents/index.ts";
import type { StoredExpert } from "./experts.store.ts";

/* The pool as a workbook. No number of an identity card, no account, no telephone, as on the form. */

export const expertTemplate: TemplateIdentity = { id: "reviews.experts", version: 1, title: "专家库" };

const choicesOf = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const keeps = "留空表示不改动已登记的内容";
const customaryLoad = 20;
const relationList = Object.values(relationWords).join("／");

export const expertFields: readonly Field[] = [
  { name: "number", label: "专家编号", kind: "text", required: false, help: "新登记的专家留空，由系统编号；已登记的请勿改动。" },
  { name: "name", label: "姓名", kind: "text", required: true, example: "张演一" },
  { name: "title", label: "职称", kind: "text", required: true, example: "主任医师" },
  { name: "titleLevel", label: "职称级别", kind: "choice", required: true, choices: choicesOf(titleLevelWords) },
  {
    name: "unitName",
    label: "单位",
    kind: "text",
    required: true,
    example: "演示大学附属医院",
    help: "与印章一致的全称；在机构名录中的自动关联，不在的按名称核对回避。",
  },
  { name: "region", label: "单位所在地", kind: "region", required: true },
  { name: "groupName", label: "所属医疗集团", kind: "text", required: false, help: `没有的留空。${keeps}。` },
  {
    name: "fields",
    label: "专业领域",
    kind: "text",
    required: true,
    example: "心血管内科、卫生信息化",
    help: "几个领域用顿号隔开，至多10个。",
  },
  {
    name: "maxLoad",
    label: "一年最多评审项目数",
    kind: "integer",
    required: false,
    example: "20",
    help: `新登记的不填按${customaryLoad}项。${keeps}。`,
  },
  {
    name: "employments",
    label: "工作经历",
    kind: "text",
    required: false,
    example: "2015-07-01至2021-06-30 演示县人民医院；2021-07-01至今 演示大学",
    help: `用于核对近三年任职。每段写作“起至止 单位”，几段用分号隔开；一格至多200字，更多的在页面填写。${keeps}。`,
  },
  {
    name: "relations",
    label: "利害关系",
    kind: "text",
    required: false,
    example: "夫妻：李演二；共同项目：演示县人民医院（2025-03-01）",
    help: `用于核对回避。每条写作“关系：单位或人名（最近一次日期）”，几条用分号隔开；关系为${relationList}之一。${keeps}。`,
  },
];

export interface RowMisfit {
  readonly field: string;
  readonly reason: string;
}

/** Registered institutions by folded name, present and former. */
export type UnitsByName = ReadonlyMap<string, string>;

/** An expert as an entry of the form. */
export const inputOf = (stored: StoredExpert): ExpertInput => ({
  name: stored.name,
  title: stored.title,
  titleLevel: stored.title_level,
  institution: stored.institution,
  unitName: stored.unit_name,
  groupName: stored.group_name,
  region: stored.region,
  fields: [...stored.fields],
  employments: [...stored.employments],
  relations: [...stored.relations],
  maxLoad: stored.max_load,
});

const longestCell = 200;

/** One expert as a row. What is longer than a cell stays out of it: read back, it would come in cut off. */
export const rowOf = (number: string, input: ExpertInput): RowValues => {
  const { institution: _, fields, employments, relations, groupName, ...plain } = input;
  const lists = { fields: fields.join("、"), employments: jobsText(employments), relations: tiesText(relations) };
  const short = Object.entries(lists).filter(([, text]) => text !== "" && text.length <= longestCell);
  return { number, ...plain, ...(groupName !== null && { groupName }), ...Object.fromEntries(short) };
};

export const jobsText = (jobs: ExpertInput["employments"]): string =>
  jobs.map(({ from, to, name }) => `${from}至${to ?? "今"} ${name}`).join("；");

export const tiesText = (ties: ExpertInput["relations"]): string =>
  ties.map(({ kind, name, lastOn }) => `${relationWords[kind]}：${name}${lastOn === null ? "" : `（${lastOn}）`}`).join("；");

/** What the row asks for, on top of what the pool has; or everything that does not fit. An empty cell keeps what is there. */
export const draftOf = (values: RowValues, before: ExpertInput | undefined, units: UnitsByName): ExpertInput | RowMisfit[] => {
  const unitOf = (name: string): string | null => units.get(identityKey(name)) ?? null;
  const jobs = jobsFrom(values["employments"], before?.employments ?? [], unitOf);
  const ties = tiesFrom(values["relations"], before?.relations ?? [], unitOf);
  const unitName = String(values["unitName"] ?? before?.unitName ?? "");
  const isSameUnit = before !== undefined && identityKey(before.unitName) === identityKey(unitName);
  const parsed = expertInput.safeParse({
    ...before,
    ...values,
    unitName,
    institution: isSameUnit && before.institution !== null ? before.institution : unitOf(unitName),
    groupName: values["groupName"] ?? before?.groupName ?? null,
    maxLoad: values["maxLoad"] ?? before?.maxLoad ?? customaryLoad,
    fields: values["fields"] === undefined ? before?.fields : listed(values["fields"], /[、，,；;]/),
    employments: jobs.items,
    relations: ties.items,
  });
  const shapes = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? "name"), reason: message }));
  const misfits = [...jobs.misfits, ...ties.misfits, ...shapes];
  return parsed.success && misfits.length === 0 ? parsed.data : misfits;
};

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly misfits: readonly RowMisfit[];
}

const listed = (text: RowValues[string], separator = /[；;\n]/): string[] =>
  String(text ?? "")
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");

const jobForm = /^(\d{4}-\d{2}-\d{2})\s*至\s*(\d{4}-\d{2}-\d{2}|今)\s*(\S.*)$/;

const jobsFrom = (
  text: RowValues[string] | undefined,
  before: ExpertInput["employments"],
  unitOf: (name: string) => string | null,
): Listed<ExpertInput["employments"][number]> => {
  // Unchanged text keeps the links to institutions that somebody chose on the form.
  if (text === undefined || text === null || text === jobsText(before)) return { items: before, misfits: [] };
  const parts = listed(text).map((part) => [part, jobForm.exec(part)] as const);
  return {
    items: parts.flatMap(([, match]) =>
      match?.[1] && match[2] && match[3]
        ? [{ from: match[1], to: match[2] === "今" ? null : match[2], name: match[3], institution: unitOf(match[3]) }]
        : [],
    ),
    misfits: parts.flatMap(([part, match]) =>
      match ? [] : [{ field: "employments", reason: `“${part}”应写作“2015-07-01至2021-06-30 单位”，现任的写“至今”` }],
    ),
  };
};

const tieForm = /^([^：:]+)[：:]\s*([^（(]+?)\s*(?:[（(](\d{4}-\d{2}-\d{2})[)）])?$/;
const kindOf = (word: string) => relationKinds.find((kind) => identityKey(relationWords[kind]) === identityKey(word));

const tiesFrom = (
  text: RowValues[string] | undefined,
  before: ExpertInput["relations"],
  unitOf: (name: string) => string | null,
): Listed<ExpertInput["relations"][number]> => {
  if (text === undefined || text === null || text === tiesText(before)) return { items: before, misfits: [] };
  const parts = listed(text).map((part) => {
    const match = tieForm.exec(part);
    return { part, match, kind: kindOf(match?.[1] ?? "") };
  });
  return {
    items: parts.flatMap(({ match, kind }) =>
      kind && match?.[2] ? [{ kind, name: match[2], lastOn: match[3] ?? null, institution: unitOf(match[2]) }] : [],
    ),
    misfits: parts.flatMap(({ part, match, kind }) => {
      if (!match) return [{ field: "relations", reason: `“${part}”应写作“关系：单位或人名（日期）”，日期可不写` }];
      return kind ? [] : [{ field: "relations", reason: `“${match[1]}”不是所列的关系：${relationList}` }];
    }),
  };
};
