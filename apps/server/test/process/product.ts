import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Server } from "node:net";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../../..");

interface Started {
  readonly child: ChildProcess;
  readonly address: string;
  /** Everything printed so far. */
  output(): string;
  /** Resolves when the process has ended, to its exit code and everything it printed. */
  readonly ended: Promise<{ code: number | null; output: string }>;
}

/** Starts the product as `npm start` does, on a port and a data folder of its own; from its sources unless QIANGYI_SERVER names the bundle. */
export const start = (port: number, env: Record<string, string>, ...args: string[]): Started => {
  const child = spawn(process.execPath, [process.env["QIANGYI_SERVER"] ?? "apps/server/src/main.ts", ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: "", ...env, PORT: String(port), NODE_COMPILE_CACHE: join(root, ".cache/node") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = new Promise<{ code: number | null; output: string }>((done) =>
    child.on("close", (code) => done({ code, output })),
  );
  return { child, address: `http://127.0.0.1:${port}`, output: () => output, ended };
};

/** The first start of a demonstration on a busy machine: it fills a whole fictional year. */
const slowestStart = 240_000;

export const untilReady = async (started: Started): Promise<void> => {
  for (let waited = 0; ; waited += 50) {
    if (started.child.exitCode !== null || waited > slowestStart) throw new Error(`product did not start:\n${started.output()}`);
    const isReady = await fetch(`${started.address}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady && started.output().includes("就绪")) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
};

export const stop = async (started: Started): Promise<{ code: number | null; output: string }> => {
  started.child.kill("SIGINT");
  return await started.ended;
};

export const portOf = (server: Server): number => {
  const address = server.address();
  return address && typeof address === "object" ? address.port : 0;
};

/** Process id of the database server on a data folder; undefined when none is running. */
export const postmasterOf = (dataFolder: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(dataFolder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
};
