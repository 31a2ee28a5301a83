import type { Field, FieldValue } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import type { TestDatabase } from "../../test/fresh-database.ts";
import { registers } from "./declarations.ts";
import type { Values } from "./entry.ts";
import type { Register } from "./register.ts";

/** Institutions of the tests: two counties of one city, one of another, and a provincial hospital that belongs to no city. */
export const places = {
  qingxu: { city: "140100", county: "140121", hospital: "Q" },
  yangqu: { city: "140100", county: "140122", hospital: "Y" },
  xinrong: { city: "140200", county: "140212", hospital: "X" },
} as const;

const perCounty = 40;

export const addSampleInstitutions = async (database: TestDatabase): Promise<void> => {
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '140000', '山西省', 'province', null, 'sxs') on conflict do nothing`);
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '140100', '太原市', 'city', '140000', 'tys'), ('14', '140200', '大同市', 'city', '140000', 'dts') on conflict do nothing`);
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '140105', '小店区', 'district', '140100', 'xdq'), ('14', '140121', '清徐县', 'county', '140100', 'qxx'),
    ('14', '140122', '阳曲县', 'county', '140100', 'yqx'), ('14', '140212', '新荣区', 'district', '140200', 'xrq') on conflict do nothing`);
  const rows = Object.values(places).flatMap(({ city, county, hospital }) =>
    Array.from({ length: perCounty }, (_, index) => ({
      id: `${hospital}${index + 1}`,
      city,
      county,
      affiliation: "county",
      region: county,
    })),
  );
  const townships = rows.map((row) => ({ ...row, id: `${row.id}-T`, affiliation: "township", class: "township-centre" }));
  const all = [...rows, ...townships, { id: "P1", city: null, county: null, affiliation: "province", region: "140105" }];
  await database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
     select '14', id, 1, '样例医院' || id, 'public', affiliation, 'tertiary', coalesce(class, 'general'), region, city, county, '样例医院' || lower(id), '样例医院' || id, now()
     from jsonb_to_recordset($1::jsonb) as row (id text, city text, county text, affiliation text, region text, class text) on conflict do nothing`,
    [JSON.stringify(all)],
  );
};

/** Well-formed values of a register, made from its declaration; `nth` (from 0) makes them differ in what may not repeat. */
export const sampleValues = (register: Register, nth = 0, place: keyof typeof places = "qingxu"): Values =>
  Object.fromEntries(
    register.fields
      .filter(({ name }) => !name.includes("."))
      .filter(({ required, name }) => required || name === register.dateField || name === register.limit?.approval)
      .map((field): [string, FieldValue] => [field.name, sampleValue(register, field, nth, place)]),
  );

/** Counties that no register's rule names, all in other cities than the places above begin with. */
const others: readonly string[] = regions
  .filter(({ level, code }) => level === 3 && !code.startsWith("1401"))
  .map(({ code }) => code);

const sampleValue = (register: Register, field: Field, nth: number, place: keyof typeof places): FieldValue => {
  const { county, hospital } = places[place];
  switch (field.kind) {
    case "institution":
      // Places beyond the owner's: the sender of a doctor is a provincial hospital.
      if (field.name !== register.place.institution) return "P1";
      return `${hospital}${(nth % perCounty) + 1}${register.classes?.[0] === "township-centre" ? "-T" : ""}`;
    case "region":
      return register.place.institution === undefined && nth > 0 ? (others[nth - 1] ?? county) : county;
    case "text":
      // What is allowed beyond a limit has a document, and a share is a number.
      if (field.name === register.limit?.approval) return sampleEvidence.documentNumber;
      if (/^(单位：%|得分)/.test(field.help ?? "")) return `${50 + nth}`;
      return `${field.label}${place}${nth}`;
    case "integer":
      return nth + 1;
    case "year":
      return 2024;
    case "date":
      if (register.unique.fields.includes(field.name)) return `2024-06-${10 + (nth % 20)}`;
      // What is reported of a half-year is reported after it.
      return field.name === "to" ? "2024-12-31" : field.name === "reported" ? "2024-07-10" : "2024-06-18";
    case "money":
      return "12000.50";
    case "boolean":
      return true;
    case "choice":
      return field.choices?.[0]?.value ?? "";
  }
};

export const sampleEvidence = { documentNumber: "晋卫医发〔2024〕12号", documentDate: "2024-06-20", attachmentId: null };

export const registerOf = (id: string): Register => {
  const register = registers.find((candidate) => candidate.id === id);
  if (!register) throw new Error(`no register ${id}`);
  return register;
};

/** A small PDF by its content. */
export const samplePdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
