import type { Level, Permission } from "@qiangyi/api";

/**
 * On whose behalf a transaction runs. Row-level security reads the same facts from the session settings, so a query that
 * forgets its scope returns nothing more than the actor may see.
 */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  /** Two-digit province code, the leading part of every business key. */
  readonly province: string;
  readonly level: Level | "system" | "public";
  /** Six-digit code of the city, for the levels city, county and unit. */
  readonly city: string | null;
  /** Six-digit code of the county, for the levels county and unit. */
  readonly county: string | null;
  readonly institution: string | null;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
  /** Duties that the actor has only because another person handed them over for some days, and that person. */
  readonly delegatedFrom?: ReadonlyMap<Permission, { readonly userId: string; readonly name: string }>;
}

export const homeProvince = "14";

const bare = (level: "system" | "public", name: string): Actor => ({
  userId: level,
  name,
  province: homeProvince,
  level,
  city: null,
  county: null,
  institution: null,
  roles: [],
  permissions: new Set(),
});

/** The platform itself: migrations of data, seeding, sign-in before anyone is known. */
export const systemActor: Actor = bare("system", "系统");
/** A visitor without an account. */
export const publicActor: Actor = bare("public", "访客");
