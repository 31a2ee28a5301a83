import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuOf, median, residentOf } from "../product/cpu.ts";
import { root, startCluster } from "../product/database.ts";
import { closeLoad, load } from "../product/load.ts";
import { type RunningServer, signIn, startProduct, startServer } from "../product/server.ts";

/**
 * node bench/server/run.ts [starts]: time from the start of the process to its first answer, the database being up, with an empty and
 * with a warm compile cache, beside a Node that only answers; resident memory after the start and after 1,000 requests.
 */
const starts = Number(process.argv[2] ?? 5);
const requests = 1_000;
const bundle = "apps/server/dist/main.js";
const bare = "bench/server/bare.ts";

interface Start {
  readonly ready: number;
  readonly cpu: number;
  readonly memory: number;
}

const cluster = await startCluster();
try {
  const { url } = await cluster.database("province", async () => {});
  console.log(`medians of ${starts} starts; 1.2 s and 150 MiB are the limits, 0.8 s is the goal`);
  console.log(`${"".padEnd(40)}${"ready ms".padStart(10)}${"CPU ms".padStart(10)}${"MiB".padStart(8)}`);
  await measure("a Node that only answers", bare, url, true);
  for (const entry of ["apps/server/src/main.ts", bundle].filter((file) => existsSync(join(root, file)))) {
    await measure(`${entry}, cold cache`, entry, url, false);
    await measure(`${entry}, warm cache`, entry, url, true);
    await measureMemory(entry, url);
  }
} finally {
  closeLoad();
  await cluster.stop();
}

async function measure(name: string, entry: string, url: string, isWarm: boolean): Promise<void> {
  const results: Start[] = [];
  const kept = mkdtempSync(join(tmpdir(), "qiangyi-cache-"));
  if (isWarm) for (let round = 0; round < 2; round += 1) await (await start(entry, url, kept)).stop();
  for (let round = 0; round < starts; round += 1) {
    const cache = isWarm ? kept : mkdtempSync(join(tmpdir(), "qiangyi-cache-"));
    const server = await start(entry, url, cache);
    results.push({ ready: server.readyMs, cpu: cpuOf(server.pid), memory: residentOf(server.pid) });
    await server.stop();
    if (!isWarm) rmSync(cache, { recursive: true, force: true });
  }
  rmSync(kept, { recursive: true, force: true });
  const of = (pick: (start: Start) => number, width: number) => median(results.map(pick)).toFixed(0).padStart(width);
  console.log(`${name.padEnd(40)}${of(({ ready }) => ready, 10)}${of(({ cpu }) => cpu, 10)}${of(({ memory }) => memory, 8)}`);
}

function start(entry: string, url: string, cache: string): Promise<RunningServer> {
  return entry === bare
    ? startServer(entry, { env: { NODE_COMPILE_CACHE: cache } })
    : startProduct(url, { NODE_COMPILE_CACHE: cache }, entry);
}

async function measureMemory(entry: string, url: string): Promise<void> {
  const server = await start(entry, url, join(root, ".cache/node"));
  const { cookie } = await signIn(server, "prov_health_dept");
  const paths = ["/api/registers/secondment/entries", "/api/registry/institutions", "/api/policy/documents", "/api/session"];
  await load(
    paths.map((path) => ({ url: server.address + path, headers: { cookie } })),
    requests,
    4,
  );
  console.log(`${`  after a sign-in and ${requests} requests`.padEnd(60)}${residentOf(server.pid).toFixed(0).padStart(8)}`);
  await server.stop();
}
