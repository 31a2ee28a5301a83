import { type Expression, type SqlBool, sql } from "kysely";
import type { Actor } from "./actor.ts";

/** Where a row belongs. What is the province's alone has none of the three. */
export interface Place {
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

/** The region for which somebody acts at his level; undefined for units, experts and visitors. */
export const regionOfActor = ({ level, province, city, county }: Actor): string | undefined => {
  if (level === "province" || level === "system") return `${province}0000`;
  if (level === "city") return city ?? undefined;
  return level === "county" ? (county ?? undefined) : undefined;
};

/**
 * The explicit scope of every query on rows that carry province, city and county, beside the row policy that stands behind it. `table` is a
 * name or alias of ours; `institution` is its column of the institution that owns the row. An actor outside the tree of regions sees nothing by it.
 */
export const within = (actor: Actor, table: string, institution = "institution"): Expression<SqlBool> => {
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
      return sql<SqlBool>`${province} and ${column(institution)} = ${actor.institution}`;
    default:
      return sql<SqlBool>`false`;
  }
};

/** Whether an actor may keep what belongs to this place. */
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
    default:
      return false;
  }
};
