import { type Permission, roles, roleTitleOf } from "@qiangyi/api";
import type { Actor } from "../platform/index.ts";
import type { AccountTable } from "./tables.ts";

/** An account with the roles that it holds. */
export type HeldAccount = AccountTable & { readonly roles: string[] };

/** What its holder may do now: the union of the roles, and nothing before the account is in use. */
export const permissionsOf = ({ state, roles: held }: Pick<HeldAccount, "state" | "roles">): ReadonlySet<Permission> =>
  new Set(state === "active" ? roles.filter(({ id }) => held.includes(id)).flatMap(({ holds }) => holds) : []);

export const actorOf = (account: HeldAccount): Actor => ({
  userId: account.id,
  name: account.name,
  province: account.province,
  level: account.level,
  city: account.city,
  county: account.county,
  institution: account.institution,
  roles: account.roles,
  permissions: permissionsOf(account),
});

/** Code of the region that the account stands on. */
export const regionOf = ({ province, city, county }: Pick<AccountTable, "province" | "city" | "county">): string =>
  county ?? city ?? `${province}0000`;

export const titled = (held: readonly string[]): { id: string; title: string }[] =>
  held.map((id) => ({ id, title: roleTitleOf(id) }));
