import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";
import type { SpawnAs } from "./server-account.ts";
import { StartProblem } from "./start-problem.ts";

/** A server that outlived its starter (the starter was killed) goes on serving this folder: join it instead of failing on its lock. */
export const livePostmaster = (cluster: string): { pid: number; port: number } | undefined => {
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

const launch = async (native: string, cluster: string, port: number, fsync: boolean, as: SpawnAs): Promise<number> => {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    logging_collector: "off",
    max_connections: "100",
    // A throw-away server serves many test files at once, one of which sends 64 callers.
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" }),
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

/**
 * Starts the server and waits until it answers. After its predecessor was killed, processes of that one may still be leaving and
 * hold its memory; the new server then gives up at once, and trying again a little later is all that it needs.
 */
export const launchUntilReady = async (
  native: string,
  cluster: string,
  fsync: boolean,
  as: SpawnAs,
  urlOn: (port: number) => string,
): Promise<{ port: number; pid: number }> => {
  const log = join(cluster, "server.log");
  const deadline = Date.now() + 60_000;
  for (;;) {
    const logStart = existsSync(log) ? statSync(log).size : 0;
    const port = await freePort();
    const pid = await launch(native, cluster, port, fsync, as);
    if (await answers(urlOn(port), pid, deadline)) return { port, pid };
    const said = existsSync(log) ? readFileSync(log).subarray(logStart).toString() : "";
    const isHeldByPredecessor = /shared memory block|lock file .* already exists|another postmaster/i.test(said);
    if (!isHeldByPredecessor || Date.now() > deadline) {
      await stopServer(pid);
      throw startProblemOf(said);
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
};

/** True as soon as it answers; false when it has ended or the deadline has passed. */
const answers = async (url: string, pid: number, deadline: number): Promise<boolean> => {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await client.end().catch(() => {});
      if (!isAlive(pid) || Date.now() > deadline) return false;
      await new Promise((wake) => setTimeout(wake, 25));
    }
  }
};

const startProblemOf = (said: string): StartProblem => {
  if (/No space left/i.test(said)) return new StartProblem("磁盘已满，数据库不能启动；请清理后重试，数据没有损坏");
  return new StartProblem(`数据库没有启动：${said.trim().split("\n").slice(-3).join(" ")}`);
};

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export const stopServer = async (pid: number): Promise<void> => {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 20) await new Promise((wake) => setTimeout(wake, 20));
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
};
