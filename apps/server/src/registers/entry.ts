import { documentNumberPattern, type EntryState } from "@qiangyi/api";
import { display, type Field, type FieldValue, misfit, type PlainDate, parseDate, yearOf } from "@qiangyi/kernel";
import type { Fact, Institution } from "@qiangyi/policy";
import { regionsByCode } from "@qiangyi/policy";
import type { Place } from "../platform/index.ts";
import type { Register, UniqueRule } from "./register.ts";

export type Values = Readonly<Record<string, FieldValue>>;

export interface Evidence {
  readonly documentNumber: string | null;
  readonly documentDate: string | null;
  readonly attachment: string | null;
}

/** What an entry needs to know of an institution; the scope is the registry's: a provincial hospital belongs to no city. */
export interface NamedInstitution {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly countyName?: string | undefined;
  /** Kind of the institution in the registry's words. */
  readonly class?: string;
}

export type InstitutionsById = ReadonlyMap<string, NamedInstitution>;

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export const entryNoField: Field = {
  name: "entryNo",
  label: "记录编号",
  kind: "text",
  required: false,
  help: "新增的行留空；修改已有记录时保留原编号",
};

export const documentFields: readonly Field[] = [
  {
    name: "documentNumber",
    label: "佐证文号",
    kind: "text",
    required: false,
    help: "认定、验收、遴选或派出文件的文号；没有文号的可以先登记，但不能确认",
    example: "晋卫医发〔2024〕12号",
  },
  { name: "documentDate", label: "佐证文件日期", kind: "date", required: false, example: "2024-06-18" },
];

/** Empty texts are no values; text is trimmed as a person would have written it. */
export const tidy = (register: Register, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, FieldValue][] => {
      const field = register.fields.find((candidate) => candidate.name === name);
      const trimmed = typeof value === "string" ? value.trim() : value;
      if (trimmed === "" || (trimmed === null && !field?.nullable)) return [];
      return [[name, trimmed]];
    }),
  );

/** Everything that is wrong with the values at once. */
export const valueProblems = (register: Register, values: Values, institutions: InstitutionsById): FieldProblem[] => [
  ...unknownNames(register, values),
  ...register.fields.flatMap((field) => fieldProblem(field, values, institutions)),
  ...groupProblems(register, values),
  ...periodProblems(register, values),
  ...countyProblem(register, values, institutions),
  ...classProblem(register, values, institutions),
  ...approvalProblem(register, values),
  ...(register.rules?.(values, institutions.get(String(values[register.place.institution ?? ""] ?? ""))) ?? []),
];

const unknownNames = (register: Register, values: Values): FieldProblem[] =>
  Object.keys(values)
    .filter((name) => !register.fields.some((field) => field.name === name))
    .map((name) => ({ path: name, message: "本台账没有这个字段" }));

const fieldProblem = (field: Field, values: Values, institutions: InstitutionsById): FieldProblem[] => {
  // A required field that may be unknown is left empty on the form.
  const value = field.required && field.nullable ? (values[field.name] ?? null) : values[field.name];
  const message = misfit(field, value) ?? unknownReference(field, value, institutions);
  return message === undefined ? [] : [{ path: field.name, message }];
};

const unknownReference = (field: Field, value: FieldValue | undefined, institutions: InstitutionsById): string | undefined => {
  if (typeof value !== "string") return undefined;
  if (field.kind === "institution" && !institutions.has(value)) return "机构库中没有这个机构";
  if (field.kind === "region" && regionsByCode.get(value)?.level !== 3) return "应为县级行政区划代码";
  return undefined;
};

/** "a.b" and "a.c" are one object: given whole or not at all. */
const groupProblems = ({ fields }: Register, values: Values): FieldProblem[] => {
  const nested = fields.filter(({ name }) => name.includes("."));
  const outers = new Set(nested.map(({ name }) => name.split(".")[0]));
  return [...outers].flatMap((outer) => {
    const members = nested.filter(({ name }) => name.startsWith(`${outer}.`));
    const missing = members.filter(({ name }) => values[name] === undefined);
    return missing.length === 0 || missing.length === members.length
      ? []
      : missing.map(({ name }) => ({
          path: name,
          message: `${members.map(({ label }) => label).join("、")}要么都填，要么都不填`,
        }));
  });
};

const periodProblems = ({ periods, fields }: Register, values: Values): FieldProblem[] =>
  periods.flatMap(([from, to]) => {
    const [start, end] = [values[from], values[to]];
    if (typeof start !== "string" || typeof end !== "string" || start <= end) return [];
    return [{ path: to, message: `不能早于${fields.find(({ name }) => name === from)?.label}（${start}）` }];
  });

const countyProblem = ({ place }: Register, values: Values, institutions: InstitutionsById): FieldProblem[] => {
  if (place.county === undefined || place.institution === undefined) return [];
  const [county, home] = [values[place.county], institutions.get(String(values[place.institution] ?? ""))?.county];
  if (typeof county !== "string" || !home || home === county) return [];
  return [{ path: place.county, message: `与机构所在的${regionsByCode.get(home)?.name ?? home}不一致` }];
};

const classNames: Readonly<Record<Institution["class"], string>> = {
  general: "综合医院",
  tcm: "中医医院",
  "maternal-child": "妇幼保健院",
  specialised: "专科医院",
  "township-centre": "乡镇卫生院",
  integrated: "中西医结合医院",
};

const classProblem = ({ place, classes }: Register, values: Values, institutions: InstitutionsById): FieldProblem[] => {
  const home = institutions.get(String(values[place.institution ?? ""] ?? ""));
  if (!home || !classes || classes.some((each) => each === home.class)) return [];
  return [{ path: place.institution ?? "", message: `应为${classes.map((each) => classNames[each]).join("、")}` }];
};

const approvalProblem = ({ limit }: Register, values: Values): FieldProblem[] => {
  const approval = limit && values[limit.approval];
  return typeof approval === "string" && !documentNumberPattern.test(approval)
    ? [{ path: limit?.approval ?? "", message: notANumber }]
    : [];
};

const notANumber = "应为发文字号，如晋卫医发〔2024〕12号，年份用六角括号";

export const evidenceProblems = ({ documentNumber, documentDate }: Evidence): FieldProblem[] => [
  ...(documentNumber !== null && !documentNumberPattern.test(documentNumber)
    ? [{ path: "documentNumber", message: notANumber }]
    : []),
  ...(documentDate !== null && parseDate(documentDate) === undefined
    ? [{ path: "documentDate", message: "应为日历上存在的日期，写作YYYY-MM-DD" }]
    : []),
];

/** What is missing before the entry may be confirmed, as a sentence; undefined when nothing is. */
export const missingEvidence = (register: Register, values: Values, evidence: Evidence): string | undefined => {
  const { when, attachment } = register.evidence;
  if (when === "with-result" && values[register.dateField] == null) return undefined;
  const missing = [
    ...(evidence.documentNumber === null ? ["文号"] : []),
    ...(evidence.documentDate === null ? ["文件日期"] : []),
    ...(attachment && evidence.attachment === null ? ["证书或文件附件"] : []),
  ];
  return missing.length === 0 ? undefined : `缺少佐证：${missing.join("、")}`;
};

export const placeOf = ({ place }: Register, values: Values, institutions: InstitutionsById): Place => {
  const institution = place.institution === undefined ? undefined : institutions.get(String(values[place.institution] ?? ""));
  const county = place.county === undefined ? null : String(values[place.county] ?? "") || null;
  const city = place.city === undefined ? null : String(values[place.city] ?? "") || null;
  return {
    city: institution?.city ?? (county === null ? city : (regionsByCode.get(county)?.parent ?? null)),
    county: institution?.county ?? county,
    institution: institution?.id ?? null,
  };
};

/** The columns that lists sort, filter and search by; all of them follow from the values. */
export interface EntryKeys extends Place {
  readonly uniqueKey: string;
  readonly repeatKey: string | null;
  readonly occurredOn: PlainDate | null;
  readonly sortOn: PlainDate;
  /** The figure that the list can be ordered by; null where the register has none. */
  readonly sortAmount: string | null;
  readonly year: number | null;
  readonly searchText: string;
}

const notYet = "9999-12-31" as PlainDate;

export const keysOf = (
  register: Register,
  values: Values,
  { documentNumber }: Evidence,
  institutions: InstitutionsById,
): EntryKeys => {
  const dated = values[register.dateField];
  const occurredOn = typeof dated === "string" ? (parseDate(dated) ?? null) : null;
  const year = typeof dated === "number" ? dated : occurredOn === null ? null : yearOf(occurredOn);
  const words = register.fields.flatMap((field) => {
    const value = values[field.name];
    if (field.kind === "institution") return institutions.get(String(value))?.name ?? [];
    if (field.kind === "region") return regionsByCode.get(String(value))?.name ?? [];
    return field.kind === "text" || field.kind === "choice" ? (value == null ? [] : display(field, value)) : [];
  });
  return {
    ...placeOf(register, values, institutions),
    uniqueKey: keyText(register.unique, values),
    repeatKey: repeatKeyOf(register, values, institutions),
    occurredOn,
    sortOn: occurredOn ?? (year === null ? notYet : (`${year}-12-31` as PlainDate)),
    sortAmount: sortAmountOf(register, values),
    year,
    searchText: [...words, documentNumber ?? ""].join(" ").toLowerCase(),
  };
};

const sortAmountOf = ({ sorts }: Register, values: Values): string | null => {
  const figure = Object.keys(sorts).find((name) => sorts[name] === "amount");
  return figure === undefined ? null : String(values[figure] ?? "-Infinity");
};

const repeatKeyOf = ({ repeat, limit, place }: Register, values: Values, institutions: InstitutionsById): string | null => {
  const rule = limit ?? repeat;
  if (!rule || !hasAll(rule, values)) return null;
  const home = institutions.get(String(values[place.institution ?? ""] ?? ""));
  return limit?.counts?.(values, home) === false ? null : keyText(rule, values);
};

type Fields = Pick<UniqueRule, "fields">;

const keyText = ({ fields }: Fields, values: Values): string =>
  JSON.stringify(fields.map((name) => (values[name] === false ? null : (values[name] ?? null))));
const hasAll = ({ fields }: Fields, values: Values): boolean => fields.every((name) => values[name] != null);

/** The entry in the words of the policy contract. */
export const factOf = (register: Register, entryNo: string, values: Values): Fact => {
  const fact: Record<string, unknown> = { id: entryNo, type: register.id };
  for (const { name, required, nullable } of register.fields) {
    if (register.ownFields.has(name)) continue;
    const value = values[name] ?? (required && nullable ? null : undefined);
    if (value === undefined) continue;
    const [outer = name, inner] = name.split(".");
    if (inner === undefined) fact[name] = value;
    else fact[outer] = { ...(fact[outer] as object | undefined), [inner]: value };
  }
  // Every value was checked against the fields of the fact type, which the contract's own type is declared beside.
  return fact as unknown as Fact;
};

export const stateNames: Readonly<Record<EntryState, string>> = {
  submitted: "待确认",
  confirmed: "已确认",
  withdrawn: "已撤销",
};
