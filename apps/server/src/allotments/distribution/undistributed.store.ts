import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";
import type { IssuedRow } from "../receipts/issued-rows.store.ts";

export type Act = "limit" | "explain" | "accept" | "reject" | "recall";

export interface StoredAct {
  readonly noticeId: string;
  readonly rowNo: number;
  readonly step: number;
  readonly act: Act;
  readonly reason: string;
  readonly limitOn: PlainDate | null;
}

/** What was said and decided of rows that were not distributed in time, in order; the row policy keeps it to the holder and those above. */
export const actsOf = async (
  tx: Tx,
  actor: Actor,
  row?: { readonly noticeId: string; readonly rowNo: number },
): Promise<(noticeId: string, rowNo: number) => readonly StoredAct[]> => {
  const { rows } = await sql<StoredAct>`
    select notice_id as "noticeId", row_no as "rowNo", step, act, reason, limit_on as "limitOn" from undistributed_act
    where province = ${actor.province} and (${row?.noticeId ?? null}::uuid is null
      or (notice_id = ${row?.noticeId ?? null}::uuid and row_no = ${row?.rowNo ?? null}::int))
    order by notice_id, row_no, step`.execute(tx);
  const byRow = new Map<string, StoredAct[]>();
  for (const act of rows) {
    const key = `${act.noticeId} ${act.rowNo}`;
    byRow.set(key, [...(byRow.get(key) ?? []), act]);
  }
  return (noticeId, rowNo) => byRow.get(`${noticeId} ${rowNo}`) ?? [];
};

export const insertAct = async (
  tx: Tx,
  actor: Actor,
  { now, today }: { readonly now: Date; readonly today: PlainDate },
  row: IssuedRow,
  act: Omit<StoredAct, "noticeId" | "rowNo"> & { readonly amountFen?: bigint },
): Promise<void> => {
  await sql`
    insert into undistributed_act (province, id, notice_id, row_no, step, act, reason, limit_on, amount_fen, city, county, institution, acted_on,
      acted_by, acted_name, acted_at)
    values (${actor.province}, ${newId()}::uuid, ${row.noticeId}::uuid, ${row.rowNo}, ${act.step}, ${act.act}, ${act.reason},
      ${act.limitOn}::date, ${act.amountFen ?? null}::bigint, ${row.city}, ${row.county}, ${row.institution}, ${today}::date, ${actor.userId},
      ${actor.name}, ${now})`.execute(tx);
};
