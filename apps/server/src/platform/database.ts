import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { Actor } from "./actor.ts";

// Business amounts and counters are bigint; the driver's default would hand them over as text.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
// A calendar date stays the text that it is: no zone may move it.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Tables are declared by the rooms that own them: `tx.withTables<RegistryTables>()`. */
export type NoTables = Record<never, never>;
export type Tx = Transaction<NoTables>;

export interface Database {
  /**
   * Runs `work` in one transaction as `actor`. It commits when `work` returns and `keep` (default: always) agrees; otherwise,
   * and when `work` throws, nothing has happened.
   */
  transaction<Value>(actor: Actor, work: (tx: Tx) => Promise<Value>, keep?: (value: Value) => boolean): Promise<Value>;
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Role without ownership, under which every request runs, so that neither triggers nor row policies can be switched off by it. */
export const applicationRole = "qiangyi_app";

export const openDatabase = (url: string, { maxConnections = 10 } = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: "qiangyi",
    connectionTimeoutMillis: 10_000,
    onConnect: async (client) => {
      await client.query(`set role ${applicationRole}`);
    },
  });
  // A server that goes away breaks idle connections too; the pool replaces them, the process must not die of it.
  pool.on("error", () => {});
  const kysely = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });

  return {
    async transaction(actor, work, keep = () => true) {
      let kept: { value: Awaited<ReturnType<typeof work>> } | undefined;
      try {
        return await kysely.transaction().execute(async (tx) => {
          await actAs(tx, actor);
          const value = await work(tx);
          if (!keep(value)) {
            kept = { value };
            throw new RolledBack();
          }
          return value;
        });
      } catch (error) {
        if (error instanceof RolledBack && kept) return kept.value;
        throw error;
      }
    },
    isReachable: () =>
      sql`select 1`.execute(kysely).then(
        () => true,
        () => false,
      ),
    close: () => kysely.destroy(),
  };
};

class RolledBack extends Error {}

/** Row-level security (migration 0001, function `sees`) reads these settings; `true` ends them with the transaction. */
const actAs = (tx: Tx, actor: Actor) =>
  sql`select set_config('qiangyi.user', ${actor.userId}, true), set_config('qiangyi.province', ${actor.province}, true),
    set_config('qiangyi.level', ${actor.level}, true), set_config('qiangyi.city', ${actor.city ?? ""}, true),
    set_config('qiangyi.county', ${actor.county ?? ""}, true), set_config('qiangyi.institution', ${actor.institution ?? ""}, true)`.execute(
    tx,
  );

/** Name of the violated constraint, for stores that turn a named constraint into a refusal; undefined for other errors. */
export const violatedConstraint = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError && error.code?.startsWith("23") ? error.constraint : undefined;
