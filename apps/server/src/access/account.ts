import { type Permission, roles, roleTitleOf } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { Actor } from "../platform/index.ts";
import type { AccountTable } from "./tables.ts";

/** A role that a colleague handed over (委托代办). */
export interface LentRole {
  readonly role: string;
  readonly userId: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** An account with the roles that it holds; `lent` is there when it was read for a session. */
export type HeldAccount = AccountTable & { readonly roles: string[]; readonly lent?: readonly LentRole[] };

/** What its holder may do now: the union of the roles, and nothing before the account is in use. */
const permissionsOf = (state: HeldAccount["state"], held: readonly string[]): ReadonlySet<Permission> =>
  new Set(state === "active" ? roles.filter(({ id }) => held.includes(id)).flatMap(({ holds }) => holds) : []);

export const lentOn = ({ lent = [] }: Pick<HeldAccount, "lent">, today: PlainDate): readonly LentRole[] =>
  lent.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn);

/** With `today`, also what colleagues handed over for this day; such duties name whose they are, unless the holder has them himself. */
export const actorOf = (account: HeldAccount, today?: PlainDate): Actor => {
  const lent = today === undefined ? [] : lentOn(account, today);
  const own = permissionsOf(account.state, account.roles);
  const delegatedFrom = new Map(
    [...lent]
      .reverse()
      .flatMap(({ role, userId, name }) =>
        [...permissionsOf(account.state, [role])]
          .filter((permission) => !own.has(permission))
          .map((permission) => [permission, { userId, name }] as const),
      ),
  );
  return {
    userId: account.id,
    name: account.name,
    province: account.province,
    level: account.level,
    city: account.city,
    county: account.county,
    institution: account.institution,
    roles: [...new Set([...account.roles, ...lent.map(({ role }) => role)])],
    permissions: new Set([...own, ...delegatedFrom.keys()]),
    ...(delegatedFrom.size > 0 && { delegatedFrom }),
  };
};

/** Code of the region that the account stands on. */
export const regionOf = ({ province, city, county }: Pick<AccountTable, "province" | "city" | "county">): string =>
  county ?? city ?? `${province}0000`;

export const titled = (held: readonly string[]): { id: string; title: string }[] =>
  held.map((id) => ({ id, title: roleTitleOf(id) }));
