import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { findBinaries, homeFor } from "./postgres/binaries.ts";
import { initialise, refuseOtherMajor } from "./postgres/cluster.ts";
import { launchUntilReady, livePostmaster, stopServer } from "./postgres/postmaster.ts";
import { makeFolder, serverAccount } from "./postgres/server-account.ts";

export { StartProblem } from "./postgres/start-problem.ts";

export interface RunningPostgres {
  /** Connection of the owner role (not a superuser) to the product's database. */
  readonly url: string;
  /** True when this call created the data folder. */
  readonly isNew: boolean;
  /** Process of the server, ours or one found running. */
  readonly pid: number;
  stop(): Promise<void>;
}

interface Options {
  readonly folder: string;
  readonly database?: string;
  /** Tests only: trade durability for speed. */
  readonly fsync?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** Starts (or joins) the packaged PostgreSQL on a data folder: loopback only, password sign-in, never as root. */
export const startEmbeddedPostgres = async ({
  folder,
  database = "qiangyi",
  fsync = true,
  onProgress = () => {},
}: Options): Promise<RunningPostgres> => {
  const account = serverAccount();
  const { native, cluster } = homeFor(findBinaries(), folder, account);
  const isNew = !existsSync(join(cluster, "PG_VERSION"));
  const spawnAs = {
    cwd: "/",
    env: { ...process.env, LC_ALL: "C.UTF-8", TZ: "UTC" },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
  if (isNew) {
    onProgress("正在创建数据库…");
    makeFolder(folder);
    await initialise(native, cluster, folder, spawnAs, account);
  } else {
    refuseOtherMajor(cluster);
  }
  const password = readFileSync(join(folder, "postgres-password"), "utf8").trim();
  const urlOn = (port: number, user: string, name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  const { port, pid } =
    livePostmaster(cluster) ??
    (await launchUntilReady(native, cluster, fsync, spawnAs, (port) => urlOn(port, "postgres", "postgres")));
  const admin = urlOn(port, "postgres", "postgres");
  await createOwner(admin, database, password);
  return {
    url: urlOn(port, "qiangyi", database),
    isNew,
    pid,
    stop: async () => {
      // A second product process on the same folder has joined this server and still needs it.
      if (!(await hasOtherUsers(admin))) await stopServer(pid);
    },
  };
};

const hasOtherUsers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_stat_activity where application_name = 'qiangyi' limit 1");
    return rowCount !== 0;
  } catch {
    return false; // it is already down
  } finally {
    await client.end().catch(() => {});
  }
};

const createOwner = async (url: string, database: string, password: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const role = await client.query("select from pg_roles where rolname = 'qiangyi'");
    if (role.rowCount === 0) await client.query(`create role qiangyi login createrole createdb password '${password}'`);
    const existing = await client.query("select from pg_database where datname = $1", [database]);
    if (existing.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)} owner qiangyi`);
  } finally {
    await client.end();
  }
};
