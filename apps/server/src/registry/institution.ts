import type { InstitutionDraft, InstitutionWarning } from "@qiangyi/api";
import { creditCodeDoubt } from "./credit-code.ts";
import { initialsOf } from "./initials.ts";

/** How names and search words are compared: full-width forms folded, case, spaces and punctuation left out. */
export const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** For a pattern of `like` that means its text literally. */
export const escapedLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** Codes as they are stored: half-width capitals without spaces. */
export const asCode = (text: string | null): string | null => {
  const code = text?.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase() ?? "";
  return code === "" ? null : code;
};

export const tidied = (draft: InstitutionDraft): InstitutionDraft => ({
  ...draft,
  name: draft.name.trim(),
  formerNames: draft.formerNames.filter(
    ({ name }, index) =>
      folded(name) !== folded(draft.name) &&
      draft.formerNames.findIndex((other) => folded(other.name) === folded(name)) === index,
  ),
  creditCode: asCode(draft.creditCode),
  licence: asCode(draft.licence),
});

/** Everything by which a person may look for the institution, in one text: names, first letters, codes. */
export const searchTextOf = (id: string, { name, formerNames, creditCode, licence }: InstitutionDraft): string =>
  [
    ...[name, ...formerNames.map((former) => former.name)].flatMap((each) => [folded(each), initialsOf(each)]),
    folded(id),
    creditCode?.toLowerCase() ?? "",
    licence?.toLowerCase() ?? "",
  ]
    .filter((part) => part !== "")
    .join(" ");

export const cityOf = (region: string): string => `${region.slice(0, 4)}00`;
const isCounty = (region: string): boolean => !region.endsWith("00");

/** Whose institution it is: the province sees its own and all others, a city its own and its counties', a county its own. */
export const scopeOf = ({ affiliation, region }: InstitutionDraft): { city: string | null; county: string | null } => {
  if (affiliation === "province") return { city: null, county: null };
  return { city: cityOf(region), county: affiliation === "city" ? null : region };
};

/** County and township institutions stand in a county; city ones in their city or one of its counties. */
export const regionFitsAffiliation = ({ affiliation, region }: InstitutionDraft): boolean =>
  affiliation === "province" || (affiliation === "city" ? !region.endsWith("0000") : isCounty(region));

/** Another institution that has the same code or the same name, now or formerly. */
export interface Twin {
  readonly id: string;
  readonly name: string;
  readonly shares: "credit-code" | "name";
}

/** The parts of a record that can be doubtful. */
export type Doubtful = Pick<InstitutionDraft, "name" | "creditCode" | "licence"> & { readonly region: string | null };

/** Everything that a person should look at before the record stands. Each can be lifted by a reason. */
export const warningsOf = (draft: Doubtful, twins: readonly Twin[]): InstitutionWarning[] => [
  ...creditCodeWarnings(draft.creditCode),
  ...licenceWarnings(draft),
  ...twins.map(
    ({ id, name, shares }): InstitutionWarning =>
      shares === "credit-code"
        ? { code: "credit-code-used", field: "creditCode", message: `与“${name}”（${id}）的统一社会信用代码相同` }
        : { code: "name-used", field: "name", message: `与“${name}”（${id}）的现名或曾用名相同` },
  ),
];

const creditCodeWarnings = (code: string | null): InstitutionWarning[] => {
  const doubt = code === null ? undefined : creditCodeDoubt(code);
  if (doubt === undefined) return [];
  return [
    doubt === "form"
      ? { code: "credit-code-form", field: "creditCode", message: "统一社会信用代码应为18位数字和大写字母（不含I、O、S、V、Z）" }
      : { code: "credit-code-check-digit", field: "creditCode", message: "统一社会信用代码的校验位不符，请对照证书核对" },
  ];
};

const licenceWarnings = ({ licence, region }: Doubtful): InstitutionWarning[] => {
  if (licence === null) return [];
  if (!/^[0-9A-Z]{22}$/.test(licence)) {
    return [{ code: "licence-form", field: "licence", message: "医疗机构登记号应为22位数字和大写字母" }];
  }
  if (region === null) return [];
  const place = licence.slice(9, 15);
  const fits = isCounty(region)
    ? [region, cityOf(region), `${region.slice(0, 2)}0000`].includes(place)
    : place.startsWith(region.slice(0, 4));
  return fits
    ? []
    : [{ code: "licence-region", field: "licence", message: `医疗机构登记号第10至15位是${place}，与所在区划${region}不一致` }];
};

/** A new name keeps the old one findable, until the day of the change. */
export const withOldName = (draft: InstitutionDraft, before: InstitutionDraft, today: string): InstitutionDraft =>
  folded(draft.name) === folded(before.name)
    ? draft
    : tidied({ ...draft, formerNames: [...draft.formerNames, { name: before.name, from: null, to: today }] });

/** The same content, whatever the order in which it was written. */
export const isSameRecord = (a: InstitutionDraft, b: InstitutionDraft): boolean => changedFields(a, b).length === 0;

export const changedFields = (before: InstitutionDraft, after: InstitutionDraft): (keyof InstitutionDraft)[] =>
  (Object.keys(fieldLabels) as (keyof InstitutionDraft)[]).filter((field) => !isEqual(before[field], after[field]));

const isEqual = (a: unknown, b: unknown): boolean => {
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return left.length === right.length && left.every(([key, value]) => isEqual(value, (b as Record<string, unknown>)[key]));
};

export const fieldLabels: Record<keyof InstitutionDraft, string> = {
  name: "机构名称",
  formerNames: "曾用名",
  ownership: "所有制",
  affiliation: "隶属关系",
  tier: "等级",
  class: "类别",
  beds: "编制床位",
  creditCode: "统一社会信用代码",
  licence: "医疗机构登记号",
  region: "所在区划",
  membership: "所属集团",
  validFrom: "启用日期",
  validTo: "终止日期",
};
