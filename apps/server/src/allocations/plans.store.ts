import { rulesVersion } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { FactOutside } from "../projects/index.ts";
import { totalOf } from "./cells.ts";
import type { Plan } from "./plan.ts";
import { allCells } from "./plan-cells.store.ts";

const columns = sql`id, kind, base_plan_id as "basePlanId", year, title, state, version, decision_date as "decisionDate", revisions,
  result_count as results, payable_count as payable, refused_count as refused, decision_count as decisions, manual_count as manual,
  due_fen as due, proposed_fen as proposed, held_fen as held, recovery_fen as recovery, input_sha256 as "inputSha256",
  output_sha256 as "outputSha256", rules_version as "rulesVersion", built_by as "builtBy", built_name as "builtName", built_at as "builtAt", frozen_at as "frozenAt", note`;

/** A plan that has not been discarded. */
export const findPlan = async (tx: Tx, province: string, id: string): Promise<Plan | undefined> =>
  (
    await sql<Plan>`select ${columns} from allocation_plan where province = ${province} and id = ${id} and state <> 'discarded'`.execute(
      tx,
    )
  ).rows[0];

/** The same for one who is about to change it: others wait. */
export const lockPlan = async (tx: Tx, province: string, id: string): Promise<Plan | undefined> =>
  (
    await sql<Plan>`
      select ${columns} from allocation_plan where province = ${province} and id = ${id} and state <> 'discarded' for update`.execute(
      tx,
    )
  ).rows[0];

export const findPlans = async (
  tx: Tx,
  province: string,
  { year, kind, after, limit }: { year: number | undefined; kind: string | undefined; after: string | undefined; limit: number },
): Promise<Plan[]> =>
  (
    await sql<Plan>`
      select ${columns} from allocation_plan
      where province = ${province} and state <> 'discarded' and (${year ?? null}::int is null or year = ${year ?? null})
        and (${kind ?? null}::text is null or kind = ${kind ?? null}) and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
      order by id desc limit ${limit + 1}`.execute(tx)
  ).rows;

export const yearsOfPlans = async (tx: Tx, province: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ id: string; year: number }>`
    select id, year from allocation_plan where province = ${province} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, year }) => [id, year]));
};

export type NewPlan = Pick<
  Plan,
  | "id"
  | "kind"
  | "basePlanId"
  | "year"
  | "title"
  | "decisionDate"
  | "revisions"
  | "inputSha256"
  | "outputSha256"
  | "builtBy"
  | "builtName"
  | "builtAt"
>;

export const insertPlan = async (tx: Tx, province: string, plan: NewPlan): Promise<void> => {
  await sql`
    insert into allocation_plan (province, id, kind, base_plan_id, year, title, decision_date, revisions, input_sha256, output_sha256, built_by, built_name, built_at)
    values (${province}, ${plan.id}, ${plan.kind}, ${plan.basePlanId}, ${plan.year}, ${plan.title}, ${plan.decisionDate},
      ${JSON.stringify(plan.revisions)}::jsonb, ${plan.inputSha256}, ${plan.outputSha256}, ${plan.builtBy}, ${plan.builtName}, ${plan.builtAt})`.execute(
    tx,
  );
};

export const updateBuilt = async (tx: Tx, province: string, plan: NewPlan): Promise<void> => {
  await sql`
    update allocation_plan set decision_date = ${plan.decisionDate}, revisions = ${JSON.stringify(plan.revisions)}::jsonb,
      input_sha256 = ${plan.inputSha256}, output_sha256 = ${plan.outputSha256}, built_by = ${plan.builtBy}, built_name = ${plan.builtName},
      built_at = ${plan.builtAt}
    where province = ${province} and id = ${plan.id}`.execute(tx);
};

/** Carries the sums of the cells into the plan's own row, which lists read. */
export const sumUpPlan = async (tx: Tx, province: string, id: string): Promise<void> => {
  const total = totalOf(await allCells(tx, province, id));
  await sql`
    update allocation_plan set result_count = ${total.results}, payable_count = ${total.payable}, refused_count = ${total.refused},
      decision_count = ${total.decisions}, manual_count = ${total.manual}, due_fen = ${total.due}, proposed_fen = ${total.proposed},
      held_fen = ${total.held}, recovery_fen = ${total.recovery}
    where province = ${province} and id = ${id}`.execute(tx);
};

export const closePlan = async (
  tx: Tx,
  province: string,
  id: string,
  closing:
    | { state: "frozen"; version: number; title: string; note: string | null; at: Date }
    | { state: "discarded"; note: string },
): Promise<void> => {
  if (closing.state === "discarded") {
    await sql`update allocation_plan set state = 'discarded', note = ${closing.note} where province = ${province} and id = ${id}`.execute(
      tx,
    );
    return;
  }
  await sql`
    update allocation_plan set state = 'frozen', rules_version = ${String(rulesVersion)}, version = ${closing.version}, title = ${closing.title}, note = ${closing.note},
      frozen_at = ${closing.at}
    where province = ${province} and id = ${id}`.execute(tx);
};

/** The number of the next version of a year; versions of one year are frozen one after the other. */
export const nextVersion = async (tx: Tx, province: string, year: number): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`allocations/versions/${province}/${year}`}, 0))`.execute(tx);
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) + 1 as version from allocation_plan where province = ${province} and year = ${year}`.execute(
    tx,
  );
  return rows[0]?.version ?? 1;
};

export interface Snapshot {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  readonly standards: Readonly<Record<string, Readonly<Record<string, string>>>> | null;
}

export const findSnapshot = async (tx: Tx, province: string, planId: string): Promise<Snapshot | undefined> =>
  (
    await sql<Snapshot>`select input, output, standards from plan_snapshot where province = ${province} and plan_id = ${planId}`.execute(
      tx,
    )
  ).rows[0];

export const saveSnapshot = async (
  tx: Tx,
  province: string,
  planId: string,
  snapshot: Snapshot & { readonly outside: readonly FactOutside[] },
): Promise<void> => {
  const standards = snapshot.standards === null ? null : JSON.stringify(snapshot.standards);
  await sql`
    insert into plan_snapshot (province, plan_id, input, output, standards, outside)
    values (${province}, ${planId}, ${snapshot.input}, ${snapshot.output}, ${standards}::jsonb, ${JSON.stringify(snapshot.outside)}::jsonb)
    on conflict (province, plan_id) do update set input = excluded.input, output = excluded.output, standards = excluded.standards,
      outside = excluded.outside`.execute(tx);
};

/** What the plan left out because the library does not hold it. */
export const outsideOf = async (tx: Tx, province: string, planId: string): Promise<FactOutside[]> => {
  const { rows } = await sql<{ outside: FactOutside[] }>`
    select outside from plan_snapshot where province = ${province} and plan_id = ${planId}`.execute(tx);
  return rows[0]?.outside ?? [];
};

export const inputRevisions = async (tx: Tx, province: string): Promise<ReadonlyMap<string, bigint>> => {
  const { rows } = await sql<{ kind: string; revision: bigint }>`
    select kind, revision from allocations_revision where province = ${province}`.execute(tx);
  return new Map(rows.map(({ kind, revision }) => [kind, revision]));
};

/** The bytes that a plan was computed from and gave, for a version that differs from it in manual amounts only. */
export const copySnapshot = async (tx: Tx, province: string, { from, to }: { from: string; to: string }): Promise<void> => {
  await sql`
    insert into plan_snapshot (province, plan_id, input, output, standards, outside)
    select province, ${to}::uuid, input, output, standards, outside from plan_snapshot where province = ${province} and plan_id = ${from}`.execute(
    tx,
  );
};
