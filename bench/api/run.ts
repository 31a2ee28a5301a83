import { deepStrictEqual } from "node:assert";
import pg from "pg";
import { cpuOf, cpuOfAll, median } from "../product/cpu.ts";
import { type BenchDatabase, startCluster } from "../product/database.ts";
import { fillTo } from "../product/entries.ts";
import { type Asked, ask, closeLoad, load } from "../product/load.ts";
import { type RunningServer, signIn, startProduct, startServer } from "../product/server.ts";

/**
 * node bench/api/run.ts [rounds]: a scoped, sorted page of 50 with its total, by the product and by a bare Fastify route over the
 * same PostgreSQL, with 200,000 and with 20,000 entries. The two sides take turns; the figures are medians of the rounds.
 */
const rounds = Number(process.argv[2] ?? 10);
const perRound = 300;
const concurrency = 4;
const warmUp = 1_000;
const sizes = [200_000, 20_000] as const;

const people = [
  { loginName: "prov_health_dept", place: "" },
  { loginName: "city_health_bureau", place: "&city=140100" },
  { loginName: "county_health_bureau", place: "&county=140121" },
];

interface Side {
  readonly name: string;
  readonly server: RunningServer;
  readonly asked: readonly Asked[];
  readonly backends: () => Promise<ReadonlySet<number>>;
  readonly measured: { node: number[]; database: number[]; latency: number[]; p95: number[] };
}

const cluster = await startCluster();
const servers: RunningServer[] = [];
try {
  const sides: Side[] = [];
  for (const size of sizes) {
    const database = await cluster.database(
      `entries_${size}`,
      fillTo(size, [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]),
    );
    sides.push(...(await sidesOf(size, database)));
  }
  for (const side of sides) await load(side.asked, warmUp, concurrency);
  for (let round = 0; round < rounds; round += 1) for (const side of sides) await measure(side);
  print(sides);
} finally {
  closeLoad();
  for (const server of servers) await server.stop();
  await cluster.stop();
}

async function sidesOf(size: number, database: BenchDatabase): Promise<Side[]> {
  const product = await startProduct(database.url);
  const bare = await startServer("bench/api/bare.ts", { env: { DATABASE_URL: database.superuserUrl } });
  servers.push(product, bare);
  const asked: { product: Asked[]; bare: Asked[] } = { product: [], bare: [] };
  for (const { loginName, place } of people) {
    const { cookie } = await signIn(product, loginName);
    // The first page, and one from the middle of the list.
    let after = "";
    for (let page = 0; page < 4; page += 1) {
      const ours = { url: `${product.address}/api/registers/secondment/entries?limit=50${after}`, headers: { cookie } };
      const theirs = { url: `${bare.address}/entries?limit=50${place}${after}` };
      const answer = JSON.parse(await ask(ours)) as { next: string | null };
      deepStrictEqual(JSON.parse(await ask(theirs)), answer);
      if (page === 0 || page === 3) {
        asked.product.push(ours);
        asked.bare.push(theirs);
      }
      after = answer.next === null ? "" : `&after=${answer.next}`;
    }
  }
  const side = (name: string, server: RunningServer, application: string, list: Asked[]): Side => ({
    name: `${name}, ${size.toLocaleString("en")} entries`,
    server,
    asked: list,
    backends: () => backendsOf(database, application),
    measured: { node: [], database: [], latency: [], p95: [] },
  });
  return [side("bare Fastify route", bare, "bare", asked.bare), side("product", product, "qiangyi", asked.product)];
}

async function backendsOf({ superuserUrl }: BenchDatabase, application: string): Promise<ReadonlySet<number>> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and application_name = $1",
    [application],
  );
  await client.end();
  return new Set(rows.map(({ pid }) => pid));
}

async function measure({ server, asked, backends: find, measured }: Side): Promise<void> {
  // Opens the connections that were closed while the others had their turn, so that all backends are known beforehand.
  await load(asked, 40, concurrency);
  const backends = await find();
  const [node, database] = [cpuOf(server.pid), cpuOfAll(backends)];
  const { medianMs, p95Ms } = await load(asked, perRound, concurrency);
  measured.node.push((cpuOf(server.pid) - node) / perRound);
  measured.database.push((cpuOfAll(backends) - database) / perRound);
  measured.latency.push(medianMs);
  measured.p95.push(p95Ms);
}

function print(sides: readonly Side[]): void {
  const number = (value: number) => value.toFixed(2).padStart(9);
  console.log(
    `page of 50 with its total, ${concurrency} requests under way, medians of ${rounds} rounds of ${perRound}; milliseconds`,
  );
  console.log(
    `${"".padEnd(36)}${"server".padStart(9)}${"database".padStart(9)}${"both".padStart(9)}${"latency".padStart(9)}${"p95".padStart(9)}`,
  );
  console.log(`${"".padEnd(36)}${"CPU".padStart(9)}${"CPU".padStart(9)}${"CPU".padStart(9)}${"median".padStart(9)}`);
  const rows = sides.map(({ name, measured }) => {
    const [node, database] = [median(measured.node), median(measured.database)];
    const row = { node, both: node + database, latency: median(measured.latency) };
    console.log(`${name.padEnd(36)}${[node, database, row.both, row.latency, median(measured.p95)].map(number).join("")}`);
    return row;
  });
  const [bareLarge, large, , small] = rows;
  if (!bareLarge || !large || !small) return;
  const ratio = (what: string, a: typeof large, b: typeof large) =>
    console.log(
      `${what.padEnd(36)}${number(a.node / b.node)}${"".padEnd(9)}${number(a.both / b.both)}${number(a.latency / b.latency)}`,
    );
  ratio("product / bare route, 200,000", large, bareLarge);
  ratio("product, 200,000 / 20,000", large, small);
}
