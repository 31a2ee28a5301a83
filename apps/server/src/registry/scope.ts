import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../platform/index.ts";

/** The explicit scope of a query over rows that carry province, city, county and an institution; row-level security says the same again. */
export const within = ({ level, province, city, county, institution }: Actor, institutionColumn: string): RawBuilder<boolean> => {
  const home = sql<boolean>`province = ${province}`;
  switch (level) {
    case "system":
    case "province":
      return home;
    case "city":
      return sql<boolean>`${home} and city = ${city}`;
    case "county":
      return sql<boolean>`${home} and county = ${county}`;
    case "unit":
      return sql<boolean>`${home} and ${sql.ref(institutionColumn)} = ${institution}`;
    case "expert":
    case "public":
      return sql<boolean>`false`;
  }
};
