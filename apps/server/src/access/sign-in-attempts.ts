import { homeProvince, type Tx } from "../platform/index.ts";
import type { HeldAccount } from "./account.ts";
import { accountsIn, changeAccount, findAccount } from "./accounts.store.ts";
import { findHashes } from "./credentials.store.ts";
import { addressMemoryMinutes, failuresToLock, failuresToSlow, lockMinutes, longestPauseSeconds, minutes } from "./limits.ts";

export interface Attempt {
  readonly account: HeldAccount | undefined;
  /** Undefined for an unknown login name. */
  readonly hash: string | undefined;
  readonly isLocked: boolean;
  /** This attempt was the last free one: if it fails, the account stays locked. */
  readonly isLast: boolean;
}

/**
 * Counts an attempt before the password is looked at: a hundred at the same moment get five tries, not a hundred. A success
 * afterwards takes the count back.
 */
export const openAttempt = async (tx: Tx, loginName: string, now: Date): Promise<Attempt> => {
  const row = await accountsIn(tx)
    .selectFrom("account")
    .select(["id", "failures", "locked_until"])
    .where("province", "=", homeProvince)
    .where("login_name", "=", loginName.toLowerCase())
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { account: undefined, hash: undefined, isLocked: false, isLast: false };
  const isLocked = row.locked_until !== null && row.locked_until > now;
  const failures = isLocked ? row.failures : row.locked_until === null ? row.failures + 1 : 1;
  const isLast = !isLocked && failures >= failuresToLock;
  if (!isLocked) {
    const until = isLast ? new Date(now.getTime() + minutes(lockMinutes)) : null;
    await changeAccount(tx, homeProvince, row.id, { failures, locked_until: until });
  }
  const account = await findAccount(tx, homeProvince, row.id);
  const [hash] = await findHashes(tx, { province: homeProvince, accountId: row.id });
  return { account, hash, isLocked, isLast };
};

/** Seconds that this address has to wait before its next attempt; 0 when it may go on. */
export const pauseOf = async (tx: Tx, ip: string, now: Date): Promise<number> => {
  const row = await accountsIn(tx)
    .selectFrom("sign_in_address")
    .select(["failures", "last_failed_at"])
    .where("province", "=", homeProvince)
    .where("ip", "=", ip)
    .executeTakeFirst();
  if (!row || row.failures < failuresToSlow) return 0;
  const pause = Math.min(2 ** (row.failures - failuresToSlow), longestPauseSeconds);
  return Math.max(0, Math.ceil(pause - (now.getTime() - row.last_failed_at.getTime()) / 1_000));
};

/** Counts a failure of an address; failures long ago are forgotten, for a whole office may share one address. */
export const countFailureOf = async (tx: Tx, ip: string, now: Date): Promise<void> => {
  const forgotten = new Date(now.getTime() - minutes(addressMemoryMinutes));
  await accountsIn(tx)
    .deleteFrom("sign_in_address")
    .where("province", "=", homeProvince)
    .where("last_failed_at", "<", forgotten)
    .execute();
  await accountsIn(tx)
    .insertInto("sign_in_address")
    .values({ province: homeProvince, ip, failures: 1, last_failed_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["province", "ip"])
        .doUpdateSet((is) => ({ failures: is("sign_in_address.failures", "+", 1), last_failed_at: now })),
    )
    .execute();
};
