import { chmodSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../apps/server/src/platform/embedded-postgres.ts";
import { openDatabase, systemActor } from "../../apps/server/src/platform/index.ts";
import { migrate } from "../../apps/server/src/platform/migrations.ts";
import { loadRegions } from "../../apps/server/src/registry/index.ts";
import { cpuOfAll, median } from "../product/cpu.ts";
import { counties, fillBare, fillProduct, lines, openBare, openProduct, type Side } from "./books.ts";

/**
 * node bench/ledger/run.ts [transfers] [rounds]: one PostgreSQL with durable commits; the ledger beside two updates and one append-only record.
 * CPU is that of this process and of all processes of the database server. Sides take turns; figures are medians of the rounds.
 */
const transfers = Number(process.argv[2] ?? 3000);
const rounds = Number(process.argv[3] ?? 3);
const root = resolve(import.meta.dirname, "../..");

const folder = join(root, ".cache/bench-ledger");
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755); // as root the database runs under another account, which walks through here
const server = await startEmbeddedPostgres({ folder, database: "postgres" });
const url = Object.assign(new URL(server.url), { pathname: "/bench_ledger" }).href;

interface Figures {
  readonly perSecond: number;
  readonly cpuMs: number;
  /** The part of this process. */
  readonly ownMs: number;
  readonly p99Ms: number;
}

const processesOfServer = (): ReadonlySet<number> =>
  new Set(
    readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid === server.pid || parentOf(pid) === server.pid),
  );
const parentOf = (pid: number): number => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
};

const measure = async (act: () => Promise<void>, count: number, callers: number): Promise<Figures> => {
  const pids = processesOfServer();
  const [cpuBefore, ownBefore, started] = [cpuOfAll(pids), process.cpuUsage(), performance.now()];
  const took: number[] = [];
  let left = count;
  const caller = async () => {
    while (left-- > 0) {
      const from = performance.now();
      await act();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - started) / 1000;
  const own = process.cpuUsage(ownBefore);
  const ownCpu = (own.user + own.system) / 1000;
  const cpu = cpuOfAll(pids) - cpuBefore + ownCpu;
  const sorted = took.sort((a, b) => a - b);
  return {
    perSecond: count / seconds,
    cpuMs: cpu / count,
    ownMs: ownCpu / count,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
};

const shown = (value: number, digits = 2): string => value.toFixed(digits);
const medians = (figures: readonly Figures[]): Figures => ({
  perSecond: median(figures.map(({ perSecond }) => perSecond)),
  cpuMs: median(figures.map(({ cpuMs }) => cpuMs)),
  ownMs: median(figures.map(({ ownMs }) => ownMs)),
  p99Ms: median(figures.map(({ p99Ms }) => p99Ms)),
});

const compare = async (title: string, callers: number, kind: "spread" | "hot"): Promise<void> => {
  // Two pools stand side by side, and the packaged server takes a hundred connections.
  const connections = Math.min(callers, 40);
  const [product, bare] = [await openProduct(url, connections), await openBare(url, connections)];
  const of = (side: Side, count: number) => measure(() => side[kind](), count, callers);
  // Connections, plans and caches first.
  await of(product, 20 * callers);
  await of(bare, 20 * callers);
  const [ours, theirs]: [Figures[], Figures[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await of(product, transfers));
    theirs.push(await of(bare, transfers));
  }
  const [a, b] = [medians(ours), medians(theirs)];
  console.log(
    `${title}, ${callers} callers: ledger ${shown(a.perSecond, 0)}/s, CPU ${shown(a.cpuMs, 3)} ms (${shown(a.ownMs, 3)} here), p99 ${shown(a.p99Ms, 1)} ms; ` +
      `bare ${shown(b.perSecond, 0)}/s, CPU ${shown(b.cpuMs, 3)} ms (${shown(b.ownMs, 3)} here), p99 ${shown(b.p99Ms, 1)} ms; ` +
      `ratios: CPU ${shown(a.cpuMs / b.cpuMs)}, throughput ${shown(a.perSecond / b.perSecond)}`,
  );
  await product.close();
  await bare.close();
};

const timeOf = async (act: () => Promise<void>): Promise<number> => {
  const from = performance.now();
  await act();
  return performance.now() - from;
};

const issueToAll = async (): Promise<{ readonly ours: number; readonly theirs: number }> => {
  const [product, bare] = [await openProduct(url, 1), await openBare(url, 1)];
  await product.issueAll();
  await bare.issueAll();
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 7; round++) {
    ours.push(await timeOf(() => product.issueAll()));
    theirs.push(await timeOf(() => bare.issueAll()));
  }
  await product.close();
  await bare.close();
  return { ours: median(ours), theirs: median(theirs) };
};

const countTransfers = async (client: pg.Client): Promise<number> =>
  Number((await client.query<{ count: string }>("select count(*) from ledger_transfer")).rows[0]?.count);

try {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query("drop database if exists bench_ledger with (force)");
  await admin.query("create database bench_ledger");
  const durable = (await admin.query("select current_setting('fsync') || '/' || current_setting('synchronous_commit') as on"))
    .rows[0];
  const version = (await admin.query("show server_version")).rows[0];
  await admin.end();
  await migrate(url, join(root, "apps/server/migrations"));
  const database = openDatabase(url, { maxConnections: 1 });
  await database.transaction(systemActor, loadRegions);
  await database.close();
  await fillProduct(url);
  await fillBare(url);
  const superuser = new pg.Client({ connectionString: Object.assign(new URL(url), { username: "postgres" }).href });
  await superuser.connect();
  await superuser.query("vacuum analyze");
  console.log(
    `PostgreSQL ${version.server_version}, fsync/synchronous_commit ${durable.on}, load ${loadavg()
      .map((value) => shown(value, 1))
      .join(" ")}; ` + `${transfers} transfers a round, ${rounds} rounds`,
  );
  const first = await issueToAll();
  const before = await countTransfers(superuser);
  console.log(
    `${counties.length} counties × ${lines} lines in one transaction: ledger ${shown(first.ours, 0)} ms, bare ${shown(first.theirs, 0)} ms, ` +
      `ratio ${shown(first.ours / first.theirs)} (${before} transfers in the books)`,
  );
  for (const callers of [8, 64]) await compare("spread accounts", callers, "spread");
  for (const callers of [8, 64]) await compare("one hot account", callers, "hot");

  const filler = await openProduct(url, 2);
  while ((await countTransfers(superuser)) < 10 * before) await Promise.all([filler.issueAll(), filler.issueAll()]);
  await filler.close();
  await superuser.query("vacuum analyze");
  const again = await issueToAll();
  console.log(
    `the same with ${await countTransfers(superuser)} transfers in the books: ledger ${shown(again.ours, 0)} ms, bare ${shown(again.theirs, 0)} ms; ` +
      `against before ${shown(again.ours / first.ours)} (bare ${shown(again.theirs / first.theirs)})`,
  );
  console.log(
    `load at the end ${loadavg()
      .map((value) => shown(value, 1))
      .join(" ")}`,
  );
  await superuser.end();
} finally {
  await server.stop();
}
