import { type Fen, fen } from "@qiangyi/kernel";
import type { CentreId, NationalCentre } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, newId, type Place, type Tx, within } from "../../platform/index.ts";

export interface CentrePayment {
  readonly id: string;
  readonly centre: CentreId;
  readonly payer: NationalCentre["payer"];
  readonly item: string;
  readonly payee: string;
  readonly assessmentYear: number;
  readonly amount: Fen;
  readonly paidOn: string;
  readonly voucher: string;
  readonly person: string | null;
  readonly policy: string | null;
  readonly note: string | null;
  readonly by: string;
}

export const paymentsOf = async (tx: Tx, actor: Actor): Promise<readonly CentrePayment[]> => {
  const { rows } = await sql<Omit<CentrePayment, "amount"> & { readonly amount: bigint }>`
    select p.id, p.centre, p.payer, p.item, p.payee, p.assessment_year as "assessmentYear", p.amount_fen as amount, p.paid_on::text as "paidOn",
      p.voucher, p.person, p.policy, p.note, p.recorded_name as by
    from centre_payment p where ${within(actor, "p")} order by p.paid_on, p.id`.execute(tx);
  return rows.map((row) => ({ ...row, amount: fen(row.amount) }));
};

export const insertPayment = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  payment: Omit<CentrePayment, "id" | "by">,
  at: Date,
): Promise<string> => {
  const id = newId();
  const { centre, payer, item, payee, assessmentYear, amount, paidOn, voucher, person, policy, note } = payment;
  await sql`
    insert into centre_payment (province, id, centre, city, county, institution, payer, item, payee, assessment_year, amount_fen, paid_on, voucher,
      person, policy, note, recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${id}, ${centre}, ${place.city}, ${place.county}, ${place.institution}, ${payer}, ${item}, ${payee},
      ${assessmentYear}, ${amount}, ${paidOn}::date, ${voucher}, ${person}, ${policy}::uuid, ${note}, ${actor.userId}, ${actor.name}, ${at})`.execute(
    tx,
  );
  return id;
};
