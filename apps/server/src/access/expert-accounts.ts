import type { Tx } from "../platform/index.ts";
import { accountsIn } from "./accounts.store.ts";

export interface ExpertAccount {
  readonly id: string;
  readonly name: string;
  readonly loginName: string;
}

/** Active accounts of experts, for the pool that links them to persons. Whom row-level security does not let see them gets none. */
export const expertAccounts = async (tx: Tx, province: string): Promise<ExpertAccount[]> => {
  const rows = await accountsIn(tx)
    .selectFrom("account")
    .select(["id", "name", "login_name"])
    .where("province", "=", province)
    .where("level", "=", "expert")
    .where("state", "=", "active")
    .orderBy("login_name")
    .execute();
  return rows.map(({ id, name, login_name }) => ({ id, name, loginName: login_name }));
};
