import { regions } from "@qiangyi/policy";
import type { TestDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { type LoadedEntry, loadEntries, storeLoadedFile } from "../../registers/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";

/** A province for tests of the plan's coverages: every county has a general hospital, 110 have a TCM hospital of their own. */

export const counties = regions.filter(({ level }) => level === 3);
export const generalOf = (code: string): string => `${code}-G`;
export const township = (code: string, nth: number): string => `${code}-W${nth}`;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly ownership?: string;
  readonly affiliation?: string;
  readonly tier?: string;
  readonly class?: string;
  readonly region: string;
  /** First day. */
  readonly from?: string;
}

export const addInstitutions = (database: TestDatabase, rows: readonly Row[]) =>
  database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, valid_from, search, normalised_name,
       changed_at)
     select '14', id, 1, name, coalesce(ownership, 'public'), coalesce(affiliation, 'county'), coalesce(tier, 'secondary'), coalesce(class, 'general'),
       region, left(region, 4) || '00', case when coalesce(affiliation, 'county') = 'city' then null else region end, "from", name, name, now()
     from jsonb_to_recordset($1::jsonb) as row (id text, name text, ownership text, affiliation text, tier text, class text, region text, "from" date)`,
    [JSON.stringify(rows)],
  );

/** Entries that were confirmed on a day. */
export const enter = async (
  database: TestDatabase,
  on: string,
  register: string,
  values: readonly LoadedEntry["values"][],
): Promise<void> => {
  const at = new Date(`${on}T02:00:00Z`);
  await database.transaction(systemActor, async (tx) => {
    const content = Buffer.from(`%PDF-1.4 ${register} ${on}`);
    const file = { name: "证书.pdf", contentType: "application/pdf", content, sha256: "0".repeat(64) };
    const attachment = await storeLoadedFile(tx, systemActor, file, at);
    const evidence = { documentNumber: "晋卫医发〔2024〕12号", documentDate: "2023-01-05" };
    await loadEntries(
      tx,
      systemActor,
      values.map((each) => ({ register, values: each, evidence })),
      { at, attachment },
    );
  });
};

export const prepare = async (database: TestDatabase): Promise<void> => {
  await database.transaction(systemActor, async (tx) => {
    await loadRegions(tx);
    await loadIndicators(tx, fixedClock("2023-01-02T02:00:00Z"));
  });
  await addInstitutions(
    database,
    counties.map(({ code, name }) => ({ id: generalOf(code), name: `${name}人民医院`, region: code })),
  );
};
