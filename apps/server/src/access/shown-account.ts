import type { Account } from "@qiangyi/api";
import type { Actor, Tx } from "../platform/index.ts";
import { type HeldAccount, regionOf, titled } from "./account.ts";
import { findAccount } from "./accounts.store.ts";
import { namesOfPlaces } from "./places.ts";

/** Accounts as the administration shows them. */
export const shownAccounts = async (tx: Tx, actor: Actor, accounts: readonly HeldAccount[], now: Date): Promise<Account[]> => {
  const withInstitutions = accounts.some(({ institution }) => institution !== null);
  const { regionName, institutionName } = await namesOfPlaces(tx, actor, { withInstitutions });
  return accounts.map((account) => ({
    id: account.id,
    loginName: account.login_name,
    name: account.name,
    level: account.level,
    regionCode: regionOf(account),
    regionName: regionName(regionOf(account)),
    institution: account.institution,
    institutionName: institutionName(account.institution),
    roles: titled(account.roles),
    state: account.state,
    lockedUntil: account.locked_until !== null && account.locked_until > now ? account.locked_until.toISOString() : null,
    mustChangePassword: account.must_change_password,
    lastSignInAt: account.last_sign_in_at?.toISOString() ?? null,
    createdAt: account.created_at.toISOString(),
  }));
};

/** One account after it was changed in this transaction. */
export const shownAfterChange = async (tx: Tx, actor: Actor, id: string, now: Date): Promise<Account> => {
  const changed = await findAccount(tx, actor.province, id);
  const [shown] = changed ? await shownAccounts(tx, actor, [changed], now) : [];
  if (!shown) throw new Error(`account ${id} was not found after its change`);
  return shown;
};
