import pg from "pg";
import { evaluate } from "../../apps/server/src/indicators/index.ts";
import { openDatabase, systemActor, systemClock } from "../../apps/server/src/platform/index.ts";
import { cpuOf, cpuOfAll, median } from "../product/cpu.ts";
import { type BenchDatabase, startCluster } from "../product/database.ts";
import { ask, closeLoad } from "../product/load.ts";
import { type RunningServer, signIn, startProduct } from "../product/server.ts";
import { type Amount, benchHospital, fillIndicators } from "./fill.ts";

/**
 * node bench/indicators/run.ts [rounds] [institutions] [months]: 2,000 institutions × 60 indicators × 60 months, beside a tenth of the institutions and a
 * tenth of the history. A hospital's page and the board of one indicator with the first page of its ranking, through the real routes with a real session; the
 * three take turns, request by request. Goal: CPU of server and database at most 1.5 times that of a tenth. Then an evaluation of every target of the province: CPU of this process
 * and of its backend. Goal: under a second.
 */
const rounds = Number(process.argv[2] ?? 60);
const institutions = Number(process.argv[3] ?? 2_000);
const months = Number(process.argv[4] ?? 60);
const warmUp = 10;

const amounts: Readonly<Record<string, Amount>> = {
  whole: { institutions, months },
  "tenth of the institutions": { institutions: institutions / 10, months },
  "tenth of the history": { institutions, months: months / 10 },
};

const pages = [
  { title: "hospital, 18 targets", paths: [`/boards/subjects/${benchHospital}`] },
  {
    title: "province, one indicator",
    paths: ["/boards/province?indicator=avg_los&year=2021", "/boards/province/subjects?indicator=avg_los&year=2021"],
  },
] as const;

interface Side {
  readonly title: string;
  readonly server: RunningServer;
  readonly cookie: string;
  readonly backends: ReadonlySet<number>;
}

const cluster = await startCluster();
try {
  const databases = new Map<string, BenchDatabase>();
  for (const [title, amount] of Object.entries(amounts)) {
    const name = `indicators_${amount.institutions}_${amount.months}`;
    databases.set(title, await cluster.database(name, fillIndicators(amount)));
  }
  const sides: Side[] = [];
  for (const [title, database] of databases) sides.push(await startSide(title, database));
  try {
    console.log(
      `${institutions} institutions × 60 indicators × ${months} months; ${rounds} requests each, sides taking turns; milliseconds`,
    );
    console.log(["page".padEnd(26), "side".padEnd(28), "cpu", "median", "ratio of whole to this"].join("\t"));
    for (const page of pages) await measurePage(page.title, page.paths, sides);
  } finally {
    closeLoad();
    for (const { server } of sides) await server.stop();
  }
  const whole = databases.get("whole");
  if (whole) await measureEvaluation(whole);
} finally {
  await cluster.stop();
}

async function startSide(title: string, database: BenchDatabase): Promise<Side> {
  const server = await startProduct(database.url);
  const { cookie } = await signIn(server, "prov_health_dept");
  // One request at a time uses one connection: the backends that serve it are those that are there after it.
  await ask({ url: `${server.address}/api${pages[0].paths[0]}`, headers: { cookie } });
  return { title, server, cookie, backends: await backendsOf(database) };
}

async function backendsOf({ superuserUrl }: BenchDatabase): Promise<ReadonlySet<number>> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and application_name = 'qiangyi'",
  );
  await client.end();
  return new Set(rows.map(({ pid }) => pid));
}

async function measurePage(title: string, paths: readonly string[], sides: readonly Side[]): Promise<void> {
  const taken = new Map(sides.map((side) => [side, { cpu: 0, ms: [] as number[] }]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [side, figures] of taken) {
      const before = cpuOf(side.server.pid) + cpuOfAll(side.backends);
      const from = performance.now();
      for (const path of paths) await ask({ url: `${side.server.address}/api${path}`, headers: { cookie: side.cookie } });
      if (round < 0) continue;
      figures.ms.push(performance.now() - from);
      figures.cpu += cpuOf(side.server.pid) + cpuOfAll(side.backends) - before;
    }
  }
  const whole = [...taken.values()][0];
  for (const [side, { cpu, ms }] of taken) {
    const ratio = (whole?.cpu ?? 0) / Math.max(cpu, 1);
    console.log(
      [title.padEnd(26), side.title.padEnd(28), (cpu / rounds).toFixed(1), median(ms).toFixed(1), ratio.toFixed(2)].join("\t"),
    );
  }
}

async function measureEvaluation(whole: BenchDatabase): Promise<void> {
  const database = openDatabase(whole.url, { maxConnections: 1 });
  const once = () =>
    database.transaction(systemActor, (tx) =>
      evaluate(tx, systemActor, { targets: "all", asOf: systemClock.today(), past: "by-year" }),
    );
  await once();
  const backends = await backendsOf(whole);
  const used: number[] = [];
  let count = 0;
  for (let round = 0; round < 10; round += 1) {
    const [own, theirs] = [process.cpuUsage(), cpuOfAll(backends)];
    count = (await once()).targets.length;
    const { user, system } = process.cpuUsage(own);
    used.push((user + system) / 1_000 + cpuOfAll(backends) - theirs);
  }
  console.log(`every target of the province (${count}): ${median(used).toFixed(0)} ms of CPU, goal 1,000`);
  await database.close();
}
