import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** The database was written by a newer version of the product, which this one must not touch. */
export class NewerDatabase extends Error {}

/**
 * Applies the numbered SQL files that the database has not seen, each in its own transaction, under one lock so that several
 * servers may start at once. Forward only.
 */
export const migrate = async (url: string, folder: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url, application_name: "qiangyi-migrate", connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(771400)");
    await client.query(
      "create table if not exists migration (name text primary key, applied_at timestamptz not null default now())",
    );
    const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    const applied = new Set((await client.query<{ name: string }>("select name from migration")).rows.map((row) => row.name));
    const unknown = [...applied].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw new NewerDatabase(unknown.join(", "));
    const pending = files.filter((name) => !applied.has(name));
    for (const name of pending) await apply(client, name, await readFile(join(folder, name), "utf8"));
    return pending;
  } finally {
    await client.end();
  }
};

const apply = async (client: pg.Client, name: string, text: string): Promise<void> => {
  await client.query("begin");
  try {
    await client.query(text);
    await client.query("insert into migration (name) values ($1)", [name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`migration ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};
