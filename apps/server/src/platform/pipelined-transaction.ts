import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  Transaction,
} from "kysely";
import pg from "pg";
import type { Actor } from "./actor.ts";

const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const config = { dialect };
const driver = new DummyDriver();
const compiler = new Kysely<Record<never, never>>(config).getExecutor();

/**
 * One transaction as one actor on one connection. The statement that opens it is not waited for: the first statements of the use
 * case follow it on the wire, in one packet, because a round trip costs the server as much as the work of a small query. Should the
 * opening fail, PostgreSQL refuses everything after it, so nothing can run without its actor.
 */
export const beginAs = (client: pg.PoolClient, actor: Actor) => {
  const connection = new PipelinedTransaction(client);
  connection.open(openingOf(actor));
  const executor = compiler.withConnectionProvider({ provideConnection: (use) => use(connection) });
  return {
    tx: new Transaction<Record<never, never>>({ config, driver, dialect, executor }),
    commit: () => connection.commit(),
    rollback: () => connection.rollback(),
  };
};

const { escapeLiteral } = pg;

/**
 * Row-level security (migration 0001, function `sees`) reads these settings, which end with the transaction. Commands of their own:
 * a query that called `set_config` would have to be planned.
 */
const openingOf = ({ userId, province, level, city, county, institution }: Actor): string =>
  `begin; ${setting("user", userId)}; ${setting("province", province)}; ${setting("level", level)}; ${setting("city", city)}; ${setting("county", county)}; ${setting("institution", institution)}`;

const setting = (name: string, value: string | null): string => `set local qiangyi."${name}" = ${escapeLiteral(value ?? "")}`;

class PipelinedTransaction implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #opening: Promise<unknown> = Promise.resolve();
  #isOpen = true;
  #isGathering = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  open(text: string): void {
    this.#opening = this.#send(text);
    // Whoever waits for a later statement is told; here it must only not count as unhandled.
    this.#opening.catch(() => {});
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (!this.#isOpen) throw new Error("a statement was sent after its transaction had ended");
    try {
      const { command, rowCount, rows } = await this.#send(sql, parameters as unknown[], nameOf(sql));
      return {
        rows: rows as Row[],
        ...(command !== "SELECT" && rowCount !== null && { numAffectedRows: BigInt(rowCount) }),
      };
    } catch (error) {
      // Who asked for it, in place of the socket that the refusal came from.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("long reads go in batches, each a statement of its own");
  }

  async commit(): Promise<void> {
    this.#isOpen = false;
    await this.#opening;
    const { command } = await this.#send("commit");
    // A statement failed and its error was swallowed: PostgreSQL has rolled back, which must not look like success.
    if (command === "ROLLBACK") throw new Error("the transaction had failed and was rolled back");
  }

  async rollback(): Promise<void> {
    this.#isOpen = false;
    await this.#send("rollback");
  }

  /** Statements that are sent before the process turns to its next event leave in one packet. */
  #send(text: string, values?: unknown[], name?: string): Promise<pg.QueryResult> {
    if (!this.#isGathering) this.#gather();
    return new Promise((resolve, reject) => {
      // Not as a configuration: the driver copies one property by property for each statement.
      const query = new pg.Query(text, values, (error, result) => (error ? reject(error) : resolve(result)));
      this.#client.query(name === undefined ? query : Object.assign(query, { name }));
    });
  }

  #gather(): void {
    const { stream } = (this.#client as unknown as pg.Client).connection;
    this.#isGathering = true;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}

/**
 * PostgreSQL plans a named statement once for each connection. Statements get a name when they come a second time; those that are
 * written anew for each call stay without, and so do all after the first five hundred, so that no connection grows without end.
 */
const seen = new Map<string, string>();
const mostNames = 500;

const nameOf = (text: string): string | undefined => {
  const known = seen.get(text);
  if (known !== undefined) return known;
  if (seen.size < mostNames) seen.set(text, `s${seen.size}`);
  return undefined;
};
