import { performance } from "node:perf_hooks";
import { mixedClaims } from "./claims.ts";

/**
 * node bench/policy/run.ts [claims]: decisions per CPU-second of the engine beside a plain program that gives the same status
 * and amount and no reason, as ratios of one run on one machine. Nothing here is a timed test.
 */
const count = Number(process.argv[2] ?? 10_000);

const importStart = performance.now();
const { evaluate, parseInput } = await import("../../packages/policy/src/index.ts");
const importMs = performance.now() - importStart;

// One doctor of one hospital at another: the smallest question somebody asks.
const single = smallest();
const firstStart = performance.now();
const first = parseInput(single);
if (!first.ok) throw new Error(JSON.stringify(first.refusal.problems));
const decided = evaluate(first.value).results[0];
if (decided === undefined || decided.explanation.length === 0) throw new Error("no decision");
const firstMs = performance.now() - firstStart;

const { plainAmounts } = await import("./plain.ts");
const claims = mixedClaims(count);
const parsed = parseInput(claims);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.problems.slice(0, 5)));
const input = parsed.value;

/**
 * CPU seconds of the best of several rounds after a warm-up: what the code costs, not what the machine was busy with. The works
 * take turns within a round, so that a busy moment of the machine falls on all of them.
 */
const cpuSeconds = (works: readonly (() => unknown)[], rounds = 15): readonly number[] => {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = -3; round < rounds; round += 1)
    works.forEach((work, index) => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      if (round >= 0) best[index] = Math.min(best[index] ?? 0, (user + system) / 1e6);
    });
  return best;
};

const same = compare();
const readAll = () => {
  let letters = 0;
  for (const { explanation } of evaluate(input).results) for (const { text } of explanation) letters += text.length;
  return letters;
};
const [plain = 0, engine = 0, rendered = 0, parsing = 0] = cpuSeconds([
  () => plainAmounts(input),
  () => evaluate(input),
  readAll,
  () => parseInput(claims),
]);

const decisions = evaluate(input).results.length;
const perSecond = (seconds: number) => Math.round(decisions / seconds).toLocaleString("en");
const row = (what: string, seconds: number) =>
  console.log(
    `${what.padEnd(44)}${(seconds * 1000).toFixed(1).padStart(9)} ms${perSecond(seconds).padStart(14)}/s${(seconds / plain).toFixed(2).padStart(8)}x`,
  );

console.log(`${count} mixed claims, ${decisions} decisions; ${same} agree with the plain program in status, amount and held`);
console.log(`${"".padEnd(44)}${"CPU".padStart(12)}${"decisions".padStart(16)}${"ratio".padStart(9)}`);
row("plain program, no reasons", plain);
row("engine, reasons not read", engine);
row("engine, every reason written out", rendered);
row("reading and checking the input", parsing);
console.log(`import ${importMs.toFixed(1)} ms, first decision with reason after import ${firstMs.toFixed(2)} ms`);
console.log(
  `memory ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB resident, ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB heap`,
);

function smallest(): unknown {
  const hospital = { name: "示例医院", ownership: "public", class: "general", region: "140121" };
  return {
    decisionDate: "2026-03-01",
    institutions: [
      { id: "A", ...hospital, affiliation: "province", tier: "tertiary" },
      { id: "B", ...hospital, affiliation: "county", tier: "secondary" },
    ],
    facts: [{ id: "s", type: "secondment", person: "P", sender: "A", host: "B", from: "2025-01-01", to: "2025-12-31" }],
  };
}

/** How many results the two agree on; a difference is printed and fails the run, because then the ratio means nothing. */
function compare(): number {
  const expected = new Map(plainAmounts(input).map((each) => [`${each.line}/${each.subject}/${each.year}`, each]));
  const { results } = evaluate(input);
  const different = results.filter(({ line, subject, year, status, amount, held }) => {
    const other = expected.get(`${line}/${subject}/${year}`);
    return other === undefined || other.status !== status || other.amount !== amount || other.held !== held;
  });
  if (different.length > 0 || expected.size !== results.length) {
    for (const result of different.slice(0, 5))
      console.error(JSON.stringify({ result, plain: expected.get(`${result.line}/${result.subject}/${result.year}`) }));
    console.error(`${different.length} of ${results.length} differ, plain has ${expected.size}`);
    process.exit(1);
  }
  return results.length;
}
