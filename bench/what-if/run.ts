import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { demoPassword } from "../../apps/server/src/access/demo-accounts.ts";
import { findChromium } from "../../e2e/chromium.ts";
import { cpuOf, median } from "../product/cpu.ts";
import { root, startCluster } from "../product/database.ts";
import { fillTo } from "../product/entries.ts";
import { ask, closeLoad } from "../product/load.ts";
import { type RunningServer, signIn, startProduct } from "../product/server.ts";

/**
 * node bench/what-if/run.ts [changes]: a change of a standard or a reading in a plan of the whole province, three years of every
 * line in every county: what the server needs to answer, and what a browser needs until totals and map are drawn anew (limit: half
 * a second). Build the web app first (npx vite build apps/web) for the second part.
 */
const changes = Number(process.argv[2] ?? 30);
const entries = 5_000;

interface Preview {
  readonly results: number;
  readonly milliseconds: number;
  readonly afterFen: string;
}

const cluster = await startCluster();
const { url } = await cluster.database("what_if", fillTo(entries, [2023, 2024, 2025]));
const product = await startProduct(url);
try {
  const session = await signIn(product, "prov_health_dept");
  const headers = { cookie: session.cookie };
  const planId = await buildPlan(product, session);
  const addressOf = (change: object) =>
    `${product.address}/api/allocations/plans/${planId}/what-if?span=three&change=${encodeURIComponent(JSON.stringify(change))}`;
  const opened = performance.now();
  const first = JSON.parse(await ask({ url: addressOf({}), headers })) as Preview;
  console.log(`${first.results} results of three years; first answer, plan not yet in memory: ${ms(performance.now() - opened)}`);
  const took: number[] = [];
  const inside: number[] = [];
  const sums = new Set<string>();
  let bytes = 0;
  // Warmed up as an afternoon at the desk would.
  for (let nth = 0; nth < 10; nth += 1) await ask({ url: addressOf(changeOf(nth)), headers });
  const cpu = cpuOf(product.pid);
  for (let nth = 0; nth < changes; nth += 1) {
    const from = performance.now();
    const answer = await ask({ url: addressOf(changeOf(nth)), headers });
    took.push(performance.now() - from);
    bytes = Math.max(bytes, Buffer.byteLength(answer));
    const preview = JSON.parse(answer) as Preview;
    inside.push(preview.milliseconds);
    sums.add(preview.afterFen);
  }
  if (sums.size < 3) throw new Error("the changes changed nothing");
  console.log(
    `server: ${ms((cpuOf(product.pid) - cpu) / changes)} CPU, ${ms(median(took))} until the answer (${ms(median(inside))} of it computing), ${(bytes / 1024).toFixed(0)} KiB; medians of ${changes} changes`,
  );
  if (existsSync(join(root, "apps/web/dist/index.html"))) await measureBrowser(planId);
  else console.log("browser: not measured, the web app is not built");
} finally {
  closeLoad();
  await product.stop();
  await cluster.stop();
}

/** Another standard each time, and every third time another reading. */
function changeOf(nth: number): object {
  const standards = { "doctor-secondment": { personYear: String(2_400_000 + (nth + 1) * 12_000) } };
  return nth % 3 === 2 ? { standards, readings: { "doctor.partYear": "full", "county.split": "equal" } } : { standards };
}

async function buildPlan(
  { address }: RunningServer,
  { cookie, csrfToken }: { cookie: string; csrfToken: string },
): Promise<string> {
  const response = await fetch(`${address}/api/allocations/plans`, {
    method: "POST",
    headers: { cookie, "x-csrf-token": csrfToken, "content-type": "application/json" },
    body: JSON.stringify({ year: 2025 }),
  });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}

/** From the keystroke to the second frame after the totals changed, with the map on screen. */
async function measureBrowser(planId: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
  const credentials = { loginName: "prov_health_dept", password: demoPassword };
  await context.request.post(`${product.address}/api/session`, { data: credentials, headers: { origin: product.address } });
  const page = await context.newPage();
  await page.goto(`${product.address}/allocations/plans/${planId}/what-if`, { waitUntil: "networkidle" });
  await page.getByText("至2025年").first().click();
  await page.getByRole("tab", { name: "地图" }).click();
  await page.waitForTimeout(2_000);
  const took: number[] = [];
  for (let nth = 0; nth < 12; nth += 1) {
    took.push(await page.evaluate(typeAndWait, { label: "每人每年", wan: `2.${41 + nth}` }));
    await page.waitForTimeout(300);
  }
  console.log(
    `browser: ${ms(median(took.slice(2)))} from the keystroke until totals and map are drawn; slowest ${ms(Math.max(...took.slice(2)))}`,
  );
  await browser.close();
}

/** Runs in the page. */
function typeAndWait({ label, wan }: { label: string; wan: string }): Promise<number> {
  const figures = document.querySelector("section.figures");
  const input = [...document.querySelectorAll<HTMLInputElement>(".what-if-controls input")].find((each) =>
    each.getAttribute("aria-label")?.includes(label),
  );
  if (!figures || !input) throw new Error("the page has no totals or no such standard");
  const before = figures.textContent;
  const started = performance.now();
  return new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (figures.textContent === before) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
    });
    observer.observe(figures, { subtree: true, characterData: true, childList: true });
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, wan);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
