import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { explainRefusal, type ReadColumn, type ReadRow, streamWorkbook } from "../../documents/index.ts";
import type { Actor, Clock, Database, Tx } from "../../platform/index.ts";
import type { RegisterTables } from "../tables.ts";
import { columnNamesOf } from "./column-names.store.ts";
import { changeRun, dropRows, stageRows } from "./import-runs.store.ts";
import type { ImportTarget, JudgedRow } from "./import-target.ts";

export interface Job {
  readonly database: Database;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly target: ImportTarget;
  readonly run: string;
}

/** Makes the preview: every row of the file is read, judged against what is stored, and kept with its verdict. */
export const readImport = async ({ database, clock, actor, target, run }: Job): Promise<void> => {
  const within = <Value>(work: (tx: Tx) => Promise<Value>) => database.transaction(actor, work);
  const { folder, path } = await within((tx) => fileOnDisk(tx, actor, run));
  try {
    const lookups = await within((tx) => target.lookups(tx, actor));
    const columnNames = await within((tx) => columnNamesOf(tx, actor, target.template.id));
    // Before the first comparison: whatever changes from here on makes the preview stale.
    const revision = await within((tx) => target.revision(tx, actor));
    const seen = new Map<string, number>();
    let unchanged = 0;
    let progress = { rowsRead: 0, rowsExpected: 0 };
    const read = await streamWorkbook(
      {
        source: { path },
        template: target.template,
        fields: target.fields,
        columnNames,
        lookups,
        onProgress: (now) => {
          progress = now;
        },
      },
      async (rows) => {
        const judged = await within(async (tx) => {
          const fit = rows.filter(({ errors }) => errors.length === 0);
          const found = await target.find(tx, actor, fit, lookups, clock.today());
          const all = withoutRepetitions([...rows.filter(({ errors }) => errors.length > 0).map(misread), ...found], seen);
          await stageRows(tx, actor, run, all, unchanged);
          await changeRun(tx, actor, run, {
            rows_read: progress.rowsRead + rows.length,
            rows_expected: Math.max(progress.rowsExpected, progress.rowsRead + rows.length),
            heartbeat_at: clock.now(),
          });
          return all;
        });
        unchanged += judged.filter(({ verdict }) => verdict === "unchanged").length;
      },
    );
    await within(async (tx) => {
      if (!read.ok) {
        await dropRows(tx, actor, run);
        const zero = { new_count: 0, changed_count: 0, unchanged_count: 0, wrong_count: 0 };
        const refusal = { code: read.refusal.code, ...explainRefusal(read.refusal) };
        const columns = "columns" in read.refusal && Array.isArray(read.refusal.columns) ? offered(read.refusal.columns) : [];
        return changeRun(tx, actor, run, { state: "refused", refusal, columns, finished_at: clock.now(), ...zero });
      }
      const { rowCount, warnings, ignoredColumns, columns } = read.value;
      const notes = [
        ...warnings,
        ...saidOf(columns, target),
        ...(ignoredColumns.length > 0 ? [`没有读取的列：${ignoredColumns.join("、")}`] : []),
      ];
      return changeRun(tx, actor, run, {
        state: "previewed",
        revision,
        columns: offered(columns),
        rows_read: rowCount,
        rows_expected: rowCount,
        warnings: rowCount === 0 ? [...notes, "工作簿里没有数据行"] : notes,
        heartbeat_at: clock.now(),
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What can be said anew: a header longer than anybody writes is left out. */
const offered = (columns: readonly ReadColumn[]): ReadColumn[] => columns.filter(({ header }) => header.length <= 200);

/** Tells which columns were read as somebody said before. */
const saidOf = (columns: readonly ReadColumn[], { fields }: ImportTarget): string[] => {
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  const said = columns.flatMap(({ header, field, named }) =>
    named && field !== null ? [`「${header}」读作「${labels.get(field) ?? field}」`] : [],
  );
  return said.length === 0 ? [] : [`按本单位指定的列对应：${said.join("，")}`];
};

const misread = ({ rowNumber, values, errors }: ReadRow): JudgedRow => ({
  rowNumber,
  verdict: "wrong",
  identity: undefined,
  key: null,
  values,
  errors: errors.map(({ column, field, reason }) => ({
    ...(column !== undefined && { column }),
    ...(field !== undefined && { field }),
    reason,
  })),
  warnings: [],
  differences: [],
});

/** Two rows about one thing: the first stands, the second is wrong, because nobody could say which of them is meant. */
const withoutRepetitions = (rows: readonly JudgedRow[], seen: Map<string, number>): JudgedRow[] =>
  rows.map((row) => {
    if (row.identity === undefined) return row;
    const first = seen.get(row.identity);
    if (first === undefined) {
      seen.set(row.identity, row.rowNumber);
      return row;
    }
    return { ...row, verdict: "wrong", differences: [], errors: [...row.errors, { reason: `与第${first}行重复，请只保留一行` }] };
  });

/** The kept workbook, where the parser can read it piece by piece. */
export const fileOnDisk = async (tx: Tx, actor: Actor, run: string): Promise<{ folder: string; path: string }> => {
  const { content } = await tx
    .withTables<RegisterTables>()
    .selectFrom("import_run")
    .innerJoin("stored_file", (join) =>
      join.onRef("stored_file.province", "=", "import_run.province").onRef("stored_file.id", "=", "import_run.file"),
    )
    .select("stored_file.content")
    .where("import_run.province", "=", actor.province)
    .where("import_run.id", "=", run)
    .executeTakeFirstOrThrow();
  const folder = await mkdtemp(join(tmpdir(), "qiangyi-import-"));
  const path = join(folder, "workbook.xlsx");
  await pipeline(Readable.from([content]), createWriteStream(path, { mode: 0o600 }));
  return { folder, path };
};
