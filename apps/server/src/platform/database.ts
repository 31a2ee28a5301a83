import type { Transaction } from "kysely";
import pg from "pg";
import type { Actor } from "./actor.ts";
import { beginAs } from "./pipelined-transaction.ts";

// Business amounts and counters are bigint; the driver's default would hand them over as text.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
// A calendar date stays the text that it is: no zone may move it.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Connections tell instants in UTC (below): that much the engine's own parser reads, many times faster than the driver's.
const anyInstant = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) =>
  text.endsWith("+00") && text[10] === " " ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : anyInstant(text),
);

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
    pipeline: true,
    application_name: "qiangyi",
    connectionTimeoutMillis: 10_000,
    // Part of the connection's start: no statement ever runs under the owner's rights.
    options: `-c role=${applicationRole} -c timezone=UTC`,
  });
  // A server that goes away breaks idle connections too; the pool replaces them, the process must not die of it.
  pool.on("error", () => {});
  // One in the middle of a transaction as well: its statements fail and say so, and the pool does not take it back.
  pool.on("connect", (client) => client.on("error", () => {}));

  return {
    async transaction(actor, work, keep = () => true) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        const { tx, commit, rollback } = beginAs(client, actor);
        let isKept = false;
        try {
          const value = await work(tx);
          isKept = keep(value);
          if (isKept) await commit();
          return value;
        } finally {
          // A connection that cannot even roll back is of no further use.
          if (!isKept) await rollback().catch((error: Error) => (broken = error));
        }
      } finally {
        client.release(broken);
      }
    },
    isReachable: () =>
      pool.query("select 1").then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
};

/** The database ended a transaction that waited for another in a circle, or met a later state: nothing was written, and doing it again may succeed. */
const mayRepeat = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === "40P01" || error.code === "40001");

const attempts = 4;

/** Does a whole transaction again when the database asks for it, and no other failure. */
export const repeated = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !mayRepeat(error)) throw error;
    }
  }
};

/** Name of the violated constraint, for stores that turn a named constraint into a refusal; undefined for other errors. */
export const violatedConstraint = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError && error.code?.startsWith("23") ? error.constraint : undefined;
