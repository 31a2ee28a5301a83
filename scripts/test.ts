import { spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { emptyFolder } from "../apps/server/test/data-folder.ts";
import { startOrdinaryPostgres } from "./ordinary-postgres.ts";

/** `npm test`: everything that must hold, each step named, in two lanes because a developer's machine has at least two cores. */
const root = resolve(import.meta.dirname, "..");
const reports = join(root, ".cache/test");
rmSync(reports, { recursive: true, force: true });
rmSync(join(root, ".cache/clause-coverage"), { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

interface Step {
  readonly name: string;
  readonly ok: boolean;
}
const steps: Step[] = [];

const run = (name: string, command: string[], env: Record<string, string> = {}): Promise<boolean> =>
  new Promise((done) => {
    const began = Date.now();
    const [program = "", ...args] = command;
    const child = spawn(program === "node" ? process.execPath : join(root, "node_modules/.bin", program), args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => (output += String(error)));
    child.on("close", (code) => {
      const ok = code === 0;
      steps.push({ name, ok });
      console.log(`${ok ? "✓" : "✗"} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      if (!ok) console.log(output.trimEnd().split("\n").slice(-400).join("\n"));
      done(ok);
    });
  });

const projects = [
  "packages/kernel",
  "packages/policy",
  "packages/projects",
  "packages/ledger",
  "packages/api",
  "apps/server",
  "apps/web",
  ".",
];
const vitest = (name: string, ...args: string[]) => [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${join(reports, `${name}.json`)}`,
  "--reporter=./scripts/clause-reporter.ts",
  ...args,
];

/** What process tests and journeys start: the bundle, and demonstrations that are seeded once and copied for each of them. */
const demos = emptyFolder();
const bundle = { QIANGYI_SERVER: "apps/server/dist/main.js" };
const product = { ...bundle, QIANGYI_DEMOS: demos };

const build = async (): Promise<void> => {
  await run("web build (vite)", ["vite", "build", "apps/web", "--logLevel", "error"]);
  await run("server bundle (rolldown)", ["node", "apps/server/bundle.ts"]);
  await run("demonstrations", ["node", "e2e/seed-demos.ts", demos], bundle);
};

const staticChecks = async (): Promise<void> => {
  await run("format (biome)", ["biome", "check", "--error-on-warnings", "."]);
  await run("lint (oxlint, type-aware)", [
    "oxlint",
    "--type-aware",
    "--deny-warnings",
    "packages",
    "apps",
    "scripts",
    "e2e",
    "bench",
  ]);
  for (const project of projects) await run(`types (${project})`, ["tsc", "-p", project]);
  await run("boundaries (dependency-cruiser)", [
    "depcruise",
    "--config",
    ".dependency-cruiser.cjs",
    "packages",
    "apps/server/src",
    "apps/web/src",
  ]);
  await run("dead code (knip)", ["knip", "--exclude", "types"]);
  await run("licences", ["node", "scripts/licences.ts"]);
};

const embeddedTests = (): Promise<boolean> =>
  run(
    "unit, property and database tests (embedded PostgreSQL)",
    vitest("vitest", "--project", "packages", "--project", "server", "--project", "web"),
    { QIANGYI_CLAUSE_RUN: "vitest" },
  );

const processTests = (): Promise<boolean> =>
  run("process tests (starts, kills, recoveries)", vitest("vitest-process", "--project", "process"), {
    ...product,
    QIANGYI_CLAUSE_RUN: "vitest-process",
  });

/**
 * What runs beside a second server. Every database of a test comes from `freshDatabase`; a test that does without answers the same beside any database,
 * and so does one that asks the same statements of every declaration (a register, a route, a coverage) or looks at what the demonstration tells.
 */
const opensDatabase = (file: string): boolean => readFileSync(join(root, file), "utf8").includes("/fresh-database.ts");
const asksOfData = [
  "apps/server/src/seed/**",
  "apps/server/src/registers/registers.test.ts",
  "apps/server/src/indicators/boards/linfen-coverage.test.ts",
  "apps/server/test/permissions.test.ts",
];
const databaseTests = globSync("apps/server/{src,test}/**/*.test.ts", { cwd: root, exclude: asksOfData }).filter(opensDatabase);

const ordinaryTests = async (): Promise<void> => {
  const ordinary = await startOrdinaryPostgres();
  if (!ordinary) return console.log("– database tests on an ordinary PostgreSQL: none installed here");
  try {
    await run(
      `database tests (PostgreSQL ${ordinary.version})`,
      vitest("vitest-ordinary", "--project", "server", ...databaseTests),
      {
        TEST_DATABASE_URL: ordinary.url,
        QIANGYI_CLAUSE_RUN: "vitest-ordinary",
      },
    );
  } finally {
    await ordinary.stop();
  }
};

const journeys = (): Promise<boolean> =>
  run("browser journeys (playwright)", ["playwright", "test", "--config", "e2e/playwright.config.ts"], {
    ...product,
    QIANGYI_CLAUSE_RUN: "playwright",
  });

interface Outcome {
  passed: number;
  skipped: number;
  /** Titles of what failed, so that the end of a long log tells them. */
  failed: string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly { readonly ok: boolean; readonly title: string; readonly file: string }[];
}

const read = <Report>(name: string): Report | undefined => {
  const file = join(reports, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : undefined;
};

const brokenSpecs = ({ suites = [], specs }: PlaywrightSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file} ${title}`),
  ...suites.flatMap(brokenSpecs),
];

const outcome = (): Outcome => {
  const total: Outcome = { passed: 0, skipped: 0, failed: [] };
  for (const name of ["vitest.json", "vitest-process.json", "vitest-ordinary.json"]) {
    const report = read<VitestReport>(name);
    if (!report) continue;
    total.passed += report.numPassedTests;
    total.skipped += report.numPendingTests;
    for (const { name: file, status, message, assertionResults } of report.testResults) {
      const failures = assertionResults.filter((each) => each.status === "failed");
      total.failed.push(...failures.map(({ fullName }) => `${name} ${relative(root, file)} ${fullName}`));
      // A file that could not be loaded has no tests to fail.
      if (status === "failed" && failures.length === 0) total.failed.push(`${name} ${relative(root, file)} ${message}`);
    }
  }
  const browser = read<PlaywrightSuite & { stats: { expected: number; skipped: number } }>("playwright.json");
  if (browser) {
    total.passed += browser.stats.expected;
    total.skipped += browser.stats.skipped;
    total.failed.push(...brokenSpecs({ ...browser, specs: [] }));
  }
  return total;
};

// A run of vitest uses one core of two. The second lane first makes the product that its process tests and the journeys start.
await Promise.all([embeddedTests(), build().then(staticChecks).then(processTests).then(ordinaryTests)]);
await journeys();
rmSync(demos, { recursive: true, force: true });
await new Promise((done) =>
  spawn(join(root, "node_modules/.bin/qiangyi"), ["clauses"], { cwd: root, stdio: "inherit" }).on("close", done),
);
const { passed, failed, skipped } = outcome();
const broken = steps.filter(({ ok }) => !ok).map(({ name }) => name);
for (const title of failed) console.log(`✗ ${title}`);
if (broken.length > 0) console.log(`Not passed: ${broken.join("; ")}`);
// A broken static check counts as one failure, so that the closing line never says less than the exit status.
const failures = failed.length > 0 ? failed.length : broken.length;
console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(broken.length > 0 || passed === 0 ? 1 : 0);
