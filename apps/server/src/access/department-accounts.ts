import type { Tx } from "../platform/index.ts";
import { accountsIn } from "./accounts.store.ts";

interface DepartmentAccount {
  readonly id: string;
  readonly name: string;
  readonly loginName: string;
}

/** Active accounts of departments of the province, for the ledger office that says which department each speaks for. */
export const departmentAccounts = async (tx: Tx, province: string): Promise<DepartmentAccount[]> => {
  const rows = await accountsIn(tx)
    .selectFrom("account as a")
    .innerJoin("account_role as r", (join) => join.onRef("r.province", "=", "a.province").onRef("r.account_id", "=", "a.id"))
    .select(["a.id", "a.name", "a.login_name"])
    .where("a.province", "=", province)
    .where("r.role", "=", "prov_department")
    .where("a.state", "=", "active")
    .orderBy("a.login_name")
    .execute();
  return rows.map(({ id, name, login_name }) => ({ id, name, loginName: login_name }));
};
