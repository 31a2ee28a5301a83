import { type Fen, fen } from "@qiangyi/kernel";
import type { AwardClaim, CentreId } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, newId, type Place, type Tx, within } from "../../platform/index.ts";

export interface KeptAward {
  readonly id: string;
  readonly centre: CentreId;
  readonly recipient: AwardClaim["recipient"];
  readonly recipientName: string;
  readonly namesCentre: boolean;
  readonly award: string;
  readonly round: number;
  readonly level: AwardClaim["level"];
  readonly prize: Fen;
  readonly received: Fen;
  readonly match: Fen;
  readonly awardedOn: string;
  readonly document: string;
  readonly filedBy: string;
  readonly filedName: string;
  /** Null: nobody has decided. */
  readonly accepts: boolean | null;
  readonly opinion: string | null;
  readonly decidedName: string | null;
  readonly paidOn: string | null;
  readonly voucher: string | null;
}

export interface AwardFilter {
  readonly year?: number;
  readonly id?: string;
  readonly same?: { readonly award: string; readonly recipientName: string };
}

export const awardsOf = async (tx: Tx, actor: Actor, { year, id, same }: AwardFilter): Promise<readonly KeptAward[]> => {
  const { rows } = await sql<Omit<KeptAward, "prize" | "received" | "match"> & Record<"prize" | "received" | "match", bigint>>`
    select a.id, a.centre, a.recipient, a.recipient_name as "recipientName", a.names_centre as "namesCentre", a.award, a.round, a.level,
      a.prize_fen as prize, a.received_fen as received, a.match_fen as match, a.awarded_on::text as "awardedOn", a.document,
      a.filed_by as "filedBy", a.filed_name as "filedName", d.accepts, d.opinion, d.decided_name as "decidedName",
      p.paid_on::text as "paidOn", p.voucher
    from centre_award a
    left join centre_award_decision d on d.province = a.province and d.award = a.id
    left join centre_award_payment p on p.province = a.province and p.award = a.id
    where ${within(actor, "a")}
      ${year === undefined ? sql`` : sql`and a.awarded_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`}
      ${id === undefined ? sql`` : sql`and a.id = ${id}`}
      ${same === undefined ? sql`` : sql`and a.award = ${same.award} and a.recipient_name = ${same.recipientName}`}
    order by a.awarded_on, a.id`.execute(tx);
  return rows.map((row) => ({ ...row, prize: fen(row.prize), received: fen(row.received), match: fen(row.match) }));
};

type Filed = Pick<
  KeptAward,
  "centre" | "recipient" | "recipientName" | "namesCentre" | "award" | "round" | "level" | "prize" | "received" | "match"
> &
  Pick<KeptAward, "awardedOn" | "document">;

export const insertAward = async (tx: Tx, actor: Actor, place: Place, filed: Filed, at: Date): Promise<string> => {
  const id = newId();
  const { centre, recipient, recipientName, namesCentre, award, round, level, prize, received, match, awardedOn, document } =
    filed;
  await sql`
    insert into centre_award (province, id, centre, city, county, institution, recipient, recipient_name, names_centre, award, round, level,
      prize_fen, received_fen, match_fen, awarded_on, document, filed_by, filed_name, filed_at)
    values (${actor.province}, ${id}, ${centre}, ${place.city}, ${place.county}, ${place.institution}, ${recipient}, ${recipientName},
      ${namesCentre}, ${award}, ${round}, ${level}, ${prize}, ${received}, ${match}, ${awardedOn}::date, ${document}, ${actor.userId},
      ${actor.name}, ${at})`.execute(tx);
  return id;
};

export const insertDecision = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  { id, filedBy }: KeptAward,
  { accepts, opinion, at }: { readonly accepts: boolean; readonly opinion: string; readonly at: Date },
): Promise<void> => {
  await sql`
    insert into centre_award_decision (province, award, city, county, institution, filed_by, accepts, opinion, decided_by, decided_name, decided_at)
    values (${actor.province}, ${id}, ${place.city}, ${place.county}, ${place.institution}, ${filedBy}, ${accepts}, ${opinion}, ${actor.userId},
      ${actor.name}, ${at})`.execute(tx);
};

export const isVoucherUsed = async (tx: Tx, { province }: Actor, voucher: string): Promise<boolean> => {
  const { rows } = await sql`select from centre_award_payment where province = ${province} and voucher = ${voucher}`.execute(tx);
  return rows.length > 0;
};

export const insertAwardPayment = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  { id }: KeptAward,
  { paidOn, voucher, at }: { readonly paidOn: string; readonly voucher: string; readonly at: Date },
): Promise<void> => {
  await sql`
    insert into centre_award_payment (province, award, city, county, institution, paid_on, voucher, recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${id}, ${place.city}, ${place.county}, ${place.institution}, ${paidOn}::date, ${voucher}, ${actor.userId},
      ${actor.name}, ${at})`.execute(tx);
};
