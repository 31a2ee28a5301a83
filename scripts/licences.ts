import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Every dependency must be licensed for public use. Reads the lock file, so it needs no network. */
const root = resolve(import.meta.dirname, "..");

const allowed = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "Python-2.0",
  "MIT/X11",
  "BSD",
  "Zlib",
]);

/** Each exception with its reason. */
const exceptions: Record<string, string> = {
  "OFL-1.1": "fonts; their licence text is in the package",
  "CC-BY-4.0": "caniuse-lite, build time only",
  "MPL-2.0": "lightningcss and axe-core, build and test time only, unmodified",
};

interface Locked {
  readonly packages: Record<string, { readonly license?: string; readonly link?: boolean }>;
}

const isAllowed = (license: string): boolean => {
  const choices = license.replace(/[()]/g, "").split(/ OR /i);
  return choices.some((choice) => choice.split(/ AND /i).every((part) => allowed.has(part) || part in exceptions));
};

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Locked;

/** Packages without a licence field whose licence file was read by hand. */
const readByHand: Record<string, string> = {
  buffers: "MIT, in its README; test dependency",
  "png-js": "MIT, in its LICENSE file; through pdfkit",
};

const problems = Object.entries(packages).flatMap(([path, { license, link }]) => {
  if (!path.includes("node_modules/") || link) return [];
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  if (license === undefined) return name in readByHand || name.startsWith("@qiangyi/") ? [] : [`${name}: no licence named`];
  return isAllowed(license) ? [] : [`${name}: ${license}`];
});

for (const problem of problems) console.error(`licence not on the list: ${problem}`);
console.log(`${Object.keys(packages).length} locked packages, ${problems.length} without a listed licence`);
process.exit(problems.length > 0 ? 1 : 0);
