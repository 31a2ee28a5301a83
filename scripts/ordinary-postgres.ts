import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../apps/server/src/platform/postgres/free-port.ts";
import { serverAccount } from "../apps/server/src/platform/postgres/server-account.ts";

interface OrdinaryPostgres {
  readonly version: string;
  readonly url: string;
  stop(): Promise<void>;
}

const debianFolder = "/usr/lib/postgresql";

/** A throw-away cluster of the newest PostgreSQL ≥ 15 that the system has installed; undefined where there is none. */
export const startOrdinaryPostgres = async (): Promise<OrdinaryPostgres | undefined> => {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).filter((name) => Number(name) >= 15) : [];
  const version = versions
    .sort((a, b) => Number(b) - Number(a))
    .find((name) => existsSync(join(debianFolder, name, "bin/initdb")));
  if (version === undefined) return undefined;
  const bin = join(debianFolder, version, "bin");
  const account = serverAccount();
  const folder = mkdtempSync(join(tmpdir(), "qiangyi-ordinary-"));
  if (account) chownSync(folder, account.uid, account.gid);
  const as = { cwd: "/", ...account };
  const cluster = join(folder, "cluster");
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
    { ...as, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=300"];
  const server = spawn(join(bin, "postgres"), ["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])], {
    ...as,
    stdio: "ignore",
  });
  await waitForPort(port);
  return {
    version,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((done) => {
        server.on("close", () => {
          rmSync(folder, { recursive: true, force: true });
          done();
        });
        server.kill("SIGINT");
      }),
  };
};

const waitForPort = async (port: number): Promise<void> => {
  const { default: pg } = await import("pg");
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (attempt > 200) throw error;
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
};
