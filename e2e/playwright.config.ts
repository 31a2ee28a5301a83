import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

const root = resolve(import.meta.dirname, "..");

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: "*.journey.ts",
  globalSetup: join(import.meta.dirname, "setup.ts"),
  outputDir: join(root, ".cache/test/journeys"),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [
    ["list"],
    ["json", { outputFile: join(root, ".cache/test/playwright.json") }],
    [join(root, "scripts/clause-reporter-playwright.ts")],
  ],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
