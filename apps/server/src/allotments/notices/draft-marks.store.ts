import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { DraftMark } from "./draft-entries.ts";

export const draftMarks = async (tx: Tx, province: string, noticeId: string): Promise<ReadonlyMap<string, DraftMark>> => {
  const { rows } = await sql<DraftMark & { place: string }>`
    select place, version, by_name as by, at from allotment_draft_mark
    where province = ${province} and notice_id = ${noticeId}::uuid`.execute(tx);
  return new Map(rows.map(({ place, ...mark }) => [place, mark]));
};

/** Raises the versions of places that were changed. */
export const markPlaces = async (tx: Tx, actor: Actor, at: Date, noticeId: string, places: readonly string[]): Promise<void> => {
  if (places.length === 0) return;
  await sql`
    insert into allotment_draft_mark as mark (province, notice_id, place, version, by_id, by_name, at)
    select ${actor.province}, ${noticeId}::uuid, place, 1, ${actor.userId}, ${actor.name}, ${at} from unnest(${[...places]}::text[]) place
    on conflict (province, notice_id, place) do update
      set version = mark.version + 1, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`.execute(tx);
};
