import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../platform/index.ts";
import { mine } from "./records.store.ts";

export interface StoredClosure {
  readonly id: string;
  readonly task: string;
  readonly part: string;
  readonly unit: string;
  readonly statement: string;
  readonly documentNumber: string;
  readonly issuer: string;
  readonly issuedOn: PlainDate;
  readonly address: string | null;
  readonly files: readonly string[];
  readonly sourceDocument: string | null;
  readonly askedBy: string;
  readonly askedName: string;
  readonly askedAt: Date;
  readonly decision: "accepted" | "returned" | null;
  readonly reason: string | null;
  readonly decidedName: string | null;
  readonly decidedAt: Date | null;
  readonly reopenedName: string | null;
  readonly reopenedAt: Date | null;
  readonly reopenReason: string | null;
}

const columns = sql`
  c.id, c.task, c.part, c.unit, c.statement, c.document_number as "documentNumber", c.issuer, c.issued_on as "issuedOn", c.address, c.files::text[] as files,
  c.source_document as "sourceDocument", c.asked_by as "askedBy", c.asked_name as "askedName", c.asked_at as "askedAt", c.decision, c.reason,
  c.decided_name as "decidedName", c.decided_at as "decidedAt", c.reopened_name as "reopenedName", c.reopened_at as "reopenedAt",
  c.reopen_reason as "reopenReason"`;

/** The newest first. */
export const closuresOf = async (tx: Tx, actor: Actor, task: string): Promise<readonly StoredClosure[]> => {
  const { rows } = await sql<StoredClosure>`
    select ${columns} from task_closure c where ${mine(actor, "c")} and c.task = ${task} order by c.asked_at desc, c.id desc limit 200`.execute(
    tx,
  );
  return rows;
};

/** Requests that wait for a second person. */
export const waitingClosures = async (tx: Tx, actor: Actor): Promise<readonly StoredClosure[]> => {
  const { rows } = await sql<StoredClosure>`
    select ${columns} from task_closure c where ${mine(actor, "c")} and c.decision is null order by c.asked_at limit 200`.execute(
    tx,
  );
  return rows;
};

type Asked = Pick<
  StoredClosure,
  "task" | "part" | "unit" | "statement" | "documentNumber" | "issuer" | "address" | "files" | "sourceDocument"
> & { readonly issuedOn: string; readonly city: string | null; readonly onDay: PlainDate; readonly at: Date };

export const insertClosure = async (tx: Tx, actor: Actor, one: Asked): Promise<string> => {
  const id = newId();
  await sql`
    insert into task_closure (province, id, task, part, city, unit, statement, document_number, issuer, issued_on, address, files, source_document,
      asked_on, asked_by, asked_name, asked_at)
    values (${actor.province}, ${id}, ${one.task}, ${one.part}, ${one.city}, ${one.unit}, ${one.statement}, ${one.documentNumber}, ${one.issuer},
      ${one.issuedOn}::date, ${one.address}, ${[...one.files]}::uuid[], ${one.sourceDocument}, ${one.onDay}::date, ${actor.userId}, ${actor.name},
      ${one.at})`.execute(tx);
  return id;
};

export const markDecided = async (
  tx: Tx,
  actor: Actor,
  id: string,
  {
    decision,
    reason,
    onDay,
    at,
  }: { readonly decision: string; readonly reason: string; readonly onDay: PlainDate; readonly at: Date },
): Promise<void> => {
  await sql`
    update task_closure set decision = ${decision}, reason = ${reason === "" ? null : reason}, decided_on = ${onDay}::date, decided_by = ${actor.userId},
      decided_name = ${actor.name}, decided_at = ${at}
    where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
};

export const markReopened = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, onDay, at }: { readonly reason: string; readonly onDay: PlainDate; readonly at: Date },
): Promise<void> => {
  await sql`
    update task_closure set reopened_on = ${onDay}::date, reopened_by = ${actor.userId}, reopened_name = ${actor.name}, reopened_at = ${at},
      reopen_reason = ${reason}
    where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
};
