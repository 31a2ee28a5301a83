import type { TargetEventView } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, type Place, type Tx, within } from "../../platform/index.ts";
import { isOwn, mayConfirm, mayWithdraw } from "./event.ts";

export type ShownEvent = TargetEventView;

interface Asked {
  readonly subject?: string | undefined;
  readonly indicator?: string | undefined;
  readonly state?: "waiting" | "confirmed" | "withdrawn" | undefined;
}

/** Recorded items with what this person may do to them, the latest first. */
export const shownEvents = async (tx: Tx, actor: Actor, { subject, indicator, state }: Asked): Promise<ShownEvent[]> => {
  const { rows } = await sql<
    Omit<ShownEvent, "canConfirm" | "canWithdraw" | "canAttach"> & Place & { readonly by: string; readonly level: string }
  >`
    select e.id, e.subject, coalesce(t.subject_name, e.subject) as "subjectName", e.indicator, i.title as "indicatorTitle", e.name,
      e.happened_on as "happenedOn", e.document,
      case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as file,
      e.recorded_name as "recordedBy", e.recorded_on as "recordedOn", e.confirmed_name as "confirmedBy", e.confirmed_on as "confirmedOn",
      e.withdrawn_on as "withdrawnOn", e.withdrawal_reason as "withdrawalReason", null as "fromRegister", e.recorded_by as by,
      e.recorded_level as level, e.city, e.county, e.institution
    from target_event e join indicator i on i.province = e.province and i.code = e.indicator
      left join stored_file f on f.province = e.province and f.id = e.file
      left join lateral (select subject_name from target_version t where t.province = e.province and t.subject = e.subject limit 1) t on true
    where ${within(actor, "e")}
      ${subject === undefined ? sql`` : sql`and e.subject = ${subject}`} ${indicator === undefined ? sql`` : sql`and e.indicator = ${indicator}`}
      ${state === "waiting" ? sql`and e.confirmed_on is null and e.withdrawn_on is null` : sql``}
      ${state === "confirmed" ? sql`and e.confirmed_on is not null and e.withdrawn_on is null` : sql``}
      ${state === "withdrawn" ? sql`and e.withdrawn_on is not null` : sql``}
    order by e.happened_on desc, e.name limit 1000`.execute(tx);
  return rows.map(({ by, level, city, county, institution, ...row }) => {
    const event = { recordedBy: by, recordedLevel: level, confirmedOn: row.confirmedOn, withdrawnOn: row.withdrawnOn };
    return {
      ...row,
      canAttach:
        actor.permissions.has("indicators.report") &&
        isOwn(actor, { city, county, institution }) &&
        row.confirmedOn === null &&
        row.withdrawnOn === null,
      canConfirm: mayConfirm(actor, event) === undefined,
      canWithdraw: mayWithdraw(actor, event) === undefined,
    };
  });
};
