import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Actor, type Database, openDatabase, systemActor } from "../src/platform/index.ts";

export interface TestDatabase extends Database {
  /** For a second connection or a whole application on the same database. */
  readonly url: string;
  /** Raw SQL past the application's role, to look at what is stored or to violate a constraint on purpose. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** A migrated database of its own for one test file; dropped after it. */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const templateUrl = inject("templateUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = async (text: string, as = templateUrl) => {
    const client = new pg.Client({ connectionString: Object.assign(new URL(as), { pathname: "/postgres" }).href });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  await admin(`create database ${name} template qiangyi_template`);
  const url = Object.assign(new URL(templateUrl), { pathname: `/${name}` }).href;
  const database = openDatabase(url, { maxConnections: 5 });
  const raw = new pg.Pool({
    connectionString: Object.assign(new URL(inject("superuserUrl")), { pathname: `/${name}` }).href,
    max: 2,
  });
  // The forced drop below may still meet a connection on its way out.
  raw.on("error", () => {});
  afterAll(async () => {
    await database.close();
    await raw.end();
    // Only a superuser may end another superuser's connection that is still on its way out.
    await admin(`drop database if exists ${name} with (force)`, inject("superuserUrl"));
  });
  return { ...database, url, query: async (text, values) => (await raw.query(text, values)).rows };
};

/** Actors of a test, by their place. */
export const actorAt = (place: Partial<Actor>): Actor => ({
  ...systemActor,
  userId: "tester",
  name: "测试员",
  level: "province",
  ...place,
});
