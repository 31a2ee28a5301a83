import { readFile, rm } from "node:fs/promises";
import {
  applyImport,
  describeImport,
  discardImport,
  downloadMarkedWorkbook,
  downloadTemplate,
  type ImportRun,
  listImportRows,
  nameImportColumns,
  type RouteAnswer,
  readImport,
  repeatImport,
  roleTitleOf,
  startImport,
} from "@qiangyi/api";
import { type Field, ok, type Result, refuse } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import type { FastifyReply } from "fastify";
import { type CellError, explainRefusal, type RowValues, streamTemplate, writeErrors } from "../../documents/index.ts";
import { type Actor, type Clock, type Download, handle, type Rooms, systemActor, type Tx } from "../../platform/index.ts";
import { storeFile } from "../evidence.ts";
import { institutionsById } from "../institutions.store.ts";
import { spool } from "../spool.ts";
import type { RunRow, StagedRow } from "../tables.ts";
import { keepColumnNames } from "./column-names.store.ts";
import { ImportQueue } from "./import-queue.ts";
import { type ImportRefusal, importAnswers, shownRun } from "./import-run.ts";
import { addRun, changeRun, dropRows, findRun, markInterrupted, stagedRows } from "./import-runs.store.ts";
import type { ImportTarget } from "./import-target.ts";
import { nameColumns } from "./name-columns.ts";
import { fileOnDisk } from "./read-import.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Finds a target that exists only while something else does, by what follows the prefix of its id. */
type FindTarget = (tx: Tx, actor: Actor, rest: string) => Promise<ImportTarget | undefined>;

interface Targets {
  readonly fixed: Map<string, ImportTarget>;
  readonly byPrefix: Map<string, FindTarget>;
}

const targetsOf = new WeakMap<Rooms["app"], Targets>();

const targetsIn = (rooms: Rooms): Targets => {
  const known = targetsOf.get(rooms.app) ?? { fixed: new Map(), byPrefix: new Map() };
  targetsOf.set(rooms.app, known);
  return known;
};

/** Offers a target under /imports/<template id>: template, preview, application and the marked workbook come with it. */
export const importFlow = (rooms: Rooms, target: ImportTarget): void => {
  targetsIn(rooms).fixed.set(target.template.id, target);
};

/** The same for targets of one kind, as the declarations of each call: <prefix>.<rest> is looked for when somebody names it. */
export const importFlows = (rooms: Rooms, prefix: string, find: FindTarget): void => {
  targetsIn(rooms).byPrefix.set(prefix, find);
};

export const importRoutes = (rooms: Rooms): void => {
  const targets = targetsIn(rooms);
  const queue = new ImportQueue(rooms);
  rooms.app.addHook("onReady", () => tidyUp(rooms));
  rooms.app.addHook("onClose", () => queue.idle());

  const admitted = async (tx: Tx, actor: Actor, id: string): Promise<Result<ImportTarget, ImportRefusal>> => {
    const dot = id.indexOf(".");
    const target = targets.fixed.get(id) ?? (await targets.byPrefix.get(id.slice(0, dot))?.(tx, actor, id.slice(dot + 1)));
    if (!target) return refuse({ code: "import-target-not-found" });
    return actor.permissions.has(target.permission) ? ok(target) : refuse({ code: "FORBIDDEN_ROLE" });
  };
  const opened = async (tx: Tx, actor: Actor, id: string, lock = false): Promise<Result<Opened, ImportRefusal>> => {
    const run = await findRun(tx, actor, id, { lock });
    if (!run) return refuse({ code: "import-run-not-found" });
    const target = await admitted(tx, actor, run.target);
    return target.ok ? ok({ run, target: target.value }) : target;
  };

  /** The same file from the start, as a run of its own. */
  const readAgain = async (
    tx: Tx,
    actor: Actor,
    clock: Clock,
    { run, target }: Opened,
    reply: FastifyReply,
  ): Promise<ImportRun> => {
    const again = await addRun(tx, actor, { target: run.target, file: run.file, fileName: run.file_name, at: clock.now() });
    queue.afterAnswer(reply, "read", { actor, target, run: again.id });
    return shownRun(again, target.template.title);
  };

  handle(
    rooms,
    describeImport,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof describeImport>, ImportRefusal>> => {
      const target = await admitted(tx, actor, params.target);
      if (!target.ok) return target;
      const { template, fields } = target.value;
      const shown = fields.map((field) => ({ ...field, choices: field.choices ? [...field.choices] : undefined }));
      return ok({ target: template.id, title: template.title, fields: shown });
    },
    importAnswers,
  );

  handle(
    rooms,
    downloadTemplate,
    async ({ tx, actor, clock, params, query }): Promise<Result<Download, ImportRefusal>> => {
      const admittedTarget = await admitted(tx, actor, params.target);
      if (!admittedTarget.ok) return admittedTarget;
      const target = admittedTarget.value;
      const today = clock.today();
      const year = query.year ?? Number(today.slice(0, 4));
      const content = await spool(
        streamTemplate({
          template: target.template,
          fields: target.fields,
          context: { province: regionName(`${actor.province}0000`), year, unit: unitOf(actor), madeOn: today },
          lookups: await target.lookups(tx, actor),
          ...(query.rows === "current" && { rows: target.current(tx, actor, query.year) }),
        }),
      );
      const kind = query.rows === "current" ? "现有数据" : "模板";
      return ok({ name: `${target.template.title}${kind}${today.replaceAll("-", "")}.xlsx`, contentType: xlsx, content });
    },
    importAnswers,
  );

  handle(
    rooms,
    startImport,
    async ({ tx, actor, clock, params, file, reply }): Promise<Result<ImportRun, ImportRefusal>> => {
      const target = await admitted(tx, actor, params.target);
      if (!target.ok) return target;
      const stored = await storeFile(tx, actor, clock, file, await readFile(file.path), "application/octet-stream");
      const run = await addRun(tx, actor, { target: params.target, file: stored, fileName: file.name, at: clock.now() });
      queue.afterAnswer(reply, "read", { actor, target: target.value, run: run.id });
      return ok(shownRun(run, target.value.template.title));
    },
    importAnswers,
  );

  handle(
    rooms,
    readImport,
    async ({ tx, actor, params }): Promise<Result<ImportRun, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run);
      return found.ok ? ok(shownRun(found.value.run, found.value.target.template.title)) : found;
    },
    importAnswers,
  );

  handle(
    rooms,
    listImportRows,
    async ({ tx, actor, params, query }): Promise<Result<RouteAnswer<typeof listImportRows>, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run);
      if (!found.ok) return found;
      const { run, target } = found.value;
      const after = Number(query.after ?? 0) || 0;
      const rows = await stagedRows(tx, actor, run.id, { verdicts: [query.verdict], after, limit: query.limit + 1 });
      const shown = rows.slice(0, query.limit);
      const nameOf = await namesIn(tx, actor, target.fields, shown);
      const items = shown.map(({ row_number, verdict, data, errors, warnings, differences }) => ({
        names: nameOf(data),
        rowNumber: row_number,
        verdict,
        values: data,
        errors: [...errors],
        warnings: [...warnings],
        differences: [...differences],
      }));
      const next = rows.length > query.limit ? String(shown.at(-1)?.row_number) : null;
      return ok({ items, next, total: countOf(run)[query.verdict] });
    },
    importAnswers,
  );

  handle(
    rooms,
    applyImport,
    async ({ tx, actor, clock, params, reply }): Promise<Result<ImportRun, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run, true);
      if (!found.ok) return found;
      const { run, target } = found.value;
      // Asking twice for the same thing is no mistake.
      if (run.state === "applied" || run.state === "applying") return ok(shownRun(run, target.template.title));
      if (run.state !== "previewed") return refuse({ code: "import-not-ready", state: run.state });
      if (run.wrong_count > 0) return refuse({ code: "import-has-errors", wrong: run.wrong_count });
      if (run.revision !== (await target.revision(tx, actor))) return refuse({ code: "import-data-changed" });
      await changeRun(tx, actor, run.id, { state: "applying", heartbeat_at: clock.now() });
      queue.afterAnswer(reply, "apply", { actor, target, run: run.id });
      return ok(shownRun({ ...run, state: "applying" }, target.template.title));
    },
    importAnswers,
  );

  handle(
    rooms,
    repeatImport,
    async ({ tx, actor, clock, params, reply }): Promise<Result<ImportRun, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run, true);
      if (!found.ok) return found;
      const { run, target } = found.value;
      if (run.state === "reading" || run.state === "applying") return refuse({ code: "import-not-ready", state: run.state });
      return ok(await readAgain(tx, actor, clock, { run, target }, reply));
    },
    importAnswers,
  );

  handle(
    rooms,
    nameImportColumns,
    async ({ tx, actor, clock, params, body, reply }): Promise<Result<ImportRun, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run, true);
      if (!found.ok) return found;
      const { run, target } = found.value;
      const named = nameColumns(run, target, body.columns);
      if (!named.ok) return named;
      await keepColumnNames(tx, actor, run.target, named.value, clock.now());
      return ok(await readAgain(tx, actor, clock, found.value, reply));
    },
    importAnswers,
  );

  handle(
    rooms,
    discardImport,
    async ({ tx, actor, clock, params }): Promise<Result<ImportRun, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run, true);
      if (!found.ok) return found;
      const { run, target } = found.value;
      if (run.state !== "previewed") return refuse({ code: "import-not-ready", state: run.state });
      await dropRows(tx, actor, run.id);
      await changeRun(tx, actor, run.id, { state: "discarded", finished_at: clock.now() });
      return ok(shownRun({ ...run, state: "discarded" }, target.template.title));
    },
    importAnswers,
  );

  handle(
    rooms,
    downloadMarkedWorkbook,
    async ({ tx, actor, params }): Promise<Result<Download, ImportRefusal>> => {
      const found = await opened(tx, actor, params.run);
      if (!found.ok) return found;
      const { run, target } = found.value;
      if (run.state !== "previewed") return refuse({ code: "import-not-ready", state: run.state });
      return markedWorkbook(tx, actor, run, target);
    },
    importAnswers,
  );
};

interface Opened {
  readonly run: RunRow;
  readonly target: ImportTarget;
}

const countOf = (run: RunRow) => ({
  new: run.new_count,
  changed: run.changed_count,
  unchanged: run.unchanged_count,
  wrong: run.wrong_count,
});

/** Codes of a page of rows by name, as people know them. */
const namesIn = async (tx: Tx, actor: Actor, fields: readonly Field[], rows: readonly StagedRow[]) => {
  const codesOf = (values: RowValues, kind: Field["kind"]) =>
    fields.flatMap((field) => (field.kind === kind && typeof values[field.name] === "string" ? String(values[field.name]) : []));
  const institutions = await institutionsById(
    tx,
    actor,
    rows.flatMap(({ data }) => codesOf(data, "institution")),
  );
  return (values: RowValues): Record<string, string> =>
    Object.fromEntries([
      ...codesOf(values, "institution").map((id) => [id, institutions.get(id)?.name ?? id]),
      ...codesOf(values, "region").map((code) => [code, regionName(code)]),
    ]);
};

const regionName = (code: string): string => regionsByCode.get(code)?.name ?? code;

const unitOf = (actor: Actor): string => {
  const place = actor.county ?? actor.city ?? `${actor.province}0000`;
  const offices = actor.roles.map(roleTitleOf).join("、");
  return actor.level === "province" ? offices : `${regionName(place)}　${offices}`;
};

const markedWorkbook = async (
  tx: Tx,
  actor: Actor,
  run: RunRow,
  target: ImportTarget,
): Promise<Result<Download, ImportRefusal>> => {
  const errors: CellError[] = [];
  const warnings: CellError[] = [];
  for (let after = 0; ; ) {
    const rows = await stagedRows(tx, actor, run.id, { verdicts: ["new", "changed", "wrong"], after, limit: 5_000 });
    for (const row of rows) {
      errors.push(...row.errors.map((error) => ({ ...error, rowNumber: row.row_number })));
      warnings.push(...row.warnings.map((reason) => ({ reason, rowNumber: row.row_number })));
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.row_number;
  }
  const { folder, path } = await fileOnDisk(tx, actor, run.id);
  try {
    const columnNames = run.columns.filter(({ named }) => named);
    const { template, fields } = target;
    const marked = await writeErrors({ source: { path }, template, fields, columnNames, errors, warnings });
    if (!marked.ok) return refuse({ code: "workbook-cannot-be-marked", message: explainRefusal(marked.refusal).message });
    return ok({ name: `${run.file_name.replace(/\.xlsx$/i, "")}（已标注）.xlsx`, contentType: xlsx, content: marked.value });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const tidyUp = async ({ database, clock }: Rooms): Promise<void> => {
  await database.transaction(systemActor, (tx) => markInterrupted(tx, systemActor.province, clock.now()));
};
