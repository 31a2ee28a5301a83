import { startCluster } from "../product/database.ts";
import { ask, closeLoad } from "../product/load.ts";
import { signIn, startProduct } from "../product/server.ts";
import {
  type BareQuery,
  bareList,
  bareOfCity,
  bareRegion,
  bareState,
  bareText,
  bareTextOfCounty,
  bareWaiting,
  bareWaitingOfCity,
  connectBare,
} from "./bare.ts";
import { fillProjects } from "./fill.ts";
import { measureImport } from "./import.ts";

/**
 * node bench/projects/run.ts [rounds]: pages of the library and of the checks with 20,000 declarations, through the real route with a real session,
 * and the bare query of the same rows on one connection. The two take turns, request by request. Goal: p95 under 3 times. Then 2,000
 * declarations from one workbook: time and growth of memory.
 */
const rounds = Number(process.argv[2] ?? 200);
const warmUp = 40;

interface Page {
  readonly title: string;
  readonly loginName: string;
  readonly path: string;
  readonly bare: BareQuery;
}

const pages: readonly Page[] = [
  { title: "library, province", loginName: "prov_health_dept", path: "/projects/library?limit=50", bare: bareList() },
  { title: "library, city", loginName: "city_health_bureau", path: "/projects/library?limit=50", bare: bareOfCity("140100") },
  {
    title: "state",
    loginName: "prov_health_dept",
    path: "/projects/library?limit=50&state=in_library",
    bare: bareState("in_library"),
  },
  {
    title: "region",
    loginName: "prov_health_dept",
    path: "/projects/library?limit=50&region=140121",
    bare: bareRegion("140121"),
  },
  {
    title: "search, many",
    loginName: "prov_health_dept",
    path: "/projects/library?limit=50&text=清徐县",
    bare: bareText("清徐县"),
  },
  {
    title: "search, one",
    loginName: "prov_health_dept",
    path: "/projects/library?limit=50&text=bench-012345",
    bare: bareText("bench-012345"),
  },
  {
    title: "search, two letters",
    loginName: "prov_health_dept",
    path: "/projects/library?limit=50&text=清徐",
    bare: bareText("清徐"),
  },
  {
    title: "search, 2,000 found",
    loginName: "prov_health_dept",
    path: "/projects/library?limit=50&text=儿科能力",
    bare: bareText("儿科能力"),
  },
  {
    title: "search, county",
    loginName: "county_health_bureau",
    path: "/projects/library?limit=50&text=儿科能力",
    bare: bareTextOfCounty("儿科能力", "140121"),
  },
  { title: "checks, province", loginName: "prov_health_dept", path: "/projects/checks?limit=50", bare: bareWaiting("province") },
  {
    title: "checks, city",
    loginName: "city_health_bureau",
    path: "/projects/checks?limit=50",
    bare: bareWaitingOfCity("140100"),
  },
];

const cluster = await startCluster();
try {
  const database = await cluster.database("projects_20000", fillProjects(20_000));
  const server = await startProduct(database.url);
  const bare = await connectBare(database.superuserUrl);
  try {
    console.log(`20,000 declarations, ${rounds} requests each, one at a time, sides alternating; milliseconds`);
    console.log(["page".padEnd(20), "median", "p95", "bare median", "bare p95", "p95 ratio"].join("\t"));
    const cookies = new Map<string, string>();
    for (const page of pages) {
      const cookie = cookies.get(page.loginName) ?? (await signIn(server, page.loginName)).cookie;
      cookies.set(page.loginName, cookie);
      const asked = { url: `${server.address}/api${encodeURI(page.path)}`, headers: { cookie } };
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = -warmUp; round < rounds; round += 1) {
        const route = await timed(() => ask(asked));
        const query = await timed(() => bare.ask(page.bare));
        if (round >= 0) {
          ours.push(route);
          theirs.push(query);
        }
      }
      const ratio = share(ours, 0.95) / share(theirs, 0.95);
      const figures = [share(ours, 0.5), share(ours, 0.95), share(theirs, 0.5), share(theirs, 0.95), ratio];
      console.log([page.title.padEnd(20), ...figures.map((figure) => figure.toFixed(2))].join("\t"), ratio < 3 ? "" : "over 3");
    }
    await measureImport(server, await signIn(server, "unit_applicant_141024"), await signIn(server, "city_health_bureau_141000"));
  } finally {
    await bare.end();
    closeLoad();
    await server.stop();
  }
} finally {
  await cluster.stop();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function share(values: readonly number[], part: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? 0;
}
