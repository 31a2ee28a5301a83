import { type Tx } from "../platform/index.ts";
import type { HeldAccount } from "./account.ts";
import { accountsIn, heldRoles } from "./accounts.store.ts";
import { lentRoles } from "./delegations.store.ts";

// Every function here needs the rights of the system (policy system_only of migration 0002).

export interface StoredSession {
  readonly account: HeldAccount;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

/** Session, account, roles and what colleagues handed over in one query. */
export const findSession = async (tx: Tx, province: string, tokenHash: string): Promise<StoredSession | undefined> => {
  const row = await accountsIn(tx)
    .selectFrom("web_session")
    .innerJoin("account", (join) =>
      join.onRef("account.province", "=", "web_session.province").onRef("account.id", "=", "web_session.account_id"),
    )
    .selectAll("account")
    .select(["web_session.started_at", "web_session.seen_at", heldRoles.as("roles"), lentRoles.as("lent")])
    .where("web_session.province", "=", province)
    .where("web_session.token_hash", "=", tokenHash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { started_at, seen_at, ...account } = row;
  return { account, startedAt: started_at, seenAt: seen_at };
};

interface NewSession {
  readonly province: string;
  readonly tokenHash: string;
  readonly accountId: string;
  readonly ip: string;
  readonly at: Date;
}

export const insertSession = (tx: Tx, { province, tokenHash, accountId, ip, at }: NewSession) =>
  accountsIn(tx)
    .insertInto("web_session")
    .values({ province, token_hash: tokenHash, account_id: accountId, started_at: at, seen_at: at, ip })
    .execute();

export const touchSession = (tx: Tx, province: string, tokenHash: string, at: Date) =>
  accountsIn(tx)
    .updateTable("web_session")
    .set({ seen_at: at })
    .where("province", "=", province)
    .where("token_hash", "=", tokenHash)
    .where("seen_at", "<", at)
    .execute();

export const deleteSession = (tx: Tx, province: string, tokenHash: string) =>
  accountsIn(tx).deleteFrom("web_session").where("province", "=", province).where("token_hash", "=", tokenHash).execute();

/** Ends the sessions of an account, all or all but one. */
export const deleteSessionsOf = (tx: Tx, province: string, accountId: string, exceptHash = "") =>
  accountsIn(tx)
    .deleteFrom("web_session")
    .where("province", "=", province)
    .where("account_id", "=", accountId)
    .where("token_hash", "<>", exceptHash)
    .execute();

/** Sessions that nobody can use any more. */
export const deleteStaleSessions = (tx: Tx, province: string, limits: { startedBefore: Date; seenBefore: Date }) =>
  accountsIn(tx)
    .deleteFrom("web_session")
    .where("province", "=", province)
    .where((is) => is.or([is("started_at", "<", limits.startedBefore), is("seen_at", "<", limits.seenBefore)]))
    .execute();
