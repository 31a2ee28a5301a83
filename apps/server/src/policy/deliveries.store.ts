import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import type { CopyOffice } from "./copy-offices.ts";

export interface Delivery {
  readonly document: string;
  readonly city: string;
  readonly office: string;
  readonly deliveredOn: PlainDate | null;
  readonly note: string | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
}

/** Those that the actor may see: the province all of them, a city's office its own. */
export const deliveriesOf = async (tx: Tx, document?: string): Promise<readonly Delivery[]> =>
  (
    await sql<Delivery>`
      select document, city, office, delivered_on as "deliveredOn", delivery_note as note, acknowledged_at as "acknowledgedAt",
        acknowledged_by_name as "acknowledgedBy"
      from policy_copy_delivery
      where province = current_setting('qiangyi.province') and sees(province, city, null, null)
        and (${document ?? null}::text is null or document = ${document ?? null})
      order by document, city`.execute(tx)
  ).rows;

/** One row per office; those that stand already are left as they are. */
export const createDeliveries = async (
  tx: Tx,
  province: string,
  document: string,
  offices: readonly CopyOffice[],
): Promise<void> => {
  await sql`insert into policy_copy_delivery (province, document, city, office)
    select ${province}, ${document}, o.city, o.office from jsonb_to_recordset(${JSON.stringify(offices)}::jsonb) as o (city text, office text)
    on conflict do nothing`.execute(tx);
};

export const markDelivered = async (
  tx: Tx,
  province: string,
  { document, city, deliveredOn, note }: { document: string; city: string; deliveredOn: string; note: string | undefined },
): Promise<boolean> => {
  const { numAffectedRows } =
    await sql`update policy_copy_delivery set delivered_on = ${deliveredOn}, delivery_note = ${note ?? null}
    where province = ${province} and document = ${document} and city = ${city}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
};

/** The first acknowledgement stays. */
export const markAcknowledged = async (tx: Tx, actor: Actor, at: Date, document: string): Promise<boolean> => {
  const { rows } = await sql<{ city: string }>`
    update policy_copy_delivery set acknowledged_at = coalesce(acknowledged_at, ${at}), acknowledged_by = coalesce(acknowledged_by, ${actor.userId}),
      acknowledged_by_name = coalesce(acknowledged_by_name, ${actor.name})
    where province = ${actor.province} and document = ${document} and city = ${actor.city} returning city`.execute(tx);
  return rows.length > 0;
};

export interface Receipt {
  readonly document: string;
  readonly role: string;
  readonly receivedAt: Date;
  readonly receivedBy: string;
}

/** Receipts of the actor's own bureau: its role at its place, whoever of it signed. */
export const receiptsOf = async (tx: Tx, actor: Actor): Promise<readonly Receipt[]> =>
  (
    await sql<Receipt>`select document, role, received_at as "receivedAt", received_by_name as "receivedBy" from policy_receipt
      where province = ${actor.province} and city = ${actor.city} and county = ${actor.county ?? ""}`.execute(tx)
  ).rows;

/** Signing twice changes nothing. */
export const saveReceipt = async (tx: Tx, actor: Actor, at: Date, document: string, role: string): Promise<void> => {
  await sql`insert into policy_receipt (province, document, role, city, county, received_by, received_by_name, received_at)
    values (${actor.province}, ${document}, ${role}, ${actor.city}, ${actor.county ?? ""}, ${actor.userId}, ${actor.name}, ${at})
    on conflict do nothing`.execute(tx);
};
