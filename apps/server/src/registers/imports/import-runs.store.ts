import { hostname } from "node:os";
import type { Verdict } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";
import type { RegisterTables, RunRow, StagedRow } from "../tables.ts";
import type { JudgedRow } from "./import-target.ts";

/** Names this process, so that the next start knows whose work nobody finishes any more. */
const bootId = newId();
export const thisServer = `${hostname()}/${process.pid}/${bootId}`;

export const addRun = async (
  tx: Tx,
  actor: Actor,
  { target, file, fileName, at }: { target: string; file: string; fileName: string; at: Date },
): Promise<RunRow> => {
  // An earlier preview of the same thing by the same person gives way, and its rows with it.
  await sql`
    with given_up as (
      update import_run set state = 'discarded', finished_at = ${at}
      where province = ${actor.province} and target = ${target} and created_by = ${actor.userId} and state = 'previewed' returning id)
    delete from import_row where province = ${actor.province} and run in (select id from given_up)`.execute(tx);
  const { rows } = await sql<RunRow>`
    insert into import_run (province, id, target, state, file, file_name, server, heartbeat_at, city, county, institution, created_by, created_by_name, created_at)
    values (${actor.province}, ${newId()}, ${target}, 'reading', ${file}, ${fileName}, ${thisServer}, ${at}, ${actor.city}, ${actor.county},
      ${actor.institution}, ${actor.userId}, ${actor.name}, ${at})
    returning *`.execute(tx);
  const [run] = rows;
  if (!run) throw new Error("import_run was not written");
  return run;
};

export const findRun = (tx: Tx, actor: Actor, id: string, { lock = false } = {}): Promise<RunRow | undefined> =>
  tx
    .withTables<RegisterTables>()
    .selectFrom("import_run")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where("created_by", "=", actor.userId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();

type Changes = Partial<Omit<RunRow, "province" | "id" | "warnings" | "refusal" | "columns">> & {
  readonly columns?: RunRow["columns"];
  readonly warnings?: readonly string[];
  readonly refusal?: RunRow["refusal"];
};

export const changeRun = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { warnings, refusal, columns, ...changes }: Changes,
): Promise<void> => {
  await tx
    .withTables<RegisterTables>()
    .updateTable("import_run")
    .set({
      ...changes,
      ...(columns && { columns: sql`${JSON.stringify(columns)}::jsonb` }),
      ...(warnings && { warnings: sql`${JSON.stringify(warnings)}::jsonb` }),
      ...(refusal !== undefined && { refusal: refusal === null ? null : sql`${JSON.stringify(refusal)}::jsonb` }),
    })
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .execute();
};

/** How many unchanged rows are kept to be shown; the rest are only counted. */
const unchangedShown = 50;

/** Keeps a batch of judged rows and adds it to the counts, in one statement each. */
export const stageRows = async (
  tx: Tx,
  actor: Actor,
  run: string,
  rows: readonly JudgedRow[],
  unchangedBefore: number,
): Promise<void> => {
  let unchanged = unchangedBefore;
  const kept = rows.filter(({ verdict }) => verdict !== "unchanged" || unchanged++ < unchangedShown);
  const staged = kept.map(({ rowNumber, verdict, key, values, errors, warnings, differences }) => ({
    row_number: rowNumber,
    verdict,
    key,
    data: values,
    errors,
    warnings,
    differences,
  }));
  await sql`
    insert into import_row (province, run, row_number, verdict, key, data, errors, warnings, differences)
    select ${actor.province}, ${run}, row_number, verdict, key, data, errors, warnings, differences
    from jsonb_to_recordset(${JSON.stringify(staged)}::jsonb)
      as staged (row_number integer, verdict text, key text, data jsonb, errors jsonb, warnings jsonb, differences jsonb)`.execute(
    tx,
  );
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  await sql`
    update import_run set new_count = new_count + ${count("new")}, changed_count = changed_count + ${count("changed")},
      unchanged_count = unchanged_count + ${count("unchanged")}, wrong_count = wrong_count + ${count("wrong")}
    where province = ${actor.province} and id = ${run}`.execute(tx);
};

export const stagedRows = (
  tx: Tx,
  actor: Actor,
  run: string,
  { verdicts, after, limit }: { verdicts: readonly Verdict[]; after: number; limit: number },
): Promise<StagedRow[]> =>
  tx
    .withTables<RegisterTables>()
    .selectFrom("import_row")
    .selectAll()
    .where("province", "=", actor.province)
    .where("run", "=", run)
    .where("verdict", "in", verdicts)
    .where("row_number", ">", after)
    .orderBy("row_number")
    .limit(limit)
    .execute();

/** Of the stored things that the run will change. */
export const changedKeys = async (tx: Tx, actor: Actor, run: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ key: string }>`
    select key from import_row where province = ${actor.province} and run = ${run} and verdict = 'changed' and key is not null`.execute(
    tx,
  );
  return rows.map(({ key }) => key);
};

export const dropRows = async (tx: Tx, actor: Actor, run: string): Promise<void> => {
  await sql`delete from import_row where province = ${actor.province} and run = ${run}`.execute(tx);
};

/** A process that works on a run says so at least this often. */
const silentSeconds = 120;

/**
 * 中断: work that no living process carries on, because its server was killed or has long been silent. Whatever it wrote was in one
 * transaction, which ended with it; only the state has to be told.
 */
export const markInterrupted = async (tx: Tx, province: string, at: Date): Promise<number> => {
  const { rows } = await sql<{ id: string; server: string; heartbeat_at: Date }>`
    select id, server, heartbeat_at from import_run
    where province = ${province} and state in ('reading', 'applying')`.execute(tx);
  const dead = rows.filter((row) => !isAlive(row.server) || at.getTime() - row.heartbeat_at.getTime() > silentSeconds * 1000);
  if (dead.length === 0) return 0;
  const ids = dead.map(({ id }) => id);
  await sql`
    update import_run set state = 'interrupted', finished_at = ${at} where province = ${province} and id = any (${ids}::uuid[])`.execute(
    tx,
  );
  await sql`delete from import_row where province = ${province} and run = any (${ids}::uuid[])`.execute(tx);
  return dead.length;
};

const isAlive = (server: string): boolean => {
  const [host, pid, boot] = server.split("/");
  if (host !== hostname()) return true; // of another machine: its heartbeat tells
  if (Number(pid) === process.pid) return boot === bootId;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};
