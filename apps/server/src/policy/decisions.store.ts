import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

export type Subject = "reading" | "setting" | "openness";
export type StoredValue = string | number | readonly string[];

/** One recorded value with the decision behind it and, where there is one, its withdrawal. */
export interface RecordedValue {
  readonly id: string;
  readonly subject: Subject;
  readonly key: string;
  readonly value: StoredValue;
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo: PlainDate | null;
  readonly sourceKind: "own-decision" | "this-document" | "parent-document" | "other-document";
  readonly sourceDocument: string | null;
  readonly article: string | null;
  readonly decidedBy: string;
  readonly decidedOn: PlainDate;
  readonly documentNumber: string | null;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly withdrawnFrom: PlainDate | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

/** Every value ever recorded for a subject in the actor's province, newest effect first; of one day, the one recorded last. */
export const recordedValues = async (tx: Tx, subject: Subject, key?: string): Promise<readonly RecordedValue[]> =>
  (
    await sql<RecordedValue>`
      select s.decision_id as id, s.subject, s.key, s.value, s.effective_from as "effectiveFrom", s.effective_to as "effectiveTo",
        s.source_kind as "sourceKind", s.source_document as "sourceDocument", s.article,
        d.decided_by as "decidedBy", d.decided_on as "decidedOn", d.document_number as "documentNumber", d.reason,
        d.recorded_by_name as "recordedBy", d.recorded_at as "recordedAt",
        w.withdrawn_from as "withdrawnFrom", w.decided_by as "withdrawnBy", w.reason as "withdrawnReason"
      from policy_setting s
      join policy_decision d on d.province = s.province and d.id = s.decision_id
      left join policy_decision w on w.province = s.province and w.withdraws = s.decision_id
      where s.province = current_setting('qiangyi.province') and s.subject = ${subject}
        and (${key ?? null}::text is null or s.key = ${key ?? null})
      order by s.key, s.effective_from desc, d.recorded_at desc, s.decision_id desc`.execute(tx)
  ).rows;

export interface DecisionRecord {
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly documentNumber?: string | undefined;
  readonly reason: string;
}

export interface NewValue {
  readonly id: string;
  readonly subject: Subject;
  readonly key: string;
  readonly value: StoredValue;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | undefined;
  readonly source: { readonly kind: string; readonly document?: string | undefined; readonly article?: string | undefined };
  readonly decision: DecisionRecord;
}

/** The decision and its value, together. */
export const recordValue = async (tx: Tx, actor: Actor, at: Date, entry: NewValue): Promise<void> => {
  const { id, subject, key, value, effectiveFrom, effectiveTo, source, decision } = entry;
  await sql`insert into policy_decision (province, id, subject, key, decided_by, decided_on, document_number, reason, recorded_by, recorded_by_name, recorded_at)
    values (${actor.province}, ${id}, ${subject}, ${key}, ${decision.decidedBy}, ${decision.decidedOn}, ${decision.documentNumber ?? null},
      ${decision.reason}, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  await sql`insert into policy_setting (province, decision_id, subject, key, value, effective_from, effective_to, source_kind, source_document, article)
    values (${actor.province}, ${id}, ${subject}, ${key}, ${JSON.stringify(value)}::jsonb, ${effectiveFrom}, ${effectiveTo ?? null},
      ${source.kind}, ${source.document ?? null}, ${source.article ?? null})`.execute(tx);
};

export const findRecordedValue = async (tx: Tx, id: string): Promise<RecordedValue | undefined> => {
  const { rows } = await sql<{ subject: Subject; key: string }>`
    select subject, key from policy_setting where province = current_setting('qiangyi.province') and decision_id = ${id}`.execute(
    tx,
  );
  const [found] = rows;
  return found && (await recordedValues(tx, found.subject, found.key)).find((each) => each.id === id);
};

export const recordWithdrawal = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { id, withdrawn, from, decision }: { id: string; withdrawn: RecordedValue; from: string; decision: DecisionRecord },
): Promise<void> => {
  await sql`insert into policy_decision (province, id, subject, key, withdraws, withdrawn_from, decided_by, decided_on, document_number,
      reason, recorded_by, recorded_by_name, recorded_at)
    values (${actor.province}, ${id}, ${withdrawn.subject}, ${withdrawn.key}, ${withdrawn.id}, ${from}, ${decision.decidedBy},
      ${decision.decidedOn}, ${decision.documentNumber ?? null}, ${decision.reason}, ${actor.userId}, ${actor.name}, ${at})`.execute(
    tx,
  );
};
