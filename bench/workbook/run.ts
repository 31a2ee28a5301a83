/*
 * Time and peak memory of workbooks of 100,000 rows, both ways, each in a process of its own:
 *   node bench/workbook/run.ts [rows]
 */
import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { addDays, date, fen, formatYuan } from "@qiangyi/kernel";
import {
  type RowValues,
  readWorkbook,
  streamTable,
  streamTemplate,
  streamWorkbook,
  type TableRow,
  writeErrors,
} from "../../apps/server/src/documents/index.ts";
import {
  sampleContext as context,
  sampleFields as fields,
  sampleLookups,
  sampleTemplate as template,
} from "../../apps/server/src/documents/sample-register.ts";

const lookups = {
  regions: sampleLookups.regions,
  institutions: Array.from({ length: 2_000 }, (_, index) => ({ id: `ins-${index}`, name: `虚构第${index}医院` })),
};

const rows = function* (count: number, wrongEvery = 0): Generator<RowValues> {
  for (let index = 0; index < count; index++) {
    yield {
      institution: `ins-${index % 2_000}`,
      county: "140121",
      centre: `第${index}号中心`,
      level: wrongEvery > 0 && index % wrongEvery === 0 ? "unknown" : "provincial",
      acceptedOn: addDays(date("2020-01-01"), index % 2_000),
      year: 2024,
      beds: index % 1_000,
      amount: formatYuan(fen(BigInt(index) * 1_001n)),
      passed: index % 2 === 0,
    };
  }
};

const tableRows = function* (count: number): Generator<TableRow> {
  for (let index = 0; index < count; index++)
    yield [`虚构第${index}医院`, "140121", index, fen(BigInt(index) * 1_001n), date("2024-03-04")];
};

const save = (stream: AsyncIterable<Uint8Array>, path: string): Promise<void> =>
  pipeline(Readable.from(stream), createWriteStream(path));

/** Longest time that this thread did not answer, from now until `stop`. */
const watchLoop = (): { stop: () => number } => {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 10);
    last = now;
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
};

const steps: Record<string, (folder: string, count: number) => Promise<string>> = {
  "write template with rows": async (folder, count) => {
    await save(streamTemplate({ template, fields, context, lookups, rows: rows(count) }), join(folder, "rows.xlsx"));
    return `${((await stat(join(folder, "rows.xlsx"))).size / 1e6).toFixed(1)} MB`;
  },
  "read in batches": async (folder) => {
    const result = await streamWorkbook(
      { source: { path: join(folder, "rows.xlsx") }, template, fields, lookups },
      async () => {},
    );
    return result.ok ? `${result.value.rowCount} rows, ${result.value.errorCount} errors` : result.refusal.code;
  },
  "write with one error in ten rows": async (folder, count) => {
    await save(streamTemplate({ template, fields, context, lookups, rows: rows(count, 10) }), join(folder, "wrong.xlsx"));
    return "";
  },
  "read and hand back marked": async (folder) => {
    const source = { path: join(folder, "wrong.xlsx") };
    const read = await readWorkbook({ source, template, fields, lookups });
    if (!read.ok) return read.refusal.code;
    const marked = await writeErrors({ source, template, fields, errors: read.value.rows.flatMap(({ errors }) => errors) });
    return marked.ok ? `${read.value.errorCount} errors, ${(marked.value.length / 1e6).toFixed(1)} MB` : marked.refusal.code;
  },
  "write table of twice the rows": async (folder, count) => {
    const kinds = ["text", "code", "integer", "money-wan", "date"] as const;
    const columns = kinds.map((kind) => ({ label: kind, kind }));
    await save(
      streamTable({ sheets: [{ name: "table", unit: "万元", columns, rows: tableRows(count * 2) }], asOf: "2026-03-04" }),
      join(folder, "table.xlsx"),
    );
    return `${((await stat(join(folder, "table.xlsx"))).size / 1e6).toFixed(1)} MB`;
  },
};

const runStep = async (name: string, folder: string, count: number): Promise<void> => {
  const loop = watchLoop();
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const outcome = await steps[name]?.(folder, count);
  const used = process.cpuUsage(cpu);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const cpuSeconds = ((used.user + used.system) / 1e6).toFixed(1);
  const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(
    `${name.padEnd(34)} ${seconds.padStart(6)} s  cpu ${cpuSeconds.padStart(6)} s  peak ${peak.padStart(5)} MB  blocked ${loop.stop().toFixed(0).padStart(4)} ms  ${outcome}`,
  );
};

const [first = "100000", step, folder] = process.argv.slice(2);
if (step !== undefined && folder !== undefined) await runStep(step, folder, Number(first));
else {
  const work = await mkdtemp(join(tmpdir(), "workbook-bench-"));
  console.log(`${first} rows of ${fields.length} fields, Node ${process.version}`);
  try {
    for (const name of Object.keys(steps))
      execFileSync(process.execPath, [import.meta.filename, first, name, work], { stdio: "inherit" });
  } finally {
    await rm(work, { recursive: true });
  }
}
