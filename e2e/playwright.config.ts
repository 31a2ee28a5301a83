import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

const root = resolve(import.meta.dirname, "..");

const stories = ["projects.journey.ts", "money.journey.ts", "first-year.journey.ts"];
/** Only look; on a demonstration that nobody has changed, because each project has its own workers and each worker its own product. */
const views = ["every-page.journey.ts", "boards.journey.ts", "anonymous-reader.journey.ts"];

export default defineConfig({
  testDir: import.meta.dirname,
  globalSetup: join(import.meta.dirname, "setup.ts"),
  outputDir: join(root, ".cache/test/journeys"),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  // The longest first, so that no worker waits for another at the end.
  projects: [
    { name: "stories", testMatch: stories },
    { name: "views", testMatch: views },
    { name: "journeys", testMatch: "*.journey.ts", testIgnore: [...stories, ...views] },
  ],
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
    // A trace of each journey costs two fifths of the browser's work; a failure is looked at again with `--trace on`.
    trace: "off",
  },
});
