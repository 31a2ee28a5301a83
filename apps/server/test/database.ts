import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres.ts";
import { migrate } from "../src/platform/migrations.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection to the migrated template; `TEST_DATABASE_URL` points the suite at an ordinary server instead of the embedded one. */
    readonly templateUrl: string;
    /** The same server as its superuser, whom row policies do not bind. */
    readonly superuserUrl: string;
  }
}

const template = "qiangyi_template";

/** One throw-away cluster for the whole run; every test file clones the migrated template (see `freshDatabase`). */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const ordinary = process.env["TEST_DATABASE_URL"];
  const folder = mkdtempSync(join(tmpdir(), "qiangyi-test-"));
  chmodSync(folder, 0o755); // as root the database runs under another account, which walks through here
  const embedded = ordinary ? undefined : await startEmbeddedPostgres({ folder, database: "postgres", fsync: false });
  const close = async () => {
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const admin = ordinary ?? embedded?.url ?? "";
    const templateUrl = await migratedTemplate(admin);
    project.provide("templateUrl", templateUrl);
    project.provide("superuserUrl", embedded ? Object.assign(new URL(admin), { username: "postgres" }).href : admin);
  } catch (error) {
    // A migration that fails must not leave its server running: the caller gets no teardown from a setup that threw.
    await close();
    throw error;
  }
  return close;
};

const migratedTemplate = async (admin: string): Promise<string> => {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`drop database if exists ${template} with (force)`);
  await client.query(`create database ${template}`);
  await client.end();
  const url = Object.assign(new URL(admin), { pathname: `/${template}` }).href;
  await migrate(url, resolve(import.meta.dirname, "../migrations"));
  return url;
};
