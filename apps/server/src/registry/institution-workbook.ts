import {
  affiliations,
  groupKinds,
  groupRoles,
  type InstitutionDraft,
  institutionClasses,
  institutionDraft,
  ownerships,
  tiers,
} from "@qiangyi/api";
import type { Choice, Field } from "@qiangyi/kernel";
import type { RowValues, TemplateIdentity } from "../documents/index.ts";
import { folded, tidied } from "./institution.ts";

export const institutionTemplate: TemplateIdentity = { id: "registry.institutions", version: 1, title: "机构名录" };

const choicesOf = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const keeps = "留空表示不改动已登记的内容";

/** Columns of the workbook, in order. */
export const institutionFields: readonly Field[] = [
  { name: "id", label: "机构编号", kind: "text", required: false, help: "新登记的机构留空，由系统编号；已登记的请勿改动。" },
  { name: "name", label: "机构名称", kind: "text", required: true, example: "演示县人民医院", help: "与印章一致的全称。" },
  { name: "formerNames", label: "曾用名", kind: "text", required: false, help: `几个名称用顿号隔开，只增不减。${keeps}。` },
  { name: "ownership", label: "所有制", kind: "choice", required: true, choices: choicesOf(ownerships) },
  {
    name: "affiliation",
    label: "隶属关系",
    kind: "choice",
    required: true,
    choices: choicesOf(affiliations),
    help: "决定由哪一级看到和管理。",
  },
  { name: "tier", label: "等级", kind: "choice", required: true, choices: choicesOf(tiers) },
  { name: "class", label: "类别", kind: "choice", required: true, choices: choicesOf(institutionClasses) },
  { name: "region", label: "所在区划", kind: "region", required: true, help: "县属和乡镇机构填县（市、区），市属机构可填市。" },
  { name: "beds", label: "编制床位", kind: "integer", required: false, example: "300", help: keeps },
  { name: "creditCode", label: "统一社会信用代码", kind: "text", required: false, help: `18位。${keeps}。` },
  { name: "licence", label: "医疗机构登记号", kind: "text", required: false, help: `22位。${keeps}。` },
  { name: "group", label: "所属集团", kind: "text", required: false, help: `集团全称，连同集团类型和集团角色一起填。${keeps}。` },
  { name: "groupKind", label: "集团类型", kind: "choice", required: false, choices: choicesOf(groupKinds) },
  { name: "groupRole", label: "集团角色", kind: "choice", required: false, choices: choicesOf(groupRoles) },
  { name: "groupFrom", label: "加入集团日期", kind: "date", required: false },
  { name: "validFrom", label: "启用日期", kind: "date", required: false, help: keeps },
  { name: "validTo", label: "终止日期", kind: "date", required: false, help: `机构撤销或并入他院的日期。${keeps}。` },
  {
    name: "reason",
    label: "核对说明",
    kind: "text",
    required: false,
    help: "代码校验位不符、名称或代码与他院相同等须核对的事项，确属实际情况的在此说明理由。",
  },
];

/** One institution as a row of the workbook. */
export const rowOf = (id: string, record: InstitutionDraft, warningReason: string | null): RowValues => {
  const { formerNames, membership, ...plain } = record;
  const values: Record<string, string | number | null> = {
    id,
    ...plain,
    formerNames: formerNames.length === 0 ? null : formerNames.map(({ name }) => name).join("、"),
    group: membership?.group ?? null,
    groupKind: membership?.kind ?? null,
    groupRole: membership?.role ?? null,
    groupFrom: membership?.from ?? null,
    reason: warningReason,
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
};

export interface RowMisfit {
  readonly field: string;
  readonly reason: string;
}

/** What the row asks for, on top of what is registered; or what does not fit. An empty cell keeps what is registered. */
export const draftOf = (values: RowValues, before: InstitutionDraft | undefined): InstitutionDraft | RowMisfit[] => {
  const membership = membershipOf(values, before?.membership ?? null);
  if (Array.isArray(membership)) return membership;
  const { id: _id, reason: _reason, formerNames, group: _g, groupKind: _k, groupRole: _r, groupFrom: _f, ...plain } = values;
  const parsed = institutionDraft.safeParse({
    ...before,
    ...plain,
    formerNames: [...(before?.formerNames ?? []), ...newNames(formerNames, before)],
    membership,
  });
  if (parsed.success) return tidied(parsed.data);
  return parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? "name"), reason: message }));
};

const newNames = (text: RowValues[string] | undefined, before: InstitutionDraft | undefined): { name: string }[] =>
  String(text ?? "")
    .split(/[、；;，,]/)
    .map((name) => name.trim())
    .filter((name) => name !== "" && !before?.formerNames.some((known) => folded(known.name) === folded(name)))
    .map((name) => ({ name }));

const membershipOf = (
  { group, groupKind, groupRole, groupFrom }: RowValues,
  before: InstitutionDraft["membership"],
): InstitutionDraft["membership"] | RowMisfit[] => {
  if (group === undefined && groupKind === undefined && groupRole === undefined && groupFrom === undefined) return before;
  const isSame = before !== null && group === before.group;
  const kind = groupKind ?? (isSame ? before.kind : undefined);
  const role = groupRole ?? (isSame ? before.role : undefined);
  const from = groupFrom ?? (isSame ? before.from : null);
  const missing = [
    ...(group === undefined ? [{ field: "group", reason: "填了集团类型、角色或日期的，须填所属集团" }] : []),
    ...(kind === undefined ? [{ field: "groupKind", reason: "填了所属集团的，须填集团类型" }] : []),
    ...(role === undefined ? [{ field: "groupRole", reason: "填了所属集团的，须填集团角色" }] : []),
  ];
  return missing.length > 0 ? missing : ({ group, kind, role, from } as NonNullable<InstitutionDraft["membership"]>);
};
