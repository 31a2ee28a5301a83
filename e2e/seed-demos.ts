import { chmodSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { startProduct, storyDay } from "./product.ts";

/** The demonstrations that process tests and journeys start from, one folder a day: `node e2e/seed-demos.ts <folder>`. */
const folder = resolve(process.argv[2] ?? "");

for (const day of [undefined, storyDay]) {
  const dataFolder = join(folder, day ?? "today");
  mkdirSync(dataFolder, { recursive: true });
  chmodSync(dataFolder, 0o755);
  const product = await startProduct({ demo: true, dataFolder, keepsData: true, ...(day !== undefined && { day }) });
  await product.stop();
}
