import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/clause-reporter.ts"],
    projects: [
      // Pure code leaves nothing behind, so its files share one worker.
      {
        test: {
          name: "packages",
          include: ["packages/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          environment: "node",
          isolate: false,
        },
      },
      {
        test: {
          name: "server",
          include: ["apps/server/{src,test}/**/*.test.ts"],
          exclude: ["apps/server/test/process/**"],
          environment: "node",
          globalSetup: ["apps/server/test/database.ts"],
          // Each file has a database of its own; importing the server anew for each of them took longer than the tests.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "process",
          include: ["apps/server/test/process/*.test.ts"],
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: "apps/web/vite.config.ts",
        test: { name: "web", include: ["apps/web/src/**/*.test.{ts,tsx}"], environment: "node", isolate: false },
      },
    ],
  },
});
