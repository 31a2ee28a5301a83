import type { FieldValue } from "@qiangyi/kernel";
import type { Fact } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, homeProvince, systemActor, type Tx, within } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { factOf } from "./entry.ts";
import { isFactRegister } from "./register.ts";
import type { RegisterTables } from "./tables.ts";

const batch = 5_000;

/** The confirmed entries of all registers as facts of the contract, by entry number; `actor` narrows them to what he may see. */
async function* streamFacts(tx: Tx, actor: Actor): AsyncGenerator<Fact> {
  let after: { register: string; entryNo: string } = { register: "", entryNo: "" };
  for (;;) {
    const { rows } = await sql<{ register: string; entry_no: string; data: Record<string, FieldValue> }>`
      select entry.register, entry.entry_no, entry.data from register_entry entry
      where ${within(actor, "entry")} and entry.state = 'confirmed' and (entry.register, entry.entry_no) > (${after.register}, ${after.entryNo})
      order by entry.register, entry.entry_no limit ${batch}`.execute(tx);
    for (const { register, entry_no, data } of rows) {
      const declared = registersById.get(register);
      if (declared && isFactRegister(register)) yield factOf(declared, entry_no, data);
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = { register: last.register, entryNo: last.entry_no };
  }
}

export const factsForEngine = async (tx: Tx, actor: Actor = systemActor): Promise<Fact[]> => {
  const facts: Fact[] = [];
  for await (const fact of streamFacts(tx, actor)) facts.push(fact);
  return facts;
};

/** Grows with every change of what the engine reads; a plan keeps the number that it was built from. */
export const factsRevision = async (tx: Tx, province = homeProvince): Promise<bigint> => {
  const { rows } = await sql<{ revision: bigint }>`
    select revision from facts_revision where province = ${province} and register = ''`.execute(tx);
  return rows[0]?.revision ?? 0n;
};

/** Grows with every change of one register, confirmed or not. */
export const registerRevision = async (tx: Tx, actor: Actor, register: string): Promise<bigint> => {
  const { rows } = await sql<{ revision: bigint }>`
    select revision from facts_revision where province = ${actor.province} and register = ${register}`.execute(tx);
  return rows[0]?.revision ?? 0n;
};

/** The entry behind a fact of an explanation. */
export interface FactEntry {
  readonly factId: string;
  readonly id: string;
  readonly register: string;
  readonly registerTitle: string;
  readonly state: string;
  readonly version: number;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly documentNumber: string | null;
  readonly documentDate: string | null;
  readonly attachment: string | null;
}

export const entriesByFactIds = async (tx: Tx, factIds: readonly string[], actor: Actor = systemActor): Promise<FactEntry[]> => {
  if (factIds.length === 0) return [];
  const rows = await tx
    .withTables<RegisterTables>()
    .selectFrom("register_entry as entry")
    .selectAll("entry")
    .where("entry.entry_no", "in", factIds)
    .where("entry.register", "in", [...registersById.keys()])
    .where(within(actor, "entry"))
    .orderBy("entry.entry_no")
    .execute();
  return rows.map((row) => ({
    factId: row.entry_no,
    id: row.id,
    register: row.register,
    registerTitle: registersById.get(row.register)?.title ?? row.register,
    state: row.state,
    version: row.version,
    values: row.data,
    documentNumber: row.document_number,
    documentDate: row.document_date,
    attachment: row.attachment,
  }));
};
