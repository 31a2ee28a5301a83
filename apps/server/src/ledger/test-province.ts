import { books } from "@qiangyi/ledger/sample-year";
import type { TestDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";

/** Regions, and a hospital for each unit's book of the sample years. */
export const openSampleProvince = async (database: TestDatabase): Promise<void> => {
  await database.transaction(systemActor, loadRegions);
  for (const { id, keeper } of books) if (keeper === "unit") await openHospital(database, id.slice(1), id.slice(-6));
};

/** A public hospital of a province, city or county, by the code of its region. */
export const openHospital = async (database: TestDatabase, id: string, region: string): Promise<void> => {
  const level = region.endsWith("0000") ? "province" : region.endsWith("00") ? "city" : "county";
  await database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
     values ('14', $1, 1, $2, 'public', $3, 'secondary', 'general', $4, $5, $6, $2, $2, now())`,
    [id, `医院${id}`, level, region, level === "province" ? null : `${region.slice(0, 4)}00`, level === "county" ? region : null],
  );
};
