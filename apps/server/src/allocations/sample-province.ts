import type { Fact, Institution } from "@qiangyi/policy";
import { regions } from "@qiangyi/policy";
import { sql } from "kysely";
import type { TestDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { ownerOfFact } from "./fact-fields.ts";
import { placeOfInstitution } from "./places.ts";

const institution = (
  id: string,
  name: string,
  affiliation: Institution["affiliation"],
  region: string,
  more: Partial<Institution> = {},
): Institution => ({
  id,
  name,
  ownership: "public",
  affiliation,
  tier: "tertiary",
  class: "general",
  region,
  ...more,
});

/** Institutions of the tests: the province's, a city's, two of one county, one of another. */
export const sampleInstitutions: readonly Institution[] = [
  institution("H1", "样例省第一医院", "province", "140105"),
  institution("T1", "样例市人民医院", "city", "140100"),
  institution("C1", "样例清徐县人民医院", "county", "140121", { tier: "secondary" }),
  institution("C2", "样例清徐县中医院", "county", "140121", { tier: "secondary", class: "tcm" }),
  institution("C3", "样例阳曲县人民医院", "county", "140122", { tier: "secondary" }),
  institution("D1", "样例小店区人民医院", "county", "140105", { tier: "secondary" }),
  institution("Z1", "样例中心卫生院", "township", "140122", { tier: "primary", class: "township-centre" }),
];

/** Facts of 2025 that give every status: payable to one, shared by two, refused, waiting for a decision. */
export const sampleFacts: readonly Fact[] = [
  { id: "s1", type: "key-specialty", institution: "H1", specialty: "神经内科", level: "provincial", selected: day("2025-01-10") },
  { id: "s2", type: "key-specialty", institution: "T1", specialty: "骨科", level: "provincial", selected: day("2025-01-10") },
  { id: "q1", type: "county-tertiary", county: "140121", institution: "C1", qualified: day("2025-01-15") },
  { id: "q2", type: "county-tertiary", county: "140121", institution: "C2", qualified: day("2025-02-15") },
  { id: "q3", type: "county-tertiary", county: "140122", institution: "C3", qualified: null },
  { id: "z1", type: "township-centre", county: "140122", institution: "Z1", accepted: day("2025-02-01") },
  {
    id: "e1",
    type: "emergency-centre",
    county: "140105",
    institution: "D1",
    kind: "stroke",
    recognisedBy: "national",
    recognised: day("2025-01-20"),
  },
  { id: "d1", type: "secondment", person: "样例医师", sender: "H1", host: "C3", from: day("2025-01-01"), to: day("2025-12-31") },
];

function day(text: string) {
  return text as Extract<Fact, { type: "key-specialty" }>["selected"];
}

export const addRegions = async (database: TestDatabase): Promise<void> => {
  await database.query(
    `insert into region (province, code, name, kind, parent, initials)
     select '14', code, name, kind, parent, 'x' from jsonb_to_recordset($1::jsonb) as r (code text, name text, kind text, parent text, level int)
     order by level on conflict do nothing`,
    [JSON.stringify(regions)],
  );
};

export const addInstitutions = async (database: TestDatabase, institutions: readonly Institution[]): Promise<void> => {
  const rows = institutions.map((each) => ({ ...each, ...placeOfInstitution(each) }));
  await database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
     select '14', id, 1, name, ownership, affiliation, tier, class, region, city, county, lower(name), name, now()
     from jsonb_to_recordset($1::jsonb) as r (id text, name text, ownership text, affiliation text, tier text, class text, region text, city text, county text)`,
    [JSON.stringify(rows)],
  );
};

/** Confirmed entries of the registers, as a provincial clerk would have left them. */
export const addFacts = async (database: TestDatabase, facts: readonly Fact[]): Promise<void> => {
  const directory = { facts: new Map(), institutions: new Map(sampleInstitutions.map((each) => [each.id, each])) };
  const rows = JSON.stringify(
    facts.map((fact) => {
      const { id, type, ...data } = fact;
      return { id, type, data, ...ownerOfFact(fact, directory) };
    }),
  );
  await database.transaction(systemActor, (tx) =>
    sql`insert into register_entry (province, id, register, entry_no, state, data, unique_key, sort_on, year, document_number, document_date,
        city, county, institution, search_text, created_by, created_at, changed_by, changed_by_name, changed_at)
      select '14', gen_random_uuid(), type, id, 'confirmed', data, id, date '2025-01-01', 2025, '晋卫医发〔2025〕1号', date '2025-01-05', city, county, institution, id,
        'test', now(), 'test', '测试员', now()
      from jsonb_to_recordset(${rows}::jsonb) as r (id text, type text, data jsonb, city text, county text, institution text)`.execute(
      tx,
    ),
  );
};

export const addSampleProvince = async (database: TestDatabase): Promise<void> => {
  await addRegions(database);
  await addInstitutions(database, sampleInstitutions);
  await addFacts(database, sampleFacts);
};
