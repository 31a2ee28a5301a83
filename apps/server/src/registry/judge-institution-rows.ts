import { affiliations, groupRoles, type InstitutionDraft, institutionClasses, ownerships, tiers } from "@qiangyi/api";
import type { ReadRow, RowValues } from "../documents/index.ts";
import type { JudgedRow } from "../registers/index.ts";
import { changedFields, fieldLabels, folded, regionFitsAffiliation, type Twin, warningsOf } from "./institution.ts";
import { draftOf, institutionFields, type RowMisfit } from "./institution-workbook.ts";
import type { InstitutionRecord } from "./institutions.store.ts";

/** The registered institutions, found by what a workbook may say about one. */
export class KnownInstitutions {
  readonly #byId = new Map<string, InstitutionRecord>();
  readonly #byCode = new Map<string, InstitutionRecord[]>();
  readonly #byName = new Map<string, InstitutionRecord[]>();

  constructor(records: readonly InstitutionRecord[]) {
    for (const known of records) {
      this.#byId.set(known.id, known);
      if (known.record.creditCode !== null) append(this.#byCode, known.record.creditCode, known);
      for (const { name } of [known.record, ...known.record.formerNames]) append(this.#byName, folded(name), known);
    }
  }

  /** By number; without one by credit code; without that by name and place. */
  meantBy(values: RowValues): InstitutionRecord | undefined | "no-such-number" {
    const { id, name, creditCode, region } = values;
    if (typeof id === "string") return this.#byId.get(id) ?? "no-such-number";
    const holders = this.#byCode.get(String(creditCode ?? "").toUpperCase()) ?? [];
    if (holders.length === 1) return holders[0];
    const namesakes = (this.#byName.get(folded(String(name))) ?? []).filter((known) => known.record.region === region);
    return namesakes.length === 1 ? namesakes[0] : undefined;
  }

  twinsOf({ name, creditCode }: InstitutionDraft, exceptId: string | undefined): Twin[] {
    const others = (found: readonly InstitutionRecord[] | undefined, shares: Twin["shares"]) =>
      (found ?? []).filter(({ id }) => id !== exceptId).map((known): Twin => ({ id: known.id, name: known.record.name, shares }));
    return [
      ...others(creditCode === null ? [] : this.#byCode.get(creditCode), "credit-code"),
      ...others(this.#byName.get(folded(name)), "name"),
    ];
  }
}

const append = <Item>(map: Map<string, Item[]>, key: string, item: Item): void => {
  map.set(key, [...(map.get(key) ?? []), item]);
};

/** Compares one well-formed row with the registry. A doubt without an explanation is an error of the row, with one a warning. */
export const judgeRow = ({ rowNumber, values }: ReadRow, known: KnownInstitutions): JudgedRow => {
  const before = known.meantBy(values);
  const wrong = (misfits: readonly RowMisfit[]): JudgedRow => ({
    ...base,
    verdict: "wrong",
    errors: misfits.map(placedInColumn),
  });
  const base = {
    rowNumber,
    values,
    identity: identityOf(values, before),
    key: typeof before === "object" ? before.id : null,
    errors: [],
    warnings: [],
    differences: [],
  };
  if (before === "no-such-number")
    return wrong([{ field: "id", reason: `没有编号为“${values["id"]}”的机构；新登记的机构请留空` }]);
  const record = draftOf(values, before?.record);
  if (Array.isArray(record)) return wrong(record);
  const warnings = warningsOf(record, known.twinsOf(record, before?.id));
  const isExplained = values["reason"] !== undefined || (before?.warningReason ?? null) !== null;
  const misfits = [
    ...misfitsOf(record),
    ...(isExplained
      ? []
      : warnings.map(({ field, message }) => ({ field, reason: `${message}；确属实际情况的，请在“核对说明”列写明理由` }))),
  ];
  if (misfits.length > 0) return wrong(misfits);
  const fields = before ? changedFields(before.record, record) : [];
  const verdict = !before
    ? "new"
    : fields.length > 0 || saysOtherwise(values, before, warnings.length > 0)
      ? "changed"
      : "unchanged";
  return {
    ...base,
    verdict,
    warnings: warnings.map(({ message }) => message),
    differences: fields.map((field) => ({
      field,
      label: fieldLabels[field],
      before: before ? shown(before.record, field) : "—",
      after: shown(record, field),
    })),
  };
};

/** A new explanation of the same doubts is a change too; an explanation without a doubt is not kept. */
const saysOtherwise = ({ reason }: RowValues, before: InstitutionRecord, isDoubtful: boolean): boolean =>
  isDoubtful && reason !== undefined && reason !== before.warningReason;

const identityOf = (values: RowValues, before: InstitutionRecord | undefined | "no-such-number"): string => {
  if (typeof before === "object") return before.id;
  const code = values["creditCode"];
  return typeof code === "string" ? `code/${code.toUpperCase()}` : `name/${folded(String(values["name"]))}/${values["region"]}`;
};

const misfitsOf = (record: InstitutionDraft): RowMisfit[] => [
  ...(regionFitsAffiliation(record)
    ? []
    : [{ field: "region", reason: "与隶属关系不符：县属和乡镇机构应填县（市、区），市属机构应填市或县（市、区）" }]),
  ...(record.validFrom !== null && record.validTo !== null && record.validTo < record.validFrom
    ? [{ field: "validTo", reason: "不得早于启用日期" }]
    : []),
];

const columnOf: Partial<Record<string, string>> = { membership: "group" };

const placedInColumn = ({ field, reason }: RowMisfit) => {
  const name = columnOf[field] ?? field;
  const column = institutionFields.find((each) => each.name === name)?.label;
  return { ...(column !== undefined && { column }), field: name, reason };
};

const words: Partial<Record<keyof InstitutionDraft, Readonly<Record<string, string>>>> = {
  ownership: ownerships,
  affiliation: affiliations,
  tier: tiers,
  class: institutionClasses,
};

/** A value as the preview shows it. */
const shown = (record: InstitutionDraft, field: keyof InstitutionDraft): string => {
  const value = record[field];
  if (value === null) return "—";
  if (field === "formerNames") return record.formerNames.map(({ name }) => name).join("、") || "—";
  if (field === "membership")
    return record.membership ? `${record.membership.group}（${groupRoles[record.membership.role]}）` : "—";
  return words[field]?.[String(value)] ?? String(value);
};
