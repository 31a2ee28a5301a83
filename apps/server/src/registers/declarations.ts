import type { Field } from "@qiangyi/kernel";
import { type FactTypeId, factTypes, fundingLinesById, type LineGroup } from "@qiangyi/policy";
import { centreRegisters } from "./centre-registers.ts";
import { linfenRegisters } from "./linfen-registers.ts";
import type { EvidenceRule, Register, SortName, UniqueRule } from "./register.ts";
import { serviceCoverageRegisters } from "./service-coverage-registers.ts";
import { serviceGoalRegisters } from "./service-goal-registers.ts";
import { serviceQualityRegisters } from "./service-quality-registers.ts";
import { serviceQuotaRegisters } from "./service-quota-registers.ts";

interface Declaration {
  readonly prefix: string;
  readonly clause: string;
  readonly place: Register["place"];
  readonly unique: UniqueRule;
  readonly repeat?: UniqueRule;
  readonly periods?: Register["periods"];
  readonly evidence: EvidenceRule;
  /** For a register without a funding line of its own. */
  readonly group?: LineGroup;
  /** Kept for people and reports; the engine does not read them. */
  readonly own?: readonly Field[];
}

const article = (rest: string): string => `qiangyi-2024.art${rest}`;
const always = (clause: string): EvidenceRule => ({ when: "always", attachment: false, clause: article(clause) });
const withResult = (clause: string, attachment = false): EvidenceRule => ({
  when: "with-result",
  attachment,
  clause: article(clause),
});
const unique = (fields: readonly string[], sentence: string, clause?: string): UniqueRule => ({
  fields,
  sentence,
  ...(clause !== undefined && { clause: article(clause) }),
});

/** A text of the contract whose usual values have names is chosen by name here: nobody types a code. */
const chosenFromList = (field: Field): Field =>
  field.kind === "text" && field.choices !== undefined ? { ...field, kind: "choice" } : field;

/** The whole list. A new fact type of the contract does not compile until its register is declared here. */
const declarations: Readonly<Record<FactTypeId, Declaration>> = {
  "national-ranking": {
    prefix: "PM",
    clause: article("7.1.1.a"),
    place: { institution: "institution" },
    unique: unique(["institution", "list", "year"], "同一医院同一榜单同一考核年度只有一个名次", "7.1.1.b"),
    evidence: { when: "always", attachment: false, clause: article("7.1.1.a") },
  },
  "regional-centre": {
    prefix: "QY",
    clause: article("7.1.2.a"),
    place: { institution: "institution" },
    unique: unique(["institution", "field", "centre"], "同一医院的同一个中心只登记一次", "7.1.2.b"),
    repeat: unique(["centre"], "已有另一家医院登记了同名中心，共建的中心只奖励一次", "7.1.2.b"),
    evidence: withResult("7.1.2.c"),
  },
  "key-specialty": {
    prefix: "ZK",
    clause: article("7.1.3.b"),
    place: { institution: "institution" },
    unique: unique(["institution", "specialty", "level"], "同一医院的同一专科同一级别只登记一次", "7.1.3.c"),
    repeat: unique(["institution", "specialty"], "同一专科已登记为另一级别，能否叠加补助须作决定", "7.1.4.c"),
    periods: [["selected", "acceptedOn"]],
    evidence: always("7.1.3.b"),
    own: [
      {
        name: "acceptedOn",
        label: "验收日期",
        kind: "date",
        required: false,
        help: "建设期满验收合格的日期；未验收的留空",
        example: "2027-06-30",
        clause: "service-system-2023.s3.3.national-specialties-25",
      },
    ],
  },
  discipline: {
    prefix: "XK",
    clause: article("7.1.5.a"),
    place: { institution: "institution" },
    unique: unique(["institution", "discipline", "year"], "同一学科同一年度只能在一个档次", "7.1.5.a"),
    evidence: always("7.1.5.b"),
  },
  "tcm-specialty": {
    prefix: "ZY",
    clause: article("7.1.6.b"),
    place: { institution: "institution" },
    unique: unique(["institution", "specialty"], "同一医院的同一专科只登记一次", "7.1.6.b"),
    evidence: always("7.1.6.b"),
  },
  "township-centre": {
    prefix: "XZ",
    clause: article("7.2.a"),
    place: { institution: "institution", county: "county" },
    unique: unique(["institution"], "每所卫生院只补助一次，只登记一条", "7.2.e"),
    evidence: withResult("7.2.f"),
  },
  "county-tertiary": {
    prefix: "SJ",
    clause: article("7.3.1.c"),
    place: { institution: "institution", county: "county" },
    unique: unique(["county", "institution"], "同一县的同一机构只登记一条", "7.3.1.d"),
    periods: [["qualified", "lost"]],
    evidence: withResult("7.3.1.e"),
  },
  "emergency-centre": {
    prefix: "JZ",
    clause: article("7.3.2.a"),
    place: { institution: "institution", county: "county" },
    unique: unique(["institution", "kind", "recertification"], "同一医院的同一类中心只登记一次，复认证另填一条", "7.3.2.d"),
    repeat: unique(["county", "kind"], "本县已登记同一类中心，每县每类补助一个，多出的须作决定", "7.3.2.d"),
    evidence: withResult("7.3.2.e", true),
  },
  "maternal-newborn-centre": {
    prefix: "FY",
    clause: article("7.3.3.a"),
    place: { institution: "institution", county: "county" },
    unique: unique(["institution", "kind"], "同一医院的同一类中心只登记一次", "7.3.3.d"),
    evidence: withResult("7.3.3.e", true),
  },
  secondment: {
    prefix: "PZ",
    clause: article("7.3.4.c"),
    place: { institution: "host" },
    unique: unique(["person", "host", "from"], "同一医师同一天到同一医院只登记一次", "7.3.4.e"),
    periods: [["from", "to"]],
    evidence: always("7.3.4.g"),
    own: [
      {
        name: "mode",
        label: "支援模式",
        kind: "choice",
        required: true,
        choices: [
          { value: "group", label: "组团式" },
          { value: "five-batches", label: "五个一批" },
        ],
        help: "按派出文件填写，用于分模式统计",
        clause: article("7.3.4.a"),
      },
    ],
  },
  "national-rural-programme": {
    prefix: "WM",
    clause: article("7.3.4.f"),
    group: "提能力",
    place: {},
    unique: unique(["person", "year", "from"], "同一医师同一年度同一开始日期只登记一次", "7.3.4.f"),
    periods: [["from", "to"]],
    evidence: always("7.3.4.f"),
  },
  "expert-workshop": {
    prefix: "GZ",
    clause: article("7.3.5.1.a"),
    place: { institution: "institution" },
    unique: unique(["institution", "workshop"], "同一单位的同名工作室只登记一次", "7.3.5.1.c"),
    periods: [["from", "terminated"]],
    evidence: always("7.3.5.1.a"),
    own: [
      {
        name: "workshop",
        label: "工作室名称",
        kind: "text",
        required: true,
        help: "立项文件中的名称，用来区分同一单位的几个工作室",
        example: "心血管介入专家工作室",
        clause: article("7.3.5.1.a"),
      },
    ],
  },
  "appropriate-technique": {
    prefix: "SY",
    clause: article("7.3.5.2.a"),
    place: { institution: "institution" },
    unique: unique(["institution", "project", "year"], "同一单位的同一项目每年只登记一条", "7.3.5.2.c"),
    evidence: always("7.3.5.2.a"),
  },
  "visiting-scholar": {
    prefix: "FX",
    clause: article("7.3.5.3.d"),
    place: { institution: "institution" },
    unique: unique(["person", "year"], "同一学者同一年度只登记一条", "7.3.5.3.d"),
    periods: [["start", "end"]],
    evidence: always("7.3.5.3.d"),
    own: [
      {
        name: "start",
        label: "研修开始日期",
        kind: "date",
        required: false,
        help: "填了的从这一天起计入当年选派数；不填的自登记起计入",
        example: "2025-03-01",
        clause: "service-system-2023.s1.1.visiting-scholars",
      },
      { name: "end", label: "研修结束日期", kind: "date", required: false, example: "2026-02-28" },
      {
        name: "programme",
        label: "培训类型",
        kind: "choice",
        required: false,
        choices: [
          { value: "scholar", label: "高端研学" },
          { value: "immersion", label: "浸透式培训" },
        ],
      },
    ],
  },
};

const isMoney = ({ kind }: Field): boolean => kind === "money";

/** The first amount or number among the columns is the one that the list can be ordered by. */
const sortsOf = (columns: readonly Field[], { dateField, place }: Pick<Register, "dateField" | "place">): Register["sorts"] => {
  const figure = columns.find(isMoney) ?? columns.find(({ kind }) => kind === "integer");
  return Object.fromEntries(
    columns.flatMap(({ name }): [string, SortName][] => {
      if (name === dateField) return [[name, "date"]];
      if (name === place.institution) return [[name, "institution"]];
      if (name === place.county) return [[name, "county"]];
      return name === figure?.name ? [[name, "amount"]] : [];
    }),
  );
};

const factRegisters: readonly Register[] = factTypes.map((factType): Register => {
  const { prefix, clause, place, unique, repeat, periods = [], evidence, group, own = [] } = declarations[factType.type];
  const lines = factType.lines.flatMap((id) => fundingLinesById.get(id) ?? []);
  const fields = [...factType.fields.map(chosenFromList), ...own];
  const shown = new Set([
    ...factType.summary,
    ...own.filter(({ required }) => required).map(({ name }) => name),
    ...fields.filter(isMoney).map(({ name }) => name),
  ]);
  const columns = fields.filter(({ name }) => shown.has(name));
  return {
    id: factType.type,
    prefix,
    title: factType.title,
    help: factType.help,
    group: group ?? lines[0]?.group ?? "提能力",
    lineNames: lines.map((line) => line.name),
    clause,
    fields,
    ownFields: new Set(own.map(({ name }) => name)),
    columns: [...shown],
    sorts: sortsOf(columns, { dateField: factType.dateField, place }),
    dateField: factType.dateField,
    place,
    unique,
    ...(repeat && { repeat }),
    periods,
    evidence,
    confirmer: "province",
  };
});

/** Every register: those of the fund in the order of the regulation, then those of plans. */
export const registers: readonly Register[] = [
  ...factRegisters,
  ...[
    ...centreRegisters,
    ...linfenRegisters,
    ...serviceQuotaRegisters,
    ...serviceCoverageRegisters,
    ...serviceQualityRegisters,
    ...serviceGoalRegisters,
  ].map((register): Register => {
    const columns = register.fields.filter(({ name }) => register.columns.includes(name));
    return {
      periods: [],
      ...register,
      group: "规划与中心",
      lineNames: [],
      ownFields: new Set(),
      sorts: sortsOf(columns, register),
    };
  }),
];

export const registersById: ReadonlyMap<string, Register> = new Map(registers.map((register) => [register.id, register]));
