import { homeProvince, type Tx } from "../platform/index.ts";
import { accountsIn, hasAdministrators } from "./accounts.store.ts";
import { firstRunHours, hours } from "./limits.ts";
import { hashOfToken, isToken, newToken } from "./tokens.ts";

/** A new one-time link at each start; those before it end, so that only the link on the console works. */
export const renewLink = async (tx: Tx, now: Date): Promise<string> => {
  const token = newToken();
  await accountsIn(tx).deleteFrom("first_run_link").where("province", "=", homeProvince).where("used_at", "is", null).execute();
  await accountsIn(tx)
    .insertInto("first_run_link")
    .values({
      province: homeProvince,
      token_hash: hashOfToken(token),
      created_at: now,
      expires_at: new Date(now.getTime() + hours(firstRunHours)),
      used_at: null,
    })
    .execute();
  return token;
};

/** The link's row, locked, while it is good: known, unused, in time, and nobody administers the installation yet. */
export const lockLink = async (tx: Tx, token: string, now: Date): Promise<{ tokenHash: string; expiresAt: Date } | undefined> => {
  if (!isToken(token)) return undefined;
  const tokenHash = hashOfToken(token);
  const row = await accountsIn(tx)
    .selectFrom("first_run_link")
    .select("expires_at")
    .where("province", "=", homeProvince)
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .forUpdate()
    .executeTakeFirst();
  if (!row || (await hasAdministrators(tx, homeProvince, false))) return undefined;
  return { tokenHash, expiresAt: row.expires_at };
};

export const useLink = (tx: Tx, tokenHash: string, now: Date) =>
  accountsIn(tx)
    .updateTable("first_run_link")
    .set({ used_at: now })
    .where("province", "=", homeProvince)
    .where("token_hash", "=", tokenHash)
    .execute();
