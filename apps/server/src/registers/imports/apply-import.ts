import type { Actor, Tx } from "../../platform/index.ts";
import { importAnswers } from "./import-run.ts";
import { changedKeys, changeRun, dropRows, findRun, stagedRows } from "./import-runs.store.ts";
import { type ApplicableRow, ImportCollision } from "./import-target.ts";
import type { Job } from "./read-import.ts";

const batch = 2_000;

/** Writes a preview in one transaction: all of it or nothing. Its progress is told by small transactions of their own. */
export const applyImport = async (job: Job): Promise<void> => {
  const { database, clock, actor, target, run } = job;
  const first = await reservedFor(job);
  const outcome = await database.transaction(
    actor,
    async (tx): Promise<Outcome> => {
      await target.lock(tx, actor, await changedKeys(tx, actor, run));
      const current = await findRun(tx, actor, run);
      if (current?.state !== "applying") return { is: "not-mine" };
      if (current.revision !== (await target.revision(tx, actor))) return { is: "stale" };
      try {
        const applied = await writeRows(tx, job, first);
        await dropRows(tx, actor, run);
        await changeRun(tx, actor, run, { state: "applied", rows_applied: applied, refusal: null, finished_at: clock.now() });
        return { is: "applied" };
      } catch (error) {
        if (error instanceof ImportCollision) return { is: "collided", message: error.message };
        throw error;
      }
    },
    ({ is }) => is === "applied",
  );
  if (outcome.is === "applied" || outcome.is === "not-mine") return;
  const [, staleMessage, staleRemedy = ""] = importAnswers["import-data-changed"];
  const refusal =
    outcome.is === "stale"
      ? { code: "import-data-changed", message: String(staleMessage), remedy: staleRemedy }
      : { code: "import-collides", message: outcome.message, remedy: "请重新预览，按提示修改后再生效" };
  await database.transaction(actor, (tx) =>
    changeRun(tx, actor, run, { state: "failed", refusal, rows_applied: 0, finished_at: clock.now() }),
  );
};

type Outcome = { is: "applied" } | { is: "not-mine" } | { is: "stale" } | { is: "collided"; message: string };

/** Asked again before numbers are spent, because those of a refused import are lost. */
const reservedFor = ({ database, actor, target, run }: Job): Promise<bigint | undefined> =>
  database.transaction(actor, async (tx) => {
    const current = await findRun(tx, actor, run);
    if (!target.reserve || current?.state !== "applying" || current.new_count === 0) return undefined;
    if (current.revision !== (await target.revision(tx, actor))) return undefined;
    return target.reserve(tx, actor, current.new_count);
  });

const writeRows = async (tx: Tx, { database, clock, actor, target, run }: Job, first: bigint | undefined): Promise<number> => {
  const at = clock.now();
  let applied = 0;
  let next = first;
  for (let after = 0; ; ) {
    const rows = await stagedRows(tx, actor, run, { verdicts: ["new", "changed"], after, limit: batch });
    const last = rows.at(-1);
    if (!last) return applied;
    const applicable = rows.map(
      ({ row_number, verdict, key, data }): ApplicableRow => ({
        rowNumber: row_number,
        verdict: verdict === "changed" ? "changed" : "new",
        key,
        values: data,
      }),
    );
    await target.apply(tx, actor, applicable, at, next);
    if (next !== undefined) next += BigInt(applicable.filter(({ verdict }) => verdict === "new").length);
    applied += rows.length;
    after = last.row_number;
    await tell(database, actor, run, applied, clock.now());
  }
};

/** Told beside the transaction that writes, so that others see how far it is before it ends. */
const tell = (database: Job["database"], actor: Actor, run: string, rowsApplied: number, at: Date): Promise<void> =>
  database.transaction(actor, (tx) => changeRun(tx, actor, run, { rows_applied: rowsApplied, heartbeat_at: at }));
