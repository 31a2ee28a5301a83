import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { type Browser, type BrowserContext, test as base, chromium } from "@playwright/test";
import { emptyFolder, fillWithDemo } from "../apps/server/test/data-folder.ts";

const root = resolve(import.meta.dirname, "..");

/** The November in which the long stories begin; a day of its own, because their documents are dated. */
export const storyDay = "2026-11-10";

interface Product {
  readonly address: string;
  /** The one-time link of the first run; undefined in the demonstration. */
  readonly firstRunLink: string | undefined;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** The real product on an empty (or given) data folder, started as its users start it; a demonstration may stand on another day. */
export const startProduct = async ({
  demo = false,
  dataFolder = emptyFolder(),
  day,
  keepsData = false,
}: {
  demo?: boolean;
  dataFolder?: string;
  day?: string;
  keepsData?: boolean;
} = {}): Promise<Product> => {
  if (demo) fillWithDemo(dataFolder, day);
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [process.env["QIANGYI_SERVER"] ?? "apps/server/src/main.ts", ...(demo ? ["--demo"] : [])],
    {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: dataFolder,
        NODE_COMPILE_CACHE: join(root, ".cache/node"),
        ...clockAt(day),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  server.stdout.on("data", (chunk) => (output += chunk));
  server.stderr.on("data", (chunk) => (output += chunk));
  const address = `http://127.0.0.1:${port}`;
  for (let waited = 0; !/就绪/.test(output) || !(await isReady(address)); waited += 100) {
    if (server.exitCode !== null || waited > 240_000) throw new Error(`product did not start:\n${output}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return {
    address,
    firstRunLink: /http\S+first-run\S+/.exec(output)?.[0],
    dataFolder,
    process: server,
    stop: () =>
      new Promise((done) => {
        server.on("close", () => {
          if (!keepsData) rmSync(dataFolder, { recursive: true, force: true });
          done();
        });
        server.kill("SIGINT");
      }),
  };
};

const clockAt = (day: string | undefined): Record<string, string> =>
  day === undefined ? {} : { CLOCK_OFFSET_DAYS: String(daysUntil(day)) };

/** From the real day to one on which a product is to stand. */
export const daysUntil = (day: string): number => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return (Date.parse(day) - Date.parse(today)) / 86_400_000;
};

const isReady = (address: string): Promise<boolean> =>
  fetch(`${address}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(address && typeof address === "object" ? address.port : 0));
    });
  });

/** A demonstration that somebody else has started and will stop: saves its start while a journey is being written. */
const atAddress = (address: string): Pick<Product, "address"> => ({ address });

interface Fixtures {
  /** A product with the demonstration year, shared by the journeys of one worker; DEMO_ADDRESS names one that runs already. */
  demo: Pick<Product, "address">;
  /** One program for all visits of a worker: their contexts share nothing. */
  program: Browser;
  /** A new person at a new computer. */
  visit: () => Promise<BrowserContext>;
}

export const test = base.extend<Pick<Fixtures, "visit">, Pick<Fixtures, "demo" | "program">>({
  demo: [
    async ({}, use) => {
      const running = process.env["DEMO_ADDRESS"];
      if (running !== undefined) return use(atAddress(running));
      const product = await startProduct({ demo: true });
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  program: [
    async ({}, use) => {
      const executablePath = process.env["QIANGYI_CHROMIUM"];
      const browser = await chromium.launch({
        ...(executablePath !== undefined && { executablePath }),
        args: ["--no-sandbox", "--disable-gpu"],
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  visit: async ({ program }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await program.newContext({
        viewport: { width: 1366, height: 768 },
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        acceptDownloads: true,
      });
      contexts.push(context);
      context.setDefaultTimeout(20_000);
      return context;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from "@playwright/test";
