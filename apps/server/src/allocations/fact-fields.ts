import { display, type FieldValue } from "@qiangyi/kernel";
import { type Fact, type FactTypeId, factTypesByType } from "@qiangyi/policy";
import type { FactEntry } from "../registers/index.ts";
import { regionName } from "../registry/index.ts";
import type { Directory } from "./placed-claims.ts";
import { institutionOfFact, type Place, placeOfInstitution, placeOfRegion, provinceItself } from "./places.ts";

export interface FactField {
  readonly label: string;
  readonly value: string;
}

export const factTypeName = ({ type }: { readonly type: string }): string =>
  factTypesByType.get(type as FactTypeId)?.title ?? type;

/** The register's entry of a fact, as an explanation links to it. */
export const entryBehind = (entry: FactEntry | undefined) =>
  entry
    ? {
        register: entry.register,
        entryId: entry.id,
        documentNumber: entry.documentNumber,
        documentDate: entry.documentDate,
        attachment: entry.attachment === null ? null : { fileId: entry.attachment, name: "佐证材料" },
      }
    : null;

/** The values as they were computed with, in the words of the register's form. */
export const factFields = (fact: Fact, { institutions }: Directory): FactField[] =>
  (factTypesByType.get(fact.type)?.fields ?? []).flatMap((field) => {
    const value = valueAt(fact, field.name);
    if (value === undefined) return [];
    const text =
      field.kind === "institution"
        ? (institutions.get(String(value))?.name ?? String(value))
        : field.kind === "region"
          ? regionName(String(value))
          : field.kind === "money" && typeof value === "string"
            ? `${value}元`
            : display(field, value);
    return [{ label: field.label, value: text }];
  });

const valueAt = (fact: Fact, path: string): FieldValue | undefined => {
  let value: unknown = fact;
  for (const part of path.split(".")) value = (value as Record<string, unknown> | undefined)?.[part];
  return value as FieldValue | undefined;
};

/** Whose a fact is: the place under which its register keeps it, so that whoever sees the entry sees the fact and nobody else does. */
export const ownerOfFact = (fact: Fact, { institutions }: Directory): Place & { readonly institution: string | null } => {
  const institution = institutions.get(institutionOfFact(fact) ?? "");
  const county = "county" in fact ? placeOfRegion(fact.county) : provinceItself;
  const own = institution ? placeOfInstitution(institution) : provinceItself;
  return { city: own.city ?? county.city, county: own.county ?? county.county, institution: institution?.id ?? null };
};
