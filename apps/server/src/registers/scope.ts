import { type Expression, type SqlBool, sql } from "kysely";
import type { Actor } from "../platform/index.ts";
import type { Place } from "./entry.ts";

/** The explicit scope of every query on entries, beside the row policy that stands behind it. `table` is a name or alias of ours. */
export const within = (actor: Actor, table: string): Expression<SqlBool> => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const province = sql<SqlBool>`${column("province")} = ${actor.province}`;
  switch (actor.level) {
    case "system":
    case "province":
      return province;
    case "city":
      return sql<SqlBool>`${province} and ${column("city")} = ${actor.city}`;
    case "county":
      return sql<SqlBool>`${province} and ${column("county")} = ${actor.county}`;
    case "unit":
      return sql<SqlBool>`${province} and ${column("institution")} = ${actor.institution}`;
    case "expert":
    case "public":
      return sql<SqlBool>`false`;
  }
};

/** Whether an actor may keep entries of this place. */
export const covers = (actor: Actor, { city, county, institution }: Place): boolean => {
  switch (actor.level) {
    case "system":
    case "province":
      return true;
    case "city":
      return city !== null && city === actor.city;
    case "county":
      return county !== null && county === actor.county;
    case "unit":
      return institution !== null && institution === actor.institution;
    case "expert":
    case "public":
      return false;
  }
};
