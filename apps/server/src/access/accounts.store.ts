import { type Kysely, sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { HeldAccount } from "./account.ts";
import type { AccessTables, AccountTable } from "./tables.ts";

/** Roles of the account in the row, in the order of their names. */
export const heldRoles = sql<string[]>`array(select r.role from account_role r
  where r.province = account.province and r.account_id = account.id order by r.role)`;

export const accountsIn = (tx: Tx): Kysely<AccessTables> => tx.withTables<AccessTables>();

export const findAccount = async (tx: Tx, province: string, id: string): Promise<HeldAccount | undefined> =>
  accountsIn(tx)
    .selectFrom("account")
    .selectAll()
    .select(heldRoles.as("roles"))
    .where("province", "=", province)
    .where("id", "=", id)
    .executeTakeFirst();

/** Locks the account so that what is decided about it here still holds at the commit. */
export const lockAccount = async (tx: Tx, province: string, id: string): Promise<HeldAccount | undefined> => {
  const locked = await accountsIn(tx)
    .selectFrom("account")
    .select("id")
    .where("province", "=", province)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return locked && findAccount(tx, province, id);
};

export const insertAccount = (tx: Tx, account: Omit<AccountTable, "failures" | "locked_until" | "last_sign_in_at">) =>
  accountsIn(tx)
    .insertInto("account")
    .values({ ...account, failures: 0, locked_until: null, last_sign_in_at: null })
    .execute();

export const changeAccount = (tx: Tx, province: string, id: string, change: Partial<AccountTable>) =>
  accountsIn(tx).updateTable("account").set(change).where("province", "=", province).where("id", "=", id).execute();

interface Granting {
  readonly account: Pick<AccountTable, "province" | "id" | "level">;
  readonly role: string;
  readonly by: string;
  readonly at: Date;
}

export const insertRole = (tx: Tx, { account, role, by, at }: Granting) =>
  accountsIn(tx)
    .insertInto("account_role")
    .values({ province: account.province, account_id: account.id, role, level: account.level, granted_by: by, granted_at: at })
    .execute();

export const deleteRole = (tx: Tx, { province, id }: Pick<AccountTable, "province" | "id">, role: string) =>
  accountsIn(tx)
    .deleteFrom("account_role")
    .where("province", "=", province)
    .where("account_id", "=", id)
    .where("role", "=", role)
    .execute();

/** Whether anyone can administer this installation; demonstration accounts count in the demonstration only. */
export const hasAdministrators = async (tx: Tx, province: string, isDemo: boolean): Promise<boolean> => {
  const row = await accountsIn(tx)
    .selectFrom("account_role")
    .innerJoin("account", (join) =>
      join.onRef("account.province", "=", "account_role.province").onRef("account.id", "=", "account_role.account_id"),
    )
    .select("account.id")
    .where("account_role.province", "=", province)
    .where("account_role.role", "in", ["sys_admin", "sec_admin", "audit_admin"])
    .where("account.is_demo", "=", isDemo)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
