import type { ShareRoute } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";

export interface SharingMethod {
  readonly id: string;
  readonly line: string;
  readonly route: ShareRoute;
  readonly fromYear: number;
  readonly provincePercent: string;
  readonly cityPercent: string;
  readonly countyPercent: string;
  readonly source: string;
  readonly corrections: number;
  readonly recordedName: string;
  readonly recordedAt: Date;
}

/** The rows in force: of each line, route and first year the one recorded last. */
export const sharingMethods = async (tx: Tx, province: string): Promise<SharingMethod[]> =>
  (
    await sql<SharingMethod>`
      select distinct on (line, route, from_year) id, line, route, from_year as "fromYear", province_percent::text as "provincePercent",
        city_percent::text as "cityPercent", county_percent::text as "countyPercent", source, corrections, recorded_name as "recordedName",
        recorded_at as "recordedAt"
      from sharing_method where province = ${province} order by line, route, from_year, corrections desc`.execute(tx)
  ).rows;

/** What holds for a line and route in a year; undefined: nothing is recorded. */
export const methodFor = (
  methods: readonly SharingMethod[],
  { line, route, year }: { readonly line: string; readonly route: ShareRoute; readonly year: number },
): SharingMethod | undefined =>
  methods
    .filter((method) => method.line === line && method.route === route && method.fromYear <= year)
    .toSorted((a, b) => b.fromYear - a.fromYear)[0];

export type NewMethod = Omit<SharingMethod, "id" | "recordedName" | "recordedAt">;

export const insertMethod = async (tx: Tx, actor: Actor, at: Date, method: NewMethod): Promise<string> => {
  const id = newId();
  await sql`
    insert into sharing_method (province, id, line, route, from_year, province_percent, city_percent, county_percent, source, corrections, recorded_by,
      recorded_name, recorded_at)
    values (${actor.province}, ${id}, ${method.line}, ${method.route}, ${method.fromYear}, ${method.provincePercent}, ${method.cityPercent},
      ${method.countyPercent}, ${method.source}, ${method.corrections}, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  return id;
};
