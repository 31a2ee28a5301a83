import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.ts";
import { settled } from "./page-health.ts";
import { signIn } from "./people.ts";
import { startProduct } from "./product.ts";

/** The pictures of the README, taken of the demonstration: `node e2e/take-screenshots.ts` after the web app was built. */
const folder = resolve(import.meta.dirname, "../docs/screenshots");
const largest = 200 * 1024;

const product = await startProduct({ demo: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
try {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  await signIn(page, product.address, "prov_health_dept");
  await page.goto(`${product.address}/allocations/plans?year=2024`);
  await page.locator("tr.row-link").last().click();
  await page.getByRole("tab", { name: "分配汇总" }).waitFor();
  await page.getByRole("row", { name: /^合计/ }).waitFor();
  await settled(page);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "plan.png");
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > largest) throw new Error(`${path} has ${size} bytes, more than ${largest}`);
  process.stdout.write(`${path} ${size}\n`);
} finally {
  await browser.close();
  await product.stop();
}
