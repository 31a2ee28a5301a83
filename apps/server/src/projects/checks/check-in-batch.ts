import { checkInBatch, type RouteAnswer } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Clock, handle, type Rooms, type Tx, wordsOf } from "../../platform/index.ts";
import { findProject } from "../project.store.ts";
import { type CheckAsked, checkAnswers, checkProject } from "./check-project.ts";

type BatchRow = RouteAnswer<typeof checkInBatch>["rows"][number];

/**
 * The same conclusion on many projects. Each row stands by itself: what one refuses leaves the others as they are, and no row is passed
 * without the three conclusions that were stated for all.
 */
export const checkInBatchRoute = (rooms: Rooms): void =>
  handle(rooms, checkInBatch, async ({ tx, actor, clock, body: { action, rows, verdicts, opinion } }) => {
    const results: BatchRow[] = [];
    // In the order of their ids: two batches that meet wait for each other instead of locking each other out.
    const once = [...new Map(rows.map((row) => [row.projectId, row])).values()];
    for (const { projectId, version } of once.toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1))) {
      results.push(await checkRow(tx, actor, clock, projectId, { action, version, opinion, verdicts }));
    }
    const order = new Map(once.map(({ projectId }, index) => [projectId, index]));
    return ok({ rows: results.toSorted((a, b) => (order.get(a.projectId) ?? 0) - (order.get(b.projectId) ?? 0)) });
  });

const checkRow = async (tx: Tx, actor: Actor, clock: Clock, projectId: string, asked: CheckAsked): Promise<BatchRow> => {
  await sql`savepoint checked_row`.execute(tx);
  const checked = await checkProject(tx, actor, clock, projectId, asked);
  if (checked.ok) {
    await sql`release savepoint checked_row`.execute(tx);
    const { number, title, state } = checked.value;
    return { projectId, number, title, isDone: true, state, code: null, message: null };
  }
  await sql`rollback to savepoint checked_row`.execute(tx);
  await sql`release savepoint checked_row`.execute(tx);
  // Named only as far as its reader may see it.
  const project = await findProject(tx, actor, projectId);
  return {
    projectId,
    number: project?.number ?? null,
    title: project?.title ?? "",
    isDone: false,
    state: project?.state ?? null,
    code: checked.refusal.code,
    message: wordsOf(checked.refusal, checkAnswers).sentence,
  };
};
