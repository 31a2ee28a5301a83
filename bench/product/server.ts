import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { demoPassword } from "../../apps/server/src/access/demo-accounts.ts";
import serverProcess from "../../scripts/server-process.json" with { type: "json" };
import { root } from "./database.ts";

export interface RunningServer {
  readonly pid: number;
  readonly address: string;
  /** Milliseconds from the start of the process to its first answer. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Starts a program that listens on PORT and waits until it answers. */
export const startServer = async (
  file: string,
  { env = {}, args = [], nodeArguments = [] }: { env?: Record<string, string>; args?: string[]; nodeArguments?: string[] },
): Promise<RunningServer> => {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, file, ...args], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: `${root}/.cache/node`, ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const address = `http://127.0.0.1:${port}`;
  await untilListening(child, `${address}/healthz`);
  return {
    pid: child.pid ?? 0,
    address,
    readyMs: performance.now() - started,
    stop: () => ended(child),
  };
};

/** The product itself, as `npm run demo` starts it but for the bundle, on a database that is already up. */
export const startProduct = (
  databaseUrl: string,
  env: Record<string, string> = {},
  entry = "apps/server/src/main.ts",
): Promise<RunningServer> =>
  startServer(entry, {
    env: { ...serverProcess.environment, DATABASE_URL: databaseUrl, ...env },
    args: ["--demo"],
    nodeArguments: serverProcess.nodeArguments,
  });

const untilListening = async (child: ChildProcess, url: string): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((wake) => setTimeout(wake, 5));
  }
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => done(at && typeof at === "object" ? at.port : 0));
    });
  });

export interface SignedIn {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** Signs a person of the demonstration in. */
export const signIn = async ({ address }: Pick<RunningServer, "address">, loginName: string): Promise<SignedIn> => {
  const response = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ loginName, password: demoPassword }),
  });
  const [cookie] = response.headers.getSetCookie();
  if (!response.ok || cookie === undefined) throw new Error(`${loginName} could not sign in: ${await response.text()}`);
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { cookie: cookie.split(";")[0] ?? "", csrfToken };
};
