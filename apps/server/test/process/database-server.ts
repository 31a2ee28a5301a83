import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres.ts";
import { findBinaries, homeFor } from "../../src/platform/postgres/binaries.ts";
import { stopServer } from "../../src/platform/postgres/postmaster.ts";
import { serverAccount } from "../../src/platform/postgres/server-account.ts";
import { postmasterOf } from "./product.ts";

export interface DatabaseServer {
  /** As the owner of the product's database, as a product with DATABASE_URL connects. */
  readonly url: string;
  readonly superuserUrl: string;
  /** kill -9 of the postmaster, of it with all its processes, or of one process that serves a connection. */
  kill(what: "postmaster" | "all" | "backend", draw: number): void;
  /** Back on the same port, recovered from its log; does nothing while it is up. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** A durable PostgreSQL of its own that stays at its address over deaths, as a database does that is run by itself. */
export const openDatabaseServer = async (folder: string): Promise<DatabaseServer> => {
  const { url } = await startEmbeddedPostgres({ folder });
  const password = readFileSync(join(folder, "postgres-password"), "utf8").trim();
  const { port } = new URL(url);
  const account = serverAccount();
  const { native, cluster } = homeFor(findBinaries(), folder, account);
  const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/qiangyi`;
  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => {});
    }
  };
  const launch = (): void => {
    const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "", logging_collector: "off" };
    const args = ["-D", cluster, ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
    const env = { ...process.env, LC_ALL: "C.UTF-8", TZ: "UTC" };
    spawn(join(native, "bin/postgres"), args, { cwd: "/", env, detached: true, stdio: "ignore", ...account }).unref();
  };
  return {
    url,
    superuserUrl,
    kill: (what, draw) => {
      const postmaster = postmasterOf(folder);
      if (postmaster === undefined) return;
      const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8")
        .split(" ")
        .filter(Boolean)
        .map(Number);
      const backends = children.filter(isBackend);
      const one = backends[Math.floor(draw * backends.length)];
      if (what === "backend") return one === undefined ? undefined : killHard(one);
      killHard(postmaster);
      if (what === "all") for (const child of children) killHard(child);
    },
    revive: async () => {
      const deadline = Date.now() + 120_000;
      while (!(await answers())) {
        if (Date.now() > deadline) throw new Error("the database did not come back");
        // Processes of the dead one may still hold its memory; then a new one gives up at once and is started again.
        if (postmasterOf(folder) === undefined) launch();
        await new Promise((wake) => setTimeout(wake, 100));
      }
    },
    stop: async () => {
      const postmaster = postmasterOf(folder);
      if (postmaster !== undefined) await stopServer(postmaster);
    },
  };
};

/** Of the server's processes those that serve a connection; they name themselves after it. */
const isBackend = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("postgres: qiangyi ");
  } catch {
    return false;
  }
};

const killHard = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has gone already.
  }
};
