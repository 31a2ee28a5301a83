import { chmodSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../apps/server/src/platform/embedded-postgres.ts";
import { type Database, openDatabase, systemClock } from "../../apps/server/src/platform/index.ts";
import { migrate } from "../../apps/server/src/platform/migrations.ts";
import { loadReferenceData, seedDemo } from "../../apps/server/src/seed/index.ts";

export const root = resolve(import.meta.dirname, "../..");

/** Fills a database as the product writes, or past it as a superuser. */
type Fill = (database: Database, superuserUrl: string) => Promise<void>;

export interface BenchCluster {
  readonly pid: number;
  /** A copy of the demonstration province, filled once and kept between runs under .cache/bench; the product migrates it when it starts. */
  database(name: string, fill: Fill): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

export interface BenchDatabase {
  /** As the product connects. */
  readonly url: string;
  /** Past the row policies, as a program without them would connect. */
  readonly superuserUrl: string;
}

const migrations = join(root, "apps/server/migrations");

/** The embedded PostgreSQL with the settings of a production start, on a data folder of the benchmarks. */
export const startCluster = async (): Promise<BenchCluster> => {
  const folder = join(root, ".cache/bench");
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // as root the database runs under another account, which walks through here
  const server = await startEmbeddedPostgres({ folder, database: "postgres" });
  const urlOf = (name: string, user?: string) =>
    Object.assign(new URL(server.url), { pathname: `/${name}`, ...(user !== undefined && { username: user }) }).href;
  return {
    pid: server.pid,
    stop: () => server.stop(),
    async database(name, fill) {
      const demonstration = await filled({ name: "bench_demonstration", from: "template1" }, async (database) => {
        await loadReferenceData(database, systemClock);
        await seedDemo(database, systemClock, () => {});
      });
      const stamped = await filled({ name: `bench_${name}`, from: demonstration }, fill);
      return { url: urlOf(stamped), superuserUrl: urlOf(stamped, "postgres") };
    },
  };

  /** Filled under another name, so that an interrupted run leaves nothing that looks complete. */
  async function filled({ name, from }: { readonly name: string; readonly from: string }, fill: Fill): Promise<string> {
    if (await exists(server.url, name)) return name;
    const filling = `${name}_filling`;
    await run(server.url, `drop database if exists ${filling} with (force)`, `create database ${filling} template ${from}`);
    await migrate(urlOf(filling), migrations);
    const database = openDatabase(urlOf(filling));
    await fill(database, urlOf(filling, "postgres"));
    await database.close();
    await run(urlOf(filling, "postgres"), "vacuum analyze");
    await run(server.url, `alter database ${filling} rename to ${name}`);
    return name;
  }
};

const exists = async (url: string, name: string): Promise<boolean> =>
  ((await run(url, `select from pg_database where datname = '${name}'`))[0]?.rowCount ?? 0) > 0;

const run = async (url: string, ...texts: string[]): Promise<pg.QueryResult[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const results: pg.QueryResult[] = [];
  for (const text of texts) results.push(await client.query(text));
  await client.end();
  return results;
};
