import type { Tx } from "../platform/index.ts";
import { accountsIn } from "./accounts.store.ts";

// Every function here needs the rights of the system (policy system_only of migration 0002).

interface Owner {
  readonly province: string;
  readonly accountId: string;
}

const rememberedHashes = 5;

export const findHashes = async (tx: Tx, { province, accountId }: Owner): Promise<string[]> => {
  const row = await accountsIn(tx)
    .selectFrom("credential")
    .select("recent_hashes")
    .where("province", "=", province)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return row?.recent_hashes ?? [];
};

/** Sets the password; the ones before it are remembered so that they do not come back. */
export const saveHash = async (tx: Tx, { province, accountId }: Owner, hash: string, at: Date): Promise<void> => {
  const earlier = await findHashes(tx, { province, accountId });
  const values = { password_hash: hash, recent_hashes: [hash, ...earlier].slice(0, rememberedHashes), changed_at: at };
  await accountsIn(tx)
    .insertInto("credential")
    .values({ province, account_id: accountId, ...values })
    .onConflict((conflict) => conflict.columns(["province", "account_id"]).doUpdateSet(values))
    .execute();
};
