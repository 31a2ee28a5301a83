import { homeProvince, type Tx } from "../platform/index.ts";
import type { HeldAccount } from "./account.ts";
import { accountsIn, lockAccount } from "./accounts.store.ts";
import { hours, passwordLinkHours } from "./limits.ts";
import { hashOfToken, isToken, newToken } from "./tokens.ts";

// Every function here needs the rights of the system (policy system_only).

/** A new link for an account; one before it that was not used ends. */
export const makePasswordLink = async (tx: Tx, accountId: string, now: Date): Promise<string> => {
  const token = newToken();
  await accountsIn(tx)
    .deleteFrom("password_link")
    .where("province", "=", homeProvince)
    .where("account_id", "=", accountId)
    .where("used_at", "is", null)
    .execute();
  await accountsIn(tx)
    .insertInto("password_link")
    .values({
      province: homeProvince,
      token_hash: hashOfToken(token),
      account_id: accountId,
      created_at: now,
      expires_at: new Date(now.getTime() + hours(passwordLinkHours)),
      used_at: null,
    })
    .execute();
  return token;
};

interface GoodLink {
  readonly tokenHash: string;
  readonly expiresAt: Date;
  readonly account: HeldAccount;
}

/** The link's row and account, locked, while it is good: known, unused, in time, the account in use. */
export const lockPasswordLink = async (tx: Tx, token: string, now: Date): Promise<GoodLink | undefined> => {
  if (!isToken(token)) return undefined;
  const tokenHash = hashOfToken(token);
  const row = await accountsIn(tx)
    .selectFrom("password_link")
    .select(["expires_at", "account_id"])
    .where("province", "=", homeProvince)
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .forUpdate()
    .executeTakeFirst();
  const account = row && (await lockAccount(tx, homeProvince, row.account_id));
  return row && account?.state === "active" ? { tokenHash, expiresAt: row.expires_at, account } : undefined;
};

export const endPasswordLink = (tx: Tx, tokenHash: string, now: Date) =>
  accountsIn(tx)
    .updateTable("password_link")
    .set({ used_at: now })
    .where("province", "=", homeProvince)
    .where("token_hash", "=", tokenHash)
    .execute();
